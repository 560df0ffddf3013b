# Two groups whose patients have several series: the variances of both clustered means, and the degrees
# of freedom that Welch's formula gives with each group's patients less one.
source("write.R")
library(sandwich)
set.seed(41)

error <- function(data) {
	fit <- lm(value ~ 1, data)
	vcovCL(fit, cluster = data$patient, type = "HC0", cadjust = TRUE)[1, 1]
}

case <- function(name, first, second, confidence = 0.95) {
	v <- c(error(first), error(second))
	patients <- c(length(unique(first$patient)), length(unique(second$patient)))
	df <- sum(v)^2 / sum(v^2 / (patients - 1))
	difference <- mean(first$value) - mean(second$value)
	t <- difference / sqrt(sum(v))
	reach <- qt(1 - (1 - confidence) / 2, df) * sqrt(sum(v))
	p <- 2 * pt(-abs(t), df)
	if (all(table(first$patient) == 1) && all(table(second$patient) == 1)) {
		welch <- t.test(first$value, second$value, conf.level = confidence)
		stopifnot(all.equal(unname(welch$p.value), p), all.equal(unname(welch$parameter), df))
	}
	list(
		name = name, confidence = confidence,
		first = list(patient = many(first$patient), value = many(first$value)),
		second = list(patient = many(second$patient), value = many(second$value)),
		difference = difference, low = difference - reach, high = difference + reach,
		t = t, degreesOfFreedom = df, p = p
	)
}

single <- function(n, mean) data.frame(patient = 1:n, value = round(rnorm(n, mean, 1), 2))
write_reference("clustered-difference",
	calls = c(
		"sandwich::vcovCL(lm(value ~ 1), cluster = patient, type = 'HC0', cadjust = TRUE) for each group",
		"t.test(first, second) where each patient has one series"
	),
	cases = list(
		case("one series a patient", single(14, 1), single(9, 0.4)),
		case("two and three patients", clustered_values(2, 2:3, 2, 1, 0.5, 0.5),
			clustered_values(3, 1:2, 2, 0.5, 0.5, 0.5)),
		case("several series", clustered_values(20, 1:4, 2, 0.8, 0.5, 0.3),
			clustered_values(35, 1:3, 2, 0.5, 0.4, 0.4)),
		case("several series, 99 %", clustered_values(60, 1:3, 2, -0.2, 0.8, 0.3),
			clustered_values(12, 1:5, 2, 0.3, 0.3, 0.6), 0.99)
	),
	packages = "sandwich"
)
