# Two means: Welch's t, standardised differences, and the straight line through points.
source("write.R")
set.seed(1981)

welch_case <- function(name, x, y, confidence = 0.95) {
	found <- t.test(x, y, conf.level = confidence)
	list(
		name = name, first = many(x), second = many(y), confidence = confidence,
		difference = mean(x) - mean(y), low = found$conf.int[1], high = found$conf.int[2],
		t = unname(found$statistic), degreesOfFreedom = unname(found$parameter), p = found$p.value
	)
}
sleep1 <- sleep$extra[sleep$group == 1]
sleep2 <- sleep$extra[sleep$group == 2]
write_reference("welch",
	calls = "t.test(first, second, conf.level = confidence)",
	cases = list(
		welch_case("sleep, Student 1908", sleep1, sleep2),
		welch_case("two and two", c(1, 2), c(4, 4.5)),
		welch_case("one group without variation", c(2, 2, 2, 2), c(1, 2, 4)),
		welch_case("unequal spread, 99 %", rnorm(12, 3, 5), rnorm(60, 1, 0.5), 0.99),
		welch_case("grades, 90 %", sample(0:4, 40, replace = TRUE), sample(1:5, 33, replace = TRUE), 0.9),
		welch_case("far from zero", 5000 + rnorm(30, 0, 0.1), 5000 + rnorm(25, 0.05, 0.2)),
		welch_case("far apart, a p of almost none", rnorm(60, 9), rnorm(50))
	)
)

# J by the logarithms of the gamma function.
J <- function(m) exp(lgamma(m / 2) - log(sqrt(m / 2)) - lgamma((m - 1) / 2))
g_case <- function(name, x, y, confidence = 0.95) {
	n1 <- length(x)
	n2 <- length(y)
	pooled <- summary(lm(c(x, y) ~ rep(1:2, c(n1, n2))))$sigma
	d <- (mean(x) - mean(y)) / pooled
	j <- J(n1 + n2 - 2)
	variance <- j^2 * ((n1 + n2) / (n1 * n2) + d^2 / (2 * (n1 + n2)))
	z <- qnorm(1 - (1 - confidence) / 2)
	list(
		name = name, first = many(x), second = many(y), confidence = confidence, g = j * d,
		variance = variance, low = j * d - z * sqrt(variance), high = j * d + z * sqrt(variance)
	)
}
write_reference("hedges-g",
	calls = c(
		"J(m) = exp(lgamma(m / 2) - log(sqrt(m / 2)) - lgamma((m - 1) / 2))",
		"d = (mean(first) - mean(second)) / summary(lm(y ~ group))$sigma"
	),
	cases = list(
		g_case("sleep, Student 1908", sleep1, sleep2),
		g_case("two and two", c(1, 2), c(4, 4.5)),
		g_case("12 and 60, 99 %", rnorm(12, 3, 5), rnorm(60, 1, 0.5), 0.99),
		g_case("300 and 250, 90 %", round(rnorm(300), 3), round(rnorm(250, -0.3), 3), 0.9)
	)
)

paired_case <- function(name, before, after) {
	change <- after - before
	g <- J(length(before) - 1) * mean(change) / sqrt((var(before) + var(after)) / 2)
	list(
		name = name, before = many(before), after = many(after),
		srm = mean(change) / sd(change), gAverage = g
	)
}
write_reference("paired-effect-size",
	calls = c(
		"mean(change) / sd(change)",
		"J(n - 1) * mean(change) / sqrt((var(before) + var(after)) / 2)"
	),
	cases = list(
		paired_case("sleep, Student 1908", sleep1, sleep2),
		paired_case("three", c(1, 2, 4), c(2, 2, 3)),
		paired_case("grades", sample(1:5, 60, replace = TRUE), sample(0:4, 60, replace = TRUE)),
		paired_case("500", rnorm(500, 50, 10), rnorm(500, 44, 12))
	)
)
m <- c(2, 3, 4, 5, 10, 11, 98, 999, 1000, 1e4)
# lgamma loses digits as m grows: large ones by the series in 1 / m.
large <- function(m) 1 - 3 / (4 * m) - 7 / (32 * m^2) - 9 / (128 * m^3)
write_reference("small-sample-correction",
	calls = c("J(m)", "from 999 by its series in 1 / m, with which J(m) agrees to 1e-10"),
	cases = lapply(m, function(m) {
		if (m >= 999) stopifnot(abs(J(m) - large(m)) < 1e-10)
		list(degreesOfFreedom = m, correction = if (m < 999) J(m) else large(m))
	})
)

slope_case <- function(name, x, y, confidence = 0.95) {
	fit <- lm(y ~ x)
	row <- summary(fit)$coefficients[2, ]
	limits <- confint(fit, "x", level = confidence)
	list(
		name = name, x = many(x), y = many(y), confidence = confidence, slope = row[[1]],
		intercept = coef(fit)[[1]], standardError = row[[2]], t = row[[3]], p = row[[4]],
		degreesOfFreedom = fit$df.residual, low = limits[1], high = limits[2]
	)
}
depths <- sample(c(0.25, 0.5, 1, 1.5, 2, 2.5), 80, replace = TRUE)
write_reference("linear-slope",
	calls = c("lm(y ~ x)", "confint(fit, 'x', level = confidence)"),
	cases = list(
		slope_case("cars, Ezekiel 1930", cars$speed, cars$dist),
		slope_case("three", c(0, 1, 2), c(1, 1, 2)),
		slope_case("depths, 90 %", depths, round(0.4 + 0.3 * depths + rnorm(80, 0, 0.6), 2), 0.9),
		slope_case("x far from zero", 2000 + rnorm(200), 7 + rnorm(200))
	)
)
