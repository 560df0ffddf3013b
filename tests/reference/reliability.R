# psych::ICC and psych::cohen.kappa; limits of agreement from their formulas. The intervals of psych
# for ICC(2,1) are those of Shrout & Fleiss, equal to McGraw & Wong's, which are worked out beside them.
source("write.R")
suppressMessages(library(psych))
set.seed(46)

icc <- function(name, ratings, confidence = 0.95) {
	ratings <- as.matrix(ratings)
	table <- ICC(ratings, lmer = FALSE, alpha = 1 - confidence)
	r <- table$results
	n <- nrow(ratings)
	k <- ncol(ratings)
	long <- data.frame(y = as.vector(ratings), s = factor(rep(1:n, k)), j = factor(rep(1:k, each = n)))
	ms <- summary(aov(y ~ s + j, long))[[1]][["Mean Sq"]]
	rho <- r["Single_random_raters", "ICC"]
	a <- k * rho / (n * (1 - rho))
	b <- 1 + k * rho * (n - 1) / (n * (1 - rho))
	v <- (a * ms[2] + b * ms[3])^2 / ((a * ms[2])^2 / (k - 1) + (b * ms[3])^2 / ((n - 1) * (k - 1)))
	p <- 1 - (1 - confidence) / 2
	lower <- qf(p, n - 1, v)
	upper <- qf(p, v, n - 1)
	rest <- k * ms[2] + (k * n - k - n) * ms[3]
	low <- n * (ms[1] - lower * ms[3]) / (lower * rest + n * ms[1])
	high <- n * (upper * ms[1] - ms[3]) / (rest + n * upper * ms[1])
	stopifnot(all.equal(c(low, high), unlist(r["Single_random_raters", 7:8], use.names = FALSE), tolerance = 1e-6))
	f <- ms[1] / ms[3]
	df <- (n - 1) * (k - 1)
	fl <- f / qf(p, n - 1, df)
	fu <- f * qf(p, df, n - 1)
	consistent <- c((fl - 1) / (fl + k - 1), (fu - 1) / (fu + k - 1))
	stopifnot(all.equal(consistent, unlist(r["Single_fixed_raters", 7:8], use.names = FALSE), tolerance = 1e-6))
	list(
		name = name, confidence = confidence,
		ratings = I(lapply(1:n, function(i) many(ratings[i, ]))),
		agreement = rho, agreementLow = low, agreementHigh = high,
		consistency = r["Single_fixed_raters", "ICC"], consistencyLow = consistent[1],
		consistencyHigh = consistent[2],
		semAgreement = sqrt(ms[3] + max(0, (ms[2] - ms[3]) / n)), semConsistency = sqrt(ms[3])
	)
}
rated <- function(n, k, subject, rater, error, digits) {
	round(outer(rnorm(n, 3, subject), rnorm(k, 0, rater), "+") + rnorm(n * k, 0, error), digits)
}
shrout_fleiss <- matrix(c(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7), 6,
	byrow = TRUE)
write_reference("intraclass-correlation",
	calls = c("psych::ICC(ratings, lmer = FALSE, alpha = 1 - confidence)", "aov(y ~ s + j)"),
	cases = list(
		icc("Shrout & Fleiss 1979, table 2", shrout_fleiss),
		icc("two raters, 30 patients", rated(30, 2, 1, 0.3, 0.4, 1)),
		icc("five raters, 12 patients, 90 %", rated(12, 5, 1, 0.5, 0.8, 2), 0.9),
		icc("grades of three raters", pmin(pmax(rated(40, 3, 1.2, 0.2, 0.5, 0), 0), 5)),
		icc("hardly reliable", rated(25, 3, 0.2, 0.5, 1, 1)),
		icc("200 patients twice", rated(200, 2, 2, 0, 0.5, 2))
	),
	packages = "psych"
)

kappa <- function(name, first, second, confidence = 0.95) {
	levels <- sort(unique(c(first, second)))
	found <- suppressWarnings(cohen.kappa(cbind(first, second), alpha = 1 - confidence))
	p <- table(factor(first, levels), factor(second, levels)) / length(first)
	w <- 1 - outer(levels, levels, "-")^2 / (max(levels) - min(levels))^2
	e <- rowSums(p) %o% colSums(p)
	po <- sum(w * p)
	pe <- sum(w * e)
	k <- (po - pe) / (1 - pe)
	pull <- outer(drop(w %*% colSums(p)), drop(rowSums(p) %*% w), "+")
	error <- sqrt((sum(p * (w - pull * (1 - k))^2) - (k - pe * (1 - k))^2) / length(first)) / (1 - pe)
	# psych numbers the grades that occur, so it can be asked only where none is left out. Its variance
	# is not that of the paper, which is checked by the delta method on the multinomial table instead.
	if (all(diff(levels) == 1)) stopifnot(all.equal(k, found$weighted.kappa))
	of <- function(p) { e <- rowSums(p) %o% colSums(p); (sum(w * p) - sum(w * e)) / (1 - sum(w * e)) }
	slope <- vapply(seq_along(p), function(i) {
		h <- replace(p * 0, i, 1e-6)
		(of(p + h) - of(p - h)) / 2e-6
	}, 0)
	delta <- sqrt((sum(p * slope^2) - sum(p * slope)^2) / length(first))
	stopifnot(all.equal(error, delta, tolerance = 1e-6))
	reach <- qnorm(1 - (1 - confidence) / 2) * error
	list(
		name = name, confidence = confidence, first = many(first), second = many(second), kappa = k,
		standardError = error, low = max(-1, k - reach), high = min(1, k + reach)
	)
}
graded <- function(n, error) {
	true <- runif(n, 0, 5)
	grade <- function() pmin(5, pmax(0, round(true + rnorm(n, 0, error))))
	list(grade(), grade())
}
g <- lapply(c(0.5, 1.5, 0.3), function(error) graded(60, error))
write_reference("weighted-kappa",
	calls = c(
		"psych::cohen.kappa(cbind(first, second))$weighted.kappa",
		"standard error by the formula of Fleiss, Cohen & Everitt 1969, from the table"
	),
	cases = list(
		kappa("60 patients", g[[1]][[1]], g[[1]][[2]]),
		kappa("poor agreement, 90 %", g[[2]][[1]], g[[2]][[2]], 0.9),
		kappa("good agreement", g[[3]][[1]], g[[3]][[2]]),
		kappa("worse than chance", rep(c(0, 4, 1, 3), 5), rep(c(3, 0, 3, 1), 5)),
		kappa("one higher than the other", rep(0:4, 4), rep(c(1, 2, 3, 4, 4), 4), 0.99)
	),
	packages = "psych"
)

altman <- function(name, first, second, confidence = 0.95, multiple = 1.96) {
	d <- first - second
	n <- length(d)
	t <- qt(1 - (1 - confidence) / 2, n - 1)
	error <- sd(d) * sqrt(1 / n + multiple^2 / (2 * (n - 1)))
	bias <- t.test(d, conf.level = confidence)$conf.int
	low <- mean(d) - multiple * sd(d)
	high <- mean(d) + multiple * sd(d)
	list(
		name = name, confidence = confidence, multiple = multiple, first = many(first),
		second = many(second), bias = mean(d), sd = sd(d), low = low, high = high,
		biasLow = bias[1], biasHigh = bias[2], lowerLow = low - t * error, lowerHigh = low + t * error,
		upperLow = high - t * error, upperHigh = high + t * error
	)
}
wright <- c(494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427)
mini <- c(512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451)
write_reference("bland-altman",
	calls = c("t.test(first - second)$conf.int", "sd * sqrt(1 / n + multiple^2 / (2 * (n - 1)))"),
	cases = list(
		altman("peak flow, Bland & Altman 1986", wright, mini),
		altman("peak flow with two deviations, as printed", wright, mini, 0.95, 2),
		altman("40 pairs, 90 %", round(rnorm(40, 3), 1), round(rnorm(40, 3.2), 1), 0.9),
		altman("300 pairs", round(rnorm(300, 50, 9), 2), round(rnorm(300, 49, 9), 2))
	)
)
