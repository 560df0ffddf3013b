# The rank-sum test and the Hodges-Lehmann shift with its interval. wilcox.test has the exact interval
# where nothing is tied; the rule for the others (k by qwilcox below 50, else by the normal
# approximation) is worked out from all differences, and both must agree where both exist.
source("write.R")
set.seed(1947)

test <- function(x, y) {
	found <- suppressWarnings(wilcox.test(x, y))
	list(statistic = unname(found$statistic), p = if (is.nan(found$p.value)) NULL else found$p.value)
}
estimate <- function(x, y, confidence) {
	m <- length(x)
	n <- length(y)
	differences <- sort(outer(x, y, "-"))
	tail <- (1 - confidence) / 2
	k <- if (m < 50 && n < 50) qwilcox(tail, m, n) else
		round(m * n / 2 - qnorm(1 - tail) * sqrt(m * n * (m + n + 1) / 12))
	k <- max(1, k)
	if (m < 50 && n < 50 && !anyDuplicated(c(x, y))) {
		theirs <- suppressWarnings(wilcox.test(x, y, conf.int = TRUE, conf.level = confidence))
		stopifnot(
			all.equal(theirs$conf.int[1:2], differences[c(k, m * n + 1 - k)]),
			all.equal(unname(theirs$estimate), median(differences))
		)
	}
	list(estimate = median(differences), low = differences[k], high = differences[m * n + 1 - k])
}
case <- function(name, x, y, confidence = 0.95) {
	c(
		list(name = name, first = many(x), second = many(y), confidence = confidence),
		test(x, y), estimate(x, y, confidence)
	)
}

write_reference("rank-sum",
	calls = c(
		"wilcox.test(first, second)",
		"median(d), d[k], d[mn + 1 - k]; d all differences, k = qwilcox((1 - confidence) / 2, m, n) or normal"
	),
	cases = list(
		case("permeability, Hollander & Wolfe",
			c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46), c(1.15, 0.88, 0.90, 0.74, 1.21)),
		case("one and two", 3, c(1, 2.5)),
		case("two and two", c(3, 4.5), c(1, 2.5)),
		case("9 and 7, 90 %", rnorm(9, 1), rnorm(7), 0.9),
		case("49 and 49 without ties", rnorm(49, 0.4), rnorm(49)),
		case("49 and 12, 99 %", rnorm(49, 0.4), rnorm(12), 0.99),
		case("50 and 10 without ties", rnorm(50, 0.4), rnorm(10)),
		case("grades", sample(0:4, 30, replace = TRUE), sample(1:5, 25, replace = TRUE)),
		case("half grades, 120 and 260", sample(-4:6, 120, replace = TRUE) / 2, sample(-4:8, 260, replace = TRUE) / 2),
		case("150 and 200 without ties", round(rnorm(150, 0.2, 2), 6), round(rnorm(200), 6))
	)
)
