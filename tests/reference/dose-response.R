# Response along ordered groups: isotonic fit by isoreg, Jonckheere-Terpstra by the z of cor.test for
# Kendall's tau (the same test) with its statistic counted from all pairs, Cochran-Armitage by
# prop.trend.test, restricted cubic spline by lm on the terms of Hmisc.
source("write.R")
set.seed(1955)

# isoreg knows no weights: each mean stands as often as its weight says.
iso <- function(name, means, weights, direction = "rising") {
	sign <- if (direction == "rising") 1 else -1
	fit <- sign * isoreg(rep(sign * means, weights))$yf
	list(
		name = name, means = many(means), weights = many(weights), direction = direction,
		fitted = many(fit[cumsum(weights)])
	)
}
write_reference("isotonic",
	calls = "isoreg(rep(means, weights))$yf",
	cases = list(
		iso("already rising", c(1, 2, 3.5), c(4, 2, 9)),
		iso("one violation", c(1, 3, 2, 4), c(1, 1, 1, 1)),
		iso("all the wrong way", c(5, 4, 2, 1), c(3, 1, 7, 2)),
		iso("falling", c(4.1, 3.9, 4.4, 2, 2.5, 1), c(5, 12, 9, 30, 3, 8), "falling"),
		iso("60 levels", round(sqrt(1:60) + rnorm(60), 3), sample(1:20, 60, replace = TRUE))
	)
)

trend <- function(name, groups) {
	value <- unlist(groups)
	group <- rep(seq_along(groups), lengths(groups))
	statistic <- 0
	for (i in seq_along(groups)) for (j in seq_along(groups)) if (i < j) {
		apart <- outer(groups[[j]], groups[[i]], "-")
		statistic <- statistic + sum(apart > 0) + sum(apart == 0) / 2
	}
	found <- cor.test(group, value, method = "kendall", exact = FALSE)
	list(
		name = name, groups = lapply(groups, many), statistic = statistic,
		z = unname(found$statistic), p = found$p.value
	)
}
write_reference("jonckheere-terpstra",
	calls = "cor.test(group, value, method = 'kendall', exact = FALSE)",
	cases = list(
		trend("motivational effect, Hollander & Wolfe", list(
			c(40, 35, 38, 43, 44, 41), c(38, 40, 47, 44, 40, 42), c(48, 40, 45, 43, 46, 44)
		)),
		trend("one and two", list(1, c(0, 2))),
		trend("grades in five bands", lapply(1:5, function(i) sample(-1:4, 8 + 3 * i, replace = TRUE))),
		trend("falling, without ties", lapply(1:3, function(i) rnorm(20, -i / 3)))
	)
)

armitage <- function(name, events, n, scores = seq_along(n)) {
	# It warns of two levels, which lie on their line.
	found <- suppressWarnings(prop.trend.test(events, n, scores))
	list(
		name = name, events = many(events), n = many(n), scores = many(scores),
		chiSquared = unname(found$statistic), p = found$p.value
	)
}
write_reference("cochran-armitage",
	calls = "prop.trend.test(events, n, scores)",
	cases = list(
		armitage("smokers, Fleiss 1981", c(83, 90, 129, 70), c(86, 93, 136, 82)),
		armitage("two levels", c(3, 6), c(10, 11)),
		armitage("depths", c(1, 4, 3, 9, 14), c(20, 33, 18, 40, 52), c(0.25, 0.5, 1, 1.5, 2.5)),
		armitage("none at the first", c(0, 2, 5), c(12, 14, 9))
	)
)

spline <- function(name, x, y, at, knots = NULL, confidence = 0.95) {
	chosen <- if (is.null(knots)) quantile(x, c(0.1, 0.5, 0.9), names = FALSE) else knots
	terms <- function(x) suppressWarnings(Hmisc::rcspline.eval(x, knots = chosen, inclx = TRUE))
	data <- data.frame(y, s = I(terms(x)))
	fit <- lm(y ~ s, data)
	curve <- predict(fit, data.frame(s = I(terms(at))), interval = "confidence", level = confidence)
	row <- summary(fit)$coefficients[3, ]
	c(list(
		name = name, x = many(x), y = many(y), at = many(at), knots = many(chosen), confidence = confidence, mean = many(curve[, 1]), low = many(curve[, 2]),
		high = many(curve[, 3]), t = row[[3]], p = row[[4]], degreesOfFreedom = fit$df.residual
	), if (!is.null(knots)) list(given = many(knots)))
}
depth <- sample(c(0.25, 0.5, 0.75, 1, 1.5, 2, 2.5), 90, replace = TRUE)
mostly <- c(rep(0.5, 50), 0.75, 1, 1, 1.5, 1.5, 2, 2.5, 2.5)
write_reference("restricted-cubic-spline",
	calls = "predict(lm(y ~ Hmisc::rcspline.eval(x, knots, inclx = TRUE)), interval = 'confidence')",
	cases = list(
		spline("cars, Ezekiel 1930", cars$speed, cars$dist, c(4, 10, 15, 19, 25)),
		spline("depths, 90 %", depth, round(sin(depth) + rnorm(90, 0, 0.4), 2), seq(0.25, 2.5, 0.25), confidence = 0.9),
		spline("given knots", depth, round(depth + rnorm(90, 0, 0.4), 2), c(0.5, 1, 2), c(0.5, 1, 2)),
		spline("most at one depth", mostly, round(mostly + rnorm(58, 0, 0.4), 2), c(0.5, 1, 2),
			quantile(unique(mostly), c(0.1, 0.5, 0.9), names = FALSE)),
		spline("x far from zero", 2000 + rnorm(200), 7 + rnorm(200), c(1999, 2000, 2001))
	),
	packages = "Hmisc"
)
