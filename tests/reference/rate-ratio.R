# Rate ratios: exact by poisson.test, and quasi-Poisson over patients by glm.
source("write.R")
set.seed(1940)

exact <- function(x1, t1, x2, t2, confidence = 0.95) {
	found <- poisson.test(c(x1, x2), c(t1, t2), conf.level = confidence)
	list(
		first = list(events = x1, exposure = t1), second = list(events = x2, exposure = t2),
		confidence = confidence, ratio = unname(found$estimate), low = found$conf.int[1],
		high = found$conf.int[2], p = found$p.value
	)
}
write_reference("rate-ratio",
	calls = "poisson.test(c(x1, x2), c(t1, t2), conf.level = confidence)",
	cases = list(
		exact(11, 800, 6, 801), exact(41, 28010, 15, 19017), exact(1, 10, 1, 30), exact(0, 50, 3, 60),
		exact(7, 12.5, 30, 44.25, 0.9), exact(400, 9000, 310, 8500, 0.99), exact(5, 100, 5, 100),
		exact(2000, 1e4, 2300, 1e4)
	)
)

# confint.default takes the normal quantile; the dispersion is estimated, so the limits here are t.
quasi <- function(name, x, exposure, group, confidence = 0.95) {
	fit <- glm(x ~ relevel(factor(group), "second") + offset(log(exposure)),
		family = quasipoisson, control = list(epsilon = 1e-14))
	row <- summary(fit)$coefficients[2, ]
	reach <- qt(1 - (1 - confidence) / 2, fit$df.residual) * row[[2]]
	patients <- function(g) lapply(which(group == g), function(i) list(events = x[i], exposure = exposure[i]))
	list(
		name = name, first = patients("first"), second = patients("second"), confidence = confidence,
		dispersion = summary(fit)$dispersion, ratio = exp(row[[1]]), low = exp(row[[1]] - reach),
		high = exp(row[[1]] + reach), p = row[[4]], degreesOfFreedom = fit$df.residual
	)
}
drawn <- function(n, rate, size) {
	exposure <- sample(1:6, n, replace = TRUE)
	data.frame(exposure, x = rnbinom(n, mu = rate * exposure, size = size))
}
two <- function(name, a, b, confidence = 0.95) {
	data <- rbind(a, b)
	quasi(name, data$x, data$exposure, rep(c("first", "second"), c(nrow(a), nrow(b))), confidence)
}
write_reference("patient-rate-ratio",
	calls = "glm(events ~ group + offset(log(exposure)), family = quasipoisson); t(df.residual)",
	cases = list(
		two("three patients", data.frame(exposure = c(2, 3), x = c(1, 4)), data.frame(exposure = 2, x = 2)),
		two("nearly Poisson", drawn(40, 0.5, 1e6), drawn(30, 0.3, 1e6)),
		two("a few patients with many, 90 %", drawn(60, 0.6, 0.4), drawn(80, 0.3, 0.4), 0.9),
		two("300 patients, 99 %", drawn(200, 0.2, 1), drawn(100, 0.3, 1), 0.99)
	)
)
