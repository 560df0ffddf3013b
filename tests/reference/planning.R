# Planning figures. Two shares by power.prop.test, and for unequal groups by the root of its formula. Two
# means by Guenther's formula, which is held against the exact power.t.test.
source("write.R")

share <- function(p, n1, n2, worthwhile, confidence = 0.95, power = 0.8) {
	alpha <- 1 - confidence
	miss <- function(other, n1, n2) {
		pooled <- (n1 * p + n2 * other) / (n1 + n2)
		abs(other - p) - qnorm(1 - alpha / 2) * sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2)) -
			qnorm(power) * sqrt(p * (1 - p) / n1 + other * (1 - other) / n2)
	}
	nearest <- function(end) {
		if (p == end || miss(end, n1, n2) < 0) return(NULL)
		uniroot(miss, sort(c(p + sign(end - p) * 1e-9, end)), n1 = n1, n2 = n2, tol = 1e-15)$root
	}
	above <- nearest(1)
	if (n1 == n2 && p > 0 && !is.null(above)) {
		theirs <- power.prop.test(n1, p, power = power, sig.level = alpha, tol = 1e-12)$p2
		stopifnot(abs(theirs - above) < 1e-8)
	}
	needs <- function(other) {
		if (other < 0 || other > 1) return(0)
		added <- 0
		while (miss(other, n1 + added, n2 + added) < 0) added <- added + 1
		if (n1 == n2 && added > 0) {
			theirs <- power.prop.test(p1 = p, p2 = other, power = power, sig.level = alpha, tol = 1e-12)$n
			stopifnot(ceiling(theirs) == n1 + added)
		}
		added
	}
	c(
		list(share = p, first = n1, second = n2, worthwhile = worthwhile, confidence = confidence, power = power),
		above = above, below = nearest(0), morePerGroup = max(needs(p + worthwhile), needs(p - worthwhile))
	)
}
write_reference("detectable-shares",
	calls = c("power.prop.test(n, p1 = share, power)$p2", "power.prop.test(p1, p2, power)$n", "uniroot(...)"),
	cases = list(
		share(0.5, 50, 50, 0.25, power = 0.9), share(0.6, 40, 40, 0.1), share(0.6, 40, 25, 0.1),
		share(0.05, 300, 120, 0.1), share(0.9, 30, 30, 0.1, 0.9), share(0, 60, 60, 0.1),
		share(0.3, 5000, 4000, 0.02, 0.99)
	)
)

means <- function(sd, n1, n2, worthwhile, confidence = 0.95, power = 0.8) {
	z <- qnorm(1 - (1 - confidence) / 2)
	smallest <- function(n1, n2) {
		n <- 2 / (1 / n1 + 1 / n2)
		(z + qnorm(power)) * sd * sqrt(2 / (n - z^2 / 4))
	}
	if (n1 == n2) {
		exact <- power.t.test(n1, sd = sd, power = power, sig.level = 1 - confidence)$delta
		stopifnot(n1 < 10 || abs(smallest(n1, n2) / exact - 1) < 0.01)
	}
	added <- 0
	while (smallest(n1 + added, n2 + added) > worthwhile) added <- added + 1
	list(
		sd = sd, first = n1, second = n2, worthwhile = worthwhile, confidence = confidence, power = power,
		smallest = smallest(n1, n2), morePerGroup = added
	)
}
write_reference("detectable-means",
	calls = c(
		"(qnorm(1 - alpha / 2) + qnorm(power)) * sd * sqrt(2 / (n - qnorm(1 - alpha / 2)^2 / 4))",
		"within 1 % of power.t.test(n, sd, power)$delta"
	),
	cases = list(
		means(1, 10, 10, 0.5), means(0.8, 25, 40, 0.5), means(12, 100, 100, 5, 0.95, 0.9),
		means(1, 2, 3, 0.5), means(1, 400, 30, 0.25, 0.9), means(1, 12, 12, 1, 0.99)
	)
)
