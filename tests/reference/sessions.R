# Along a course: the week by which most of the gain was there, and what each session added. approx finds
# the crossing; its interval is compared with a bootstrap of 20 000 here, within the error of drawing.
source("write.R")
library(sandwich)
set.seed(1993)

crossing <- function(weeks, means, share) {
	target <- share * means[length(means)]
	if (target <= 0) return(NA)
	week <- c(0, weeks)
	curve <- c(0, means)
	after <- which(curve >= target)[1]
	approx(curve[c(after - 1, after)], week[c(after - 1, after)], target)$y
}
plateau <- function(name, weeks, patient, values, share = 0.8, confidence = 0.95) {
	rows <- split(seq_along(patient), patient)
	drawn <- replicate(20000, {
		chosen <- unlist(rows[sample(length(rows), replace = TRUE)])
		crossing(weeks, colMeans(values[chosen, , drop = FALSE]), share)
	})
	tail <- (1 - confidence) / 2
	limits <- quantile(drawn, c(tail, 1 - tail), na.rm = TRUE, names = FALSE)
	list(
		name = name, weeks = many(weeks), patient = many(patient),
		improvements = lapply(seq_len(nrow(values)), function(i) many(values[i, ])), share = share,
		confidence = confidence, week = crossing(weeks, colMeans(values), share), low = limits[1], high = limits[2]
	)
}
curves <- function(n, weeks, final, rate, between, within) {
	level <- rnorm(n, final, between)
	round(outer(level, 1 - exp(-rate * weeks)) + matrix(rnorm(n * length(weeks), 0, within), n), 2)
}
weeks <- c(4, 8, 12, 26)
write_reference("time-to-plateau",
	calls = c(
		"approx(curve, week, share * last)$y at the first crossing",
		"quantile(replicate(20000, crossing of sample(patients, replace = TRUE)))"
	),
	cases = list(
		plateau("40 patients", weeks, 1:40, curves(40, weeks, 2, 0.15, 0.6, 0.4)),
		plateau("25 patients with two areas, half the gain, 90 %", weeks, rep(1:25, each = 2),
			curves(50, weeks, 1.5, 0.1, 0.5, 0.5), 0.5, 0.9),
		plateau("120 patients, seven visits", c(4, 8, 12, 18, 26, 39, 52), 1:120,
			curves(120, c(4, 8, 12, 18, 26, 39, 52), 2.5, 0.08, 0.8, 0.6))
	)
)

gain <- function(data) {
	fit <- lm(gain ~ 1, data)
	reach <- qt(0.975, length(unique(data$patient)) - 1) *
		sqrt(vcovCL(fit, cluster = data$patient, type = "HC0", cadjust = TRUE)[1, 1])
	c(coef(fit)[[1]], coef(fit)[[1]] - reach, coef(fit)[[1]] + reach)
}
data <- expand.grid(session = 1:4, area = 1:2, patient = 1:30)
data <- data[runif(nrow(data)) < 1.1 - 0.15 * data$session, ]
data$before <- round(0.5 * (data$session - 1) + rnorm(nrow(data), 0, 0.5), 1)
data$after <- round(data$before + 0.8 / data$session + rnorm(nrow(data), 0, 0.5), 1)
data$gain <- data$after - data$before
write_reference("marginal-gain",
	calls = "sandwich::vcovCL(lm(gain ~ 1), cluster = patient, type = 'HC0', cadjust = TRUE) for each session",
	cases = list(list(
		patient = many(data$patient), session = many(data$session), before = many(data$before),
		after = many(data$after),
		gains = lapply(unname(split(data, data$session)), function(each) {
			found <- gain(each)
			list(session = each$session[1], mean = found[1], low = found[2], high = found[3])
		})
	)),
	packages = "sandwich"
)
