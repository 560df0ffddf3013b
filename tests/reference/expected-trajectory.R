# The course of a new patient: lme4::lmer (random intercept and slope by log1p(week), REML; nlme::lme must
# agree) and nlme::gls (unstructured, REML). The standard error of a new score adds the variance of
# the model's mean to that of a single score (between two visits, its straight line); Satterthwaite's
# degrees of freedom of that sum by numDeriv, as in mmrm.R.
source("write.R")
source("repeated-scores.R")
suppressMessages(library(lme4))
set.seed(1948)

case <- function(name, data, weeks, structure, at_baseline, at_weeks, at_covariate = NULL) {
	visits <- length(weeks)
	centre <- mean(data$baseline[!duplicated(data$patient)])
	x <- design(data, "a", visits, centre, TRUE)
	away <- at_baseline - centre
	if (!is.null(at_covariate)) {
		# A third column for each visit, behind the mean and the slope of the baseline.
		middle <- mean(data$covariate[!duplicated(data$patient)])
		own <- sapply(seq_len(visits), function(v) (data$visit == v) * (data$covariate - middle))
		x <- do.call(cbind, lapply(seq_len(visits), function(v) cbind(x[, 2 * v - 1:0], own[, v])))
		away <- c(away, at_covariate - middle)
	}
	data$x <- x
	data$time <- log1p(weeks[data$visit])
	if (structure == "unstructured") {
		from_r <- gls_covariance(fit_gls(data), visits)
		covariance_of <- function(theta) symmetric(theta, visits)
		theta <- from_r[upper.tri(from_r, TRUE)]
	} else {
		z <- cbind(1, log1p(weeks))
		covariance_of <- function(theta) {
			z %*% matrix(theta[c(1, 2, 2, 3)], 2) %*% t(z) + theta[4] * diag(visits)
		}
		fit <- lmer(value ~ 0 + x + (time | patient), data,
			control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10)))
		g <- VarCorr(fit)$patient
		theta <- c(g[1, 1], g[1, 2], g[2, 2], sigma(fit)^2)
		from_r <- covariance_of(theta)
		other <- lme(value ~ 0 + x, data, random = ~ time | patient,
			control = lmeControl(tolerance = 1e-10, msTol = 1e-12, msMaxIter = 500, opt = "optim"))
		g <- as.matrix(getVarCov(other))
		close(covariance_of(c(g[1, 1], g[1, 2], g[2, 2], other$sigma^2)), from_r, 1e-4)
		close(fixef(other), fixef(fit), 1e-4)
	}
	best <- polish(theta, covariance_of, data, x)
	close(from_r, covariance_of(best$theta), 1e-5)

	point <- function(week) {
		after <- which(weeks >= week)[1]
		before <- if (weeks[after] == week) after else after - 1
		share <- if (after == before) 1 else (week - weeks[before]) / (weeks[after] - weeks[before])
		nearness <- numeric(visits)
		nearness[before] <- 1 - share
		nearness[after] <- share
		l <- as.vector(rbind(nearness, away %o% nearness))
		variance <- function(theta) {
			covariance <- covariance_of(theta)
			as.numeric(t(l) %*% restricted(covariance, data, x)$c %*% l) + sum(nearness * diag(covariance))
		}
		slope <- grad(variance, best$theta)
		df <- 2 * variance(best$theta)^2 / as.numeric(t(slope) %*% solve(best$hessian) %*% slope)
		expected <- sum(l * restricted(covariance_of(best$theta), data, x)$b)
		reach <- function(coverage) qt((1 + coverage) / 2, df) * sqrt(variance(best$theta))
		list(week = week, expected = expected, df = df,
			low50 = expected - reach(0.5), high50 = expected + reach(0.5),
			low80 = expected - reach(0.8), high80 = expected + reach(0.8))
	}
	c(if (!is.null(at_covariate)) list(covariate = many(data$covariate), atCovariate = at_covariate), list(
		name = name, structure = structure, weeks = many(weeks), atBaseline = at_baseline,
		patient = many(data$patient), baseline = many(data$baseline),
		visit = many(data$visit), value = many(data$value),
		points = lapply(at_weeks, point)
	))
}

weeks <- c(4, 8, 12, 26, 52)
eighty <- simulate(80, weeks, 1, 0.15, 0.06)
with_covariate <- function(data) {
	older <- sample(0:1, max(data$patient), TRUE, c(0.7, 0.3))
	data$covariate <- older[data$patient]
	data$value <- data$value - 0.3 * data$covariate * data$visit
	data
}
write_reference("expected-trajectory",
	calls = c(
		"lme4::lmer(value ~ visit + visit:(baseline - mean) + (log1p(week) | patient))",
		"nlme::gls(value ~ visit + visit:(baseline - mean), corSymm, varIdent, method = 'REML')",
		"2 v^2 / (g'Ag), g = numDeriv::grad, A = solve(numDeriv::jacobian of the slope)"
	),
	cases = list(
		case("80 patients, random intercept and slope", eighty, weeks, "random intercept and slope",
			3.4, c(4, 6, 12, 20, 52)),
		case("80 patients, unstructured", eighty, weeks, "unstructured", 3.4, c(4, 6, 12, 20, 52)),
		case("150 patients, random intercept and slope, milder at baseline",
			simulate(150, weeks[1:4], 1, 0.3), weeks[1:4], "random intercept and slope", 1.8, c(5, 8, 26)),
		case("90 patients, a third of them older, for one of those",
			with_covariate(simulate(90, weeks[1:3], 1, 0.15, 0.06)), weeks[1:3], "unstructured",
			3.4, c(4, 6, 12), 1)
	),
	packages = c("lme4", "nlme", "numDeriv")
)
