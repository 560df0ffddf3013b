# CR1 needs G/(G-1) and nothing else. In sandwich that is HC0 with cadjust = TRUE. (HC1 would
# multiply by (n-1)/(n-k) as well, which is 1 here only because the mean is a model with k = 1.)
# The same variance is worked out from the formula, and both must agree.
source("write.R")
library(sandwich)
set.seed(20)

case <- function(name, data, confidence = 0.95) {
	fit <- lm(value ~ 1, data)
	variance <- vcovCL(fit, cluster = data$patient, type = "HC0", cadjust = TRUE)[1, 1]
	mean <- mean(data$value)
	patients <- length(unique(data$patient))
	residual <- tapply(data$value - mean, data$patient, sum)
	by_hand <- patients / (patients - 1) * sum(residual^2) / nrow(data)^2
	stopifnot(all.equal(variance, by_hand, tolerance = 1e-9))
	reach <- qt(1 - (1 - confidence) / 2, patients - 1) * sqrt(variance)
	list(
		name = name, patient = many(data$patient), value = many(data$value), confidence = confidence,
		mean = mean, sd = sd(data$value), low = mean - reach, high = mean + reach
	)
}

two <- data.frame(patient = c(1, 1, 2), value = c(1, 2, 6))
ties <- data.frame(
	patient = rep(1:6, c(1, 2, 3, 1, 2, 3)),
	value = c(1, 1, 1, 2, 2, 2, 0, 1, 1, 2, 2, 1)
)
single <- data.frame(patient = 1:12, value = round(rnorm(12, 1, 2), 2))
write_reference("clustered-mean",
	calls = c(
		"sandwich::vcovCL(lm(value ~ 1), cluster = patient, type = 'HC0', cadjust = TRUE)",
		"qt(1 - (1 - confidence) / 2, patients - 1)"
	),
	cases = list(
		case("two patients", two),
		case("ties", ties),
		case("one series a patient", single),
		case("one series a patient, 99 %", single, 0.99),
		case("8 patients", clustered_values(8, 1:4, 2, 0.8, 0.5, 0.5)),
		case("40 patients, 90 %", clustered_values(40, 1:5, 2, -0.3, 1, 0.4), 0.9),
		case("200 patients", clustered_values(200, 1:6, 2, 12, 4, 3)),
		case("a mean far above the spread", clustered_values(30, 1:3, 2, 97, 0.05, 0.02))
	),
	packages = "sandwich"
)
