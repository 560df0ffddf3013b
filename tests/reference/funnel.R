# Limits by qbinom and qpois, interpolated as in the appendix of Spiegelhalter 2005a; over-dispersion
# as in Spiegelhalter 2005b. The deaths are those of the Bristol inquiry: open heart operations below
# the age of one, twelve hospitals, 1991 to 1995 (Spiegelhalter et al. 2002; the first is Bristol).
source("write.R")
set.seed(44)

limit <- function(p, target, size, kind) {
	cdf <- function(r) if (kind == "ratio") ppois(r, target * size) else pbinom(r, size, target)
	mass <- function(r) if (kind == "ratio") dpois(r, target * size) else dbinom(r, size, target)
	r <- if (kind == "ratio") qpois(p, target * size) else qbinom(p, size, target)
	# From the nearer tail, or the subtraction would lose digits.
	(r - (cdf(r) - p) / mass(r)) / size
}
keep <- function(x, kind) pmin(pmax(x, 0), if (kind == "ratio") Inf else 1)
case <- function(name, kind, count, size, target = sum(count) / sum(size)) {
	s <- sqrt(if (kind == "ratio") target / size else target * (1 - target) / size)
	z <- (count / size - target) / s
	q <- quantile(z, c(0.1, 0.9), type = 7)
	phi <- mean(pmin(pmax(z, q[1]), q[2])^2)
	w <- 1 / s^2
	i <- length(z)
	tau2 <- max(0, (i * phi - (i - 1)) / (sum(w) - sum(w^2) / sum(w)))
	wide <- function(p) keep(target + qnorm(p) * sqrt(s^2 + tau2), kind)
	exact <- function(p) keep(limit(p, target, size, kind), kind)
	list(
		name = name, kind = kind, count = many(count), size = many(size), target = target,
		low95 = many(exact(0.025)), high95 = many(exact(0.975)),
		low998 = many(exact(0.001)), high998 = many(exact(0.999)),
		phi = phi, tauSquared = tau2, wideLow95 = many(wide(0.025)), wideHigh95 = many(wide(0.975)),
		wideLow998 = many(wide(0.001)), wideHigh998 = many(wide(0.999))
	)
}
bristol <- c(41, 25, 24, 23, 25, 42, 24, 53, 26, 25, 58, 31)
operations <- c(143, 187, 323, 122, 164, 405, 239, 482, 195, 177, 581, 301)
size <- round(exp(runif(30, log(5), log(20000))))
expected <- round(exp(runif(25, log(0.5), log(3000))), 2)
write_reference("funnel",
	calls = c("qbinom, pbinom, dbinom", "qpois, ppois, dpois", "quantile(z, c(.1, .9), type = 7)"),
	cases = list(
		case("deaths after heart surgery, Bristol inquiry", "proportion", bristol, operations),
		case("30 clinics, 5 to 20,000 patients", "proportion", rbinom(30, size, plogis(rnorm(30, -1, 0.3))), size),
		case("rare events, target of 1 %", "proportion", rbinom(30, size, 0.012), size, 0.01),
		case("standardised ratios", "ratio", rpois(25, expected * exp(rnorm(25, 0, 0.2))), expected),
		case("standardised ratios, target 1", "ratio", rpois(25, expected), expected, 1)
	)
)
