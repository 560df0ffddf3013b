# Limits from their formulas; the rules written anew as windows moved along the points, which is not how
# the program finds them (it counts runs). The cans are those of Montgomery, Introduction to Statistical
# Quality Control (frozen orange juice), the viscosities those of his chart for individuals.
source("write.R")
set.seed(45)

windows <- function(n, width) if (n < width) list() else lapply(1:(n - width + 1), function(i) i + 0:(width - 1))
signals <- function(y, centre, sigma, low, high) {
	n <- length(y)
	side <- sign(round(y - centre, 10))
	outside <- y > high + 1e-10 | y < low - 1e-10
	outer <- !outside & abs(y - centre) > 2 * sigma + 1e-10
	shift <- trend <- two <- rep(FALSE, n)
	for (w in windows(n, 7)) {
		if (abs(sum(side[w])) == 7) shift[w] <- TRUE
		if (all(diff(y[w]) > 0) || all(diff(y[w]) < 0)) trend[w] <- TRUE
	}
	for (w in windows(n, 3)) {
		if (abs(sum(side[w])) == 3 && sum(outer[w]) >= 2) two[w] <- two[w] | outer[w]
	}
	list(outside = many(outside), shift = many(shift), trend = many(trend), twoOfThree = many(two))
}
stretches <- function(n, rebase) findInterval(seq_len(n) - 1, c(0, rebase))
xmr <- function(name, y, rebase = integer()) {
	parts <- lapply(split(y, stretches(length(y), rebase)), function(y) {
		range <- abs(diff(y))
		kept <- range[range <= 3.267 * mean(range)]
		reach <- 2.66 * mean(kept)
		list(y = y, centre = rep(mean(y), length(y)), sigma = rep(reach / 3, length(y)),
			low = rep(mean(y) - reach, length(y)), high = rep(mean(y) + reach, length(y)),
			scale = mean(kept))
	})
	finish(name, parts, list(value = many(y), rebaseAt = many(rebase)))
}
p_chart <- function(name, events, patients, rebase = integer()) {
	parts <- lapply(split(data.frame(events, patients), stretches(length(events), rebase)), function(d) {
		centre <- sum(d$events) / sum(d$patients)
		y <- d$events / d$patients
		s <- sqrt(centre * (1 - centre) / d$patients)
		sigma_z <- mean(abs(diff((y - centre) / s))) / 1.128
		sigma <- if (sigma_z > 1.2) s * sigma_z else s
		list(y = y, centre = rep(centre, length(y)), sigma = sigma,
			low = pmax(0, centre - 3 * sigma), high = pmin(1, centre + 3 * sigma), scale = sigma_z)
	})
	finish(name, parts, list(events = many(events), patients = many(patients), rebaseAt = many(rebase)))
}
finish <- function(name, parts, input) {
	all <- function(of) many(unlist(lapply(parts, `[[`, of), use.names = FALSE))
	found <- lapply(parts, function(p) signals(p$y, p$centre, p$sigma, p$low, p$high))
	rule <- function(of) many(unlist(lapply(found, `[[`, of), use.names = FALSE))
	c(list(name = name), input, list(
		centre = all("centre"), low = all("low"), high = all("high"), scale = all("scale"),
		outside = rule("outside"), shift = rule("shift"), trend = rule("trend"),
		twoOfThree = rule("twoOfThree")
	))
}
cans <- c(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9,
	12, 7, 13, 9, 6)
viscosity <- c(33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.2, 33.62, 33, 33.54,
	33.12, 33.84)
drifting <- round(10 + cumsum(rnorm(60, 0, 0.4)) + rnorm(60, 0, 0.5), 2)
stepped <- round(c(rnorm(25, 5, 1), rnorm(25, 8, 1), rnorm(14, 6, 0.5)), 1)
outlier <- round(rnorm(30, 2, 0.3), 1)
outlier[17] <- 9
rising <- round(c(rnorm(14, 3, 0.4), 3 + 0.2 * (1:9), rnorm(9, 4, 0.3)), 2)
patients <- rpois(40, 60) + 5
big <- rpois(30, 4000)
write_reference("individuals-chart",
	calls = "mean(y) -/+ 2.66 * mean(mr[mr <= 3.267 * mean(mr)])",
	cases = list(
		xmr("viscosity of paint primer", viscosity), xmr("a drift of 60 points", drifting),
		xmr("a step, not rebased", stepped), xmr("a step, rebased", stepped, c(25, 50)),
		xmr("one outlier", outlier), xmr("a rise", rising), xmr("many points", round(rnorm(300), 1))
	)
)
write_reference("proportion-chart",
	calls = "centre -/+ 3 * sqrt(centre * (1 - centre) / n) * (if sigma_z > 1.2, sigma_z)",
	cases = list(
		p_chart("frozen orange juice cans", cans, rep(50, 30)),
		p_chart("40 months", rbinom(40, patients, 0.2), patients),
		p_chart("rare, lower limit at 0", rbinom(40, patients, 0.03), patients),
		p_chart("large months that vary by more than chance", rbinom(30, big, plogis(rnorm(30, -1, 0.2))), big),
		p_chart("60 months by chance alone", rbinom(60, 30, 0.4), rep(30, 60)),
		p_chart("rebased at the 16th month", rbinom(40, patients, rep(c(0.15, 0.35), c(15, 25))), patients, 15)
	)
)
