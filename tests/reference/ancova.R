# Analysis of covariance by lm; adjusted means by predict at the pooled baseline mean, agreeing with
# emmeans; the slopes by anova of two fits; the change scores by t.test.
source("write.R")
suppressMessages(library(emmeans))
set.seed(2006)

case <- function(name, data, confidence = 0.95) {
	data$group <- factor(data$group, levels = unique(data$group))
	fit <- lm(followUp ~ baseline + group, data)
	at <- mean(data$baseline)
	new <- data.frame(baseline = at, group = levels(data$group))
	means <- predict(fit, new, interval = "confidence", level = confidence)
	adjusted <- summary(emmeans(fit, "group", at = list(baseline = at), level = confidence))
	stopifnot(all.equal(adjusted$emmean, unname(means[, 1])), all.equal(adjusted$lower.CL, unname(means[, 2])))
	rows <- summary(fit)$coefficients
	limits <- confint(fit, level = confidence)
	slopes <- anova(fit, lm(followUp ~ baseline * group, data))
	change <- data$followUp - data$baseline
	differences <- lapply(levels(data$group)[-1], function(g) {
		term <- paste0("group", g)
		found <- t.test(
			change[data$group == g], change[data$group == levels(data$group)[1]],
			conf.level = confidence
		)
		list(
			group = g, difference = rows[term, 1], low = limits[term, 1], high = limits[term, 2],
			t = rows[term, 3], p = rows[term, 4], change = -diff(found$estimate)[[1]],
			changeLow = found$conf.int[1], changeHigh = found$conf.int[2]
		)
	})
	list(
		name = name, group = as.character(data$group), baseline = data$baseline,
		followUp = data$followUp, confidence = confidence, slope = coef(fit)[["baseline"]],
		means = lapply(seq_len(nrow(new)), function(i) list(
			group = new$group[i], mean = means[i, 1], low = means[i, 2], high = means[i, 3]
		)),
		differences = I(differences), f = slopes$F[2], fDf = slopes$Df[2], fP = slopes$`Pr(>F)`[2],
		residualDf = fit$df.residual, residualSd = summary(fit)$sigma
	)
}
simulated <- function(sizes, apart, slope, gain, spread) {
	group <- rep(c("A", "B", "C", "D")[seq_along(sizes)], sizes)
	baseline <- round(rnorm(length(group), 5 + apart[match(group, LETTERS)], 1.5), 2)
	followUp <- round(1 + slope * baseline - gain[match(group, LETTERS)] + rnorm(length(group), 0, spread), 2)
	data.frame(group, baseline, followUp)[sample(length(group)), ]
}
anorexia <- with(MASS::anorexia, data.frame(group = as.character(Treat), baseline = Prewt, followUp = Postwt))
anorexia <- anorexia[order(factor(anorexia$group, c("CBT", "Cont", "FT"))), ]
write_reference("ancova",
	calls = c(
		"fit <- lm(followUp ~ baseline + group)",
		"predict(fit, data.frame(baseline = mean(baseline), group), interval = 'confidence')",
		"anova(fit, lm(followUp ~ baseline * group))", "t.test(followUp - baseline)"
	),
	cases = list(
		case("anorexia, Venables & Ripley", anorexia),
		case("five patients", data.frame(
			group = c("A", "A", "B", "B", "B"), baseline = c(1, 2, 2, 3, 5), followUp = c(1, 1, 2, 2, 3)
		)),
		case("two protocols, 90 %", simulated(c(20, 25), c(0, 0), 0.6, c(1, 1.4), 0.8), 0.9),
		case("baselines apart", simulated(c(40, 30), c(0, 3), 0.3, c(0, 0), 0.8)),
		case("four protocols, 99 %", simulated(c(12, 40, 33, 60), c(0, 1, -1, 0.4), 0.8, c(0, 1, 0.5, -0.2), 1), 0.99)
	),
	packages = c("MASS", "emmeans")
)
