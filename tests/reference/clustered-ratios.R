# The ratio estimator by survey's linearisation, clustered by patient: rates over sessions, and
# percent improvement over the baseline. The variance is also worked out from the formula.
source("write.R")
suppressMessages(library(survey))
set.seed(24)

ratio <- function(data, confidence) {
	design <- svydesign(~patient, weights = ~one, data = transform(data, one = 1))
	fit <- svyratio(~y, ~x, design)
	estimate <- coef(fit)[[1]]
	residual <- tapply(data$y - estimate * data$x, data$patient, sum)
	patients <- length(residual)
	by_hand <- patients / (patients - 1) * sum(residual^2) / sum(data$x)^2
	stopifnot(all.equal(vcov(fit)[1, 1], by_hand, tolerance = 1e-9))
	reach <- qt(1 - (1 - confidence) / 2, patients - 1) * sqrt(vcov(fit)[1, 1])
	list(estimate = estimate, low = estimate - reach, high = estimate + reach)
}
calls <- c(
	"survey::svyratio(~y, ~x, svydesign(~patient, weights = ~1))",
	"qt(1 - (1 - confidence) / 2, patients - 1)"
)

rate_case <- function(name, events, exposure, share, confidence = 0.95) {
	found <- ratio(data.frame(patient = seq_along(events), y = events, x = exposure), confidence)
	list(
		name = name, events = many(events), exposure = many(exposure), share = share,
		confidence = confidence, rate = found$estimate, low = max(0, found$low),
		high = if (share) min(1, found$high) else found$high
	)
}
sessions <- sample(1:6, 60, replace = TRUE)
write_reference("clustered-rate", calls, packages = "survey", cases = list(
	rate_case("two patients", c(1, 0), c(3, 2), TRUE),
	rate_case("60 patients", rbinom(60, sessions, rbeta(60, 1, 3)), sessions, TRUE),
	rate_case("60 patients, 90 %", rbinom(60, sessions, rbeta(60, 1, 3)), sessions, TRUE, 0.9),
	rate_case("the lower limit stops at 0", c(2, rep(0, 19)), sample(2:5, 20, replace = TRUE), TRUE),
	rate_case("the upper limit stops at 1", c(1, 3, 4, 2, 3), c(3, 3, 4, 2, 3), TRUE),
	rate_case("several events a session", rpois(60, 2.2 * sessions), sessions, FALSE)
))

improvement_case <- function(name, data, confidence = 0.95) {
	found <- ratio(transform(data, y = improvement, x = baseline), confidence)
	list(
		name = name, patient = many(data$patient), improvement = many(data$improvement),
		baseline = many(data$baseline), confidence = confidence,
		percent = 100 * found$estimate, low = 100 * found$low, high = 100 * found$high
	)
}
scores <- function(patients, most) {
	data <- clustered_values(patients, most, 1, 40, 10, 4)
	improvement <- round(0.3 * data$value + rnorm(nrow(data), 0, 6), 1)
	data.frame(patient = data$patient, baseline = data$value, improvement)
}
write_reference("ratio-of-means", calls, packages = "survey", cases = list(
	improvement_case("one series a patient", scores(15, 1)),
	improvement_case("12 patients", scores(12, 1:4)),
	improvement_case("80 patients, 99 %", scores(80, 1:3), 0.99),
	improvement_case("worse", transform(scores(10, 1:2), improvement = -improvement)),
	improvement_case("two patients", scores(2, 2))
))
