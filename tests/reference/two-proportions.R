# Two proportions. Newcombe's intervals from the Wilson intervals of prop.test by the formulas of the two

source("write.R")

wilson <- function(x, n, level) {
	suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int)
}
hybrid <- function(x1, n1, x2, n2, phi, level) {
	one <- wilson(x1, n1, level)
	two <- wilson(x2, n2, level)
	p <- c(x1 / n1, x2 / n2)
	reach <- function(a, b) sqrt(max(0, a^2 - 2 * phi * a * b + b^2))
	c(p[1] - p[2], p[1] - p[2] - reach(p[1] - one[1], two[2] - p[2]),
		p[1] - p[2] + reach(one[2] - p[1], p[2] - two[1]))
}
independent <- function(x1, n1, x2, n2, confidence = 0.95) {
	found <- hybrid(x1, n1, x2, n2, 0, confidence)
	list(
		first = list(events = x1, n = n1), second = list(events = x2, n = n2), confidence = confidence,
		difference = found[1], low = found[2], high = found[3]
	)
}
write_reference("newcombe",
	calls = "prop.test(events, n, correct = FALSE)$conf.int, joined as in Newcombe 1998b, method 10",
	cases = list(
		independent(56, 70, 48, 80), independent(9, 10, 3, 10), independent(6, 7, 2, 7),
		independent(5, 56, 1, 29), independent(1, 10, 2, 20), independent(7, 9, 1, 4, 0.9),
		independent(812, 4000, 1490, 6000, 0.99), independent(3, 8, 3, 8)
	)
)

paired <- function(a, b, c, d, confidence = 0.95) {
	n <- a + b + c + d
	counts <- matrix(c(a, c, b, d), 2)
	margins <- c(rowSums(counts), colSums(counts))
	top <- a * d - b * c
	top <- if (top > n / 2) top - n / 2 else if (top >= 0) 0 else top
	phi <- if (any(margins == 0)) 0 else top / sqrt(prod(margins))
	found <- hybrid(a + b, n, a + c, n, phi, confidence)
	list(
		pairs = list(both = a, onlyFirst = b, onlySecond = c, neither = d), confidence = confidence,
		difference = found[1], low = found[2], high = found[3]
	)
}
write_reference("newcombe-paired",
	calls = "prop.test(events, n, correct = FALSE)$conf.int, joined as in Newcombe 1998c, method 10",
	cases = list(
		paired(20, 12, 2, 16), paired(36, 12, 2, 2), paired(1, 1, 7, 3), paired(4, 9, 8, 1),
		paired(2, 1, 1, 30, 0.99), paired(500, 120, 80, 300, 0.9), paired(10, 5, 5, 1)
	)
)

katz <- function(x1, n1, x2, n2, confidence = 0.95) {
	# It warns that steps of 1e-14 are never reached.
	fit <- suppressWarnings(glm(cbind(c(x1, x2), c(n1 - x1, n2 - x2)) ~ c(1, 0), family = binomial(log),
		start = c(log(x2 / n2), log(x1 / n1 / (x2 / n2))), control = list(epsilon = 1e-14)))
	error <- summary(fit)$coefficients[2, 2]
	by_hand <- sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2)
	stopifnot(all.equal(error, by_hand, tolerance = 1e-6))
	log_ratio <- log(x1 / n1) - log(x2 / n2)
	z <- qnorm(1 - (1 - confidence) / 2)
	list(
		first = list(events = x1, n = n1), second = list(events = x2, n = n2), confidence = confidence,
		ratio = exp(log_ratio), low = exp(log_ratio - z * by_hand), high = exp(log_ratio + z * by_hand)
	)
}
write_reference("risk-ratio",
	calls = "exp(log(x1 / n1 / (x2 / n2)) -/+ z * sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2)); glm(family = binomial(log))",
	cases = list(
		katz(189, 11034, 104, 11037), katz(1, 10, 3, 12), katz(9, 10, 3, 10, 0.9), katz(40, 70, 48, 80, 0.99)
	)
)

fisher <- function(x1, n1, x2, n2) list(
	first = list(events = x1, n = n1), second = list(events = x2, n = n2),
	p = fisher.test(matrix(c(x1, n1 - x1, x2, n2 - x2), 2))$p.value
)
write_reference("fisher-exact",
	calls = "fisher.test(matrix(c(x1, n1 - x1, x2, n2 - x2), 2))$p.value",
	cases = list(
		fisher(3, 4, 1, 4), fisher(2, 17, 10, 13), fisher(0, 5, 0, 7), fisher(5, 5, 7, 7), fisher(0, 1, 1, 1),
		fisher(0, 30, 4, 22), fisher(5, 10, 5, 10), fisher(7, 9, 3, 12), fisher(189, 11034, 104, 11037),
		fisher(2500, 5000, 2400, 5000), fisher(30, 100, 70, 100)
	)
)
