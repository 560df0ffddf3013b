# The signed-rank test and the Hodges-Lehmann estimate with its interval. wilcox.test has the exact
# interval where nothing is tied; the rule for the others (k by qsignrank up to 50, else by the normal
# approximation) is worked out from all Walsh averages, and both must agree where both exist.
source("write.R")
set.seed(1945)

test <- function(x) {
	found <- suppressWarnings(wilcox.test(x))
	list(statistic = unname(found$statistic), p = found$p.value)
}
estimate <- function(x, confidence) {
	n <- length(x)
	sums <- outer(x, x, "+")
	walsh <- sort(sums[!lower.tri(sums)] / 2)
	tail <- (1 - confidence) / 2
	k <- if (n <= 50) qsignrank(tail, n) else
		round(n * (n + 1) / 4 - qnorm(1 - tail) * sqrt(n * (n + 1) * (2 * n + 1) / 24))
	k <- max(1, k)
	if (n < 50 && !any(x == 0) && !anyDuplicated(abs(x))) {
		theirs <- suppressWarnings(wilcox.test(x, conf.int = TRUE, conf.level = confidence))
		stopifnot(
			all.equal(theirs$conf.int[1:2], walsh[c(k, length(walsh) + 1 - k)]),
			all.equal(unname(theirs$estimate), median(walsh))
		)
	}
	list(estimate = median(walsh), low = walsh[k], high = walsh[length(walsh) + 1 - k])
}
case <- function(name, x, confidence = 0.95) {
	c(list(name = name, differences = many(x), confidence = confidence), test(x), estimate(x, confidence))
}

depression <- c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30) -
	c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
write_reference("signed-rank",
	calls = c(
		"wilcox.test(differences)",
		"median(walsh), walsh[k], walsh[N + 1 - k]; k = qsignrank((1 - confidence) / 2, n) or normal"
	),
	cases = list(
		case("depression scale, Hollander & Wolfe", depression),
		case("two", c(1.5, -0.25)),
		case("five", c(1.5, -0.25, 2, 0.75, 3)),
		case("six", round(rnorm(6, 1), 3)),
		case("49 without ties", rnorm(49, 0.3)),
		case("49 without ties, 99 %", rnorm(49, 0.3), 0.99),
		case("50 without ties", rnorm(50, 0.3)),
		case("51 without ties, 90 %", rnorm(51, 0.3), 0.9),
		case("grades with zeros and ties", sample(-2:4, 40, replace = TRUE)),
		case("ties without zeros", sample(c(-3:-1, 1:5), 24, replace = TRUE)),
		case("all the same", rep(2, 12)),
		case("half grades, 300", sample(-6:10, 300, replace = TRUE) / 2),
		case("400 without ties", round(rnorm(400, -0.1, 2), 6))
	)
)
