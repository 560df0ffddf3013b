# Curves, quantiles, restricted means and log-rank of one set of groups each, from `survival`. The
# remission times are those of Freireich et al. 1963 (as in Gehan 1965 and many textbooks since).
source("write.R")
library(survival)
set.seed(41)

# Where a share is 0 or 1 R gives a limit of 1 or none; METHODS has none at both.
limits <- function(limit, share) ifelse(share == 0 | share == 1, NA, limit)
horizon_of <- function(data) {
	longest <- tapply(data$time, data$group, max)
	round(0.8 * min(longest), 2)
}
curve <- function(data, confidence, horizon) {
	fit <- survfit(Surv(time, event) ~ 1, data, conf.type = "log-log", conf.int = confidence)
	q <- c(0.25, 0.5, 0.75)
	quantiles <- quantile(fit, q)
	mean <- summary(fit, rmean = horizon)$table
	reach <- qnorm(1 - (1 - confidence) / 2) * mean["se(rmean)"]
	share <- ifelse(fit$surv < 1e-12, 0, fit$surv)
	list(
		time = many(fit$time), atRisk = many(fit$n.risk), events = many(fit$n.event),
		censored = many(fit$n.censor), survival = many(share),
		standardError = many(ifelse(share == 0, NA, fit$surv * fit$std.err)),
		low = many(limits(fit$lower, share)), high = many(limits(fit$upper, share)),
		q = many(q), quantile = many(quantiles$quantile), quantileLow = many(quantiles$lower),
		quantileHigh = many(quantiles$upper),
		horizon = horizon, mean = mean[["rmean"]], meanError = mean[["se(rmean)"]],
		meanLow = mean[["rmean"]] - reach[[1]], meanHigh = mean[["rmean"]] + reach[[1]]
	)
}
case <- function(name, data, confidence = 0.95) {
	data <- as.data.frame(data)
	groups <- sort(unique(data$group))
	horizon <- horizon_of(data)
	curves <- lapply(groups, function(g) curve(data[data$group == g, ], confidence, horizon))
	test <- survdiff(Surv(time, event) ~ group, data)
	df <- length(groups) - 1
	list(
		name = name, confidence = confidence, group = many(match(data$group, groups) - 1),
		time = many(data$time), event = many(data$event == 1), curves = I(curves),
		observed = many(test$obs), expected = many(test$exp), chiSquare = test$chisq,
		degreesOfFreedom = df, p = pchisq(test$chisq, df, lower.tail = FALSE)
	)
}
drawn <- function(n, groups, rate, censoring, digits) {
	group <- sample(groups, n, replace = TRUE)
	event <- rexp(n, rate * (1 + 0.3 * group))
	followed <- rexp(n, censoring)
	time <- pmax(10^-digits, round(pmin(event, followed), digits))
	data.frame(group, time, event = as.numeric(event <= followed))
}
mp <- c(6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
placebo <- c(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
remission <- data.frame(
	group = rep(1:2, each = 21), time = c(mp, placebo), event = rep(c(1, 0, 1), c(9, 12, 21))
)
write_reference("kaplan-meier",
	calls = c(
		"survfit(Surv(time, event) ~ 1, conf.type = 'log-log', conf.int = confidence)",
		"quantile(survfit)", "summary(survfit, rmean = horizon)$table",
		"survdiff(Surv(time, event) ~ group)"
	),
	cases = list(
		case("remission of leukaemia, 6-MP and placebo", remission),
		case("acute myeloid leukaemia", list(
			group = as.integer(aml$x), time = aml$time, event = aml$status
		), 0.9),
		case("lung cancer, four cell types", list(
			group = as.integer(veteran$celltype), time = veteran$time, event = veteran$status
		)),
		case("level at exactly a half, and everybody in the end", list(
			group = rep(1:2, c(4, 6)), time = c(1:4, 1:6), event = c(1, 1, 1, 1, 1, 1, 1, 0, 0, 0)
		)),
		case("60 patients, ties", drawn(60, 1:2, 0.3, 0.1, 0), 0.99),
		case("500 patients, three groups", drawn(500, 1:3, 0.02, 0.01, 2))
	),
	packages = "survival"
)
