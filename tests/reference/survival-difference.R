# The difference of two Kaplan-Meier shares at a time, from `survival`: the score interval of each share
# with its effective number of patients, put together as Newcombe 1998b does.
source("write.R")
library(survival)
set.seed(43)

at <- function(data, time) {
	fit <- survfit(Surv(time, event) ~ 1, data)
	found <- summary(fit, times = time, extend = TRUE)
	share <- found$surv
	n <- share * (1 - share) / found$std.err^2
	if (share < 1e-12 || share > 1 - 1e-12) n <- sum(!(data$event == 0 & data$time < time))
	list(share = round(share, 14), n = n)
}
wilson <- function(p, n, z) {
	middle <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
	reach <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
	c(middle - reach, middle + reach)
}
case <- function(name, data, time, confidence = 0.95) {
	data <- as.data.frame(data)
	z <- qnorm(1 - (1 - confidence) / 2)
	one <- at(data[data$group == 1, ], time)
	two <- at(data[data$group == 2, ], time)
	w1 <- wilson(one$share, one$n, z)
	w2 <- wilson(two$share, two$n, z)
	d <- one$share - two$share
	list(
		name = name, confidence = confidence, at = time, group = many(data$group - 1),
		time = many(data$time), event = many(data$event == 1), first = one$share, second = two$share,
		difference = d,
		low = d - sqrt((one$share - w1[1])^2 + (w2[2] - two$share)^2),
		high = d + sqrt((w1[2] - one$share)^2 + (two$share - w2[1])^2)
	)
}
drawn <- function(n, rate, censoring) {
	group <- sample(1:2, n, replace = TRUE)
	event <- rexp(n, rate * group)
	followed <- rexp(n, censoring)
	data.frame(group, time = ceiling(pmin(event, followed)), event = as.numeric(event <= followed))
}
mp <- c(6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
placebo <- c(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
remission <- data.frame(
	group = rep(1:2, each = 21), time = c(mp, placebo), event = rep(c(1, 0, 1), c(9, 12, 21))
)
write_reference("survival-difference",
	calls = c("summary(survfit(Surv(time, event) ~ 1), times = time)", "Newcombe 1998b, method 10"),
	cases = list(
		case("remission at 10 weeks", remission, 10),
		case("remission at 20 weeks", remission, 20, 0.9),
		case("all of one group had the event", list(
			group = rep(1:2, c(6, 8)), time = c(1, 1, 2, 2, 3, 3, 1, 2, 4, 5, 6, 7, 7, 7),
			event = c(1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1)
		), 4),
		case("nobody had it yet, one was lost", list(
			group = rep(1:2, c(6, 6)), time = c(2, 5, 5, 6, 6, 7, 1, 2, 3, 5, 6, 8),
			event = c(0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1)
		), 3),
		case("300 patients, many lost", drawn(300, 0.1, 0.08), 6),
		case("300 patients, few lost", drawn(300, 0.3, 0.01), 3, 0.99)
	),
	packages = "survival"
)
