# Estimates, standard errors and covariances of nlme::gls (corSymm, varIdent, REML) and, for compound
# symmetry, of lmerTest (random intercept). Satterthwaite's degrees of freedom are worked out from the
# published formula: numDeriv's derivatives of the log restricted likelihood in the covariances, and of
# the contrast's variance; for compound symmetry they are those of lmerTest. The maximum of the
# likelihood as repeated-scores.R writes it (Newton, from what gls or lmer found) is what they found to
# the digits that they give (1e-5 of the largest).
source("write.R")
source("repeated-scores.R")
suppressMessages(library(lmerTest))
set.seed(2008)

satterthwaite <- function(l, fit, covariance_of, data, x) {
	variance <- function(theta) as.numeric(t(l) %*% restricted(covariance_of(theta), data, x)$c %*% l)
	g <- grad(variance, fit$theta)
	as.numeric(2 * variance(fit$theta)^2 / (t(g) %*% solve(fit$hessian) %*% g))
}

case <- function(name, data, structure = "unstructured", confidence = 0.95, slope = TRUE) {
	protocols <- sort(unique(data$protocol))
	visits <- max(data$visit)
	centre <- mean(data$baseline[!duplicated(data$patient)])
	x <- design(data, protocols, visits, centre, slope)
	columns <- length(protocols) + slope
	data$centred <- data$baseline - centre
	data$x <- x
	if (visits == 1) {
		fit <- lm(value ~ 0 + x, data)
		covariance_of <- function(theta) matrix(theta)
		theta <- from_r <- summary(fit)$sigma^2
		coefficients <- coef(fit)
		coefficient_sd <- sqrt(diag(vcov(fit)))
	} else if (structure == "unstructured") {
		fit <- fit_gls(data)
		from_r <- gls_covariance(fit, visits)
		covariance_of <- function(theta) symmetric(theta, visits)
		theta <- from_r[upper.tri(from_r, TRUE)]
		coefficients <- coef(fit)
		coefficient_sd <- sqrt(diag(vcov(fit)))
	} else {
		fit <- lmer(value ~ 0 + x + (1 | patient), data, control = lmerControl(
			optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10)))
		sds <- as.data.frame(VarCorr(fit))$vcov
		covariance_of <- function(theta) theta[1] * diag(visits) + theta[2]
		theta <- c(sds[2], sds[1])
		from_r <- covariance_of(theta)
		coefficients <- fixef(fit)
		coefficient_sd <- sqrt(diag(as.matrix(vcov(fit))))
	}
	best <- polish(theta, covariance_of, data, x)
	at <- restricted(covariance_of(best$theta), data, x)
	close(from_r, covariance_of(best$theta), 1e-5)
	close(coefficients, at$b, 1e-5)
	close(coefficient_sd, sqrt(diag(at$c)), 1e-5)

	contrast <- function(visit, protocol, reference = NULL) {
		l <- numeric(ncol(x))
		l[(visit - 1) * columns + protocol] <- 1
		if (!is.null(reference)) l[(visit - 1) * columns + reference] <- -1
		estimate <- sum(l * at$b)
		error <- sqrt(as.numeric(t(l) %*% at$c %*% l))
		df <- satterthwaite(l, best, covariance_of, data, x)
		if (structure != "unstructured") {
			of_r <- contest1D(fit, l)
			close(c(estimate, error), c(of_r$Estimate, of_r[["Std. Error"]]), 1e-6)
			close(df, of_r$df, 1e-4)
		}
		reach <- qt(1 - (1 - confidence) / 2, df) * error
		list(visit = visit, protocol = protocols[protocol], estimate = estimate, error = error, df = df,
			low = estimate - reach, high = estimate + reach, p = 2 * pt(-abs(estimate / error), df))
	}
	each <- function(of, from = NULL) {
		unlist(lapply(seq_len(visits), function(visit) {
			lapply(of, function(protocol) contrast(visit, protocol, from))
		}), recursive = FALSE)
	}
	list(
		name = name, structure = structure, confidence = confidence, visits = visits,
		patient = many(data$patient), protocol = many(data$protocol), baseline = many(data$baseline),
		visit = many(data$visit), value = many(data$value), centre = centre,
		covariance = covariance_of(best$theta),
		means = each(seq_along(protocols)),
		differences = I(each(seq_along(protocols)[-1], 1))
	)
}

growth <- data.frame(
	patient = as.integer(factor(as.character(Orthodont$Subject))),
	protocol = ifelse(Orthodont$Sex == "Female", "girls", "boys"),
	baseline = 1, visit = (Orthodont$age - 6) / 2, value = Orthodont$distance
)
growth <- growth[order(growth$patient, growth$visit), ]
weeks <- c(4, 8, 12, 18, 26, 39, 52)
whole <- case("dental growth, Potthoff & Roy 1964", growth, slope = FALSE)
# Nobody missing: the covariance within groups has 27 - 2 degrees of freedom.
for (mean in whole$means) close(mean$df, 25, 1e-7)
write_reference("mmrm",
	calls = c(
		paste(
			"nlme::gls(value ~ visit:protocol + visit:(baseline - mean), corSymm(~ visit | patient),",
			"varIdent(~ 1 | visit), method = 'REML')"
		),
		"lmerTest::lmer(value ~ visit:protocol + visit:(baseline - mean) + (1 | patient)); contest1D",
		"2 v^2 / (g'Ag), g = numDeriv::grad, A = solve(numDeriv::jacobian of the slope)"
	),
	cases = list(
		whole,
		case("one visit", simulate(30, 12, 2, 0.1)),
		case("60 patients, 3 visits, 2 protocols, some dropping out",
			simulate(60, weeks[1:3], 2, 0, 0.12)),
		case("150 patients, 4 visits, 3 protocols, visits missing here and there",
			simulate(150, weeks[1:4], 3, 0.25)),
		case("120 patients, 5 visits, one protocol, 90 %", simulate(120, weeks[1:5], 1, 0.2, 0.05),
			confidence = 0.9),
		case("26 patients, 3 visits, 2 protocols: too few", simulate(26, weeks[1:3], 2, 0.4),
			structure = "compound symmetry"),
		case("40 patients, 7 visits, 3 protocols: too few at the last visits",
			simulate(40, weeks, 3, 0.1, 0.12), structure = "compound symmetry")
	),
	packages = c("nlme", "lme4", "lmerTest", "numDeriv")
)
