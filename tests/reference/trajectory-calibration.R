# Courses predicted from the others: nlme::gls (unstructured, REML) on all folds but one, predictions for
# that one with its own baseline; stats::t.test for what was seen in groups of like predictions.
source("write.R")
source("repeated-scores.R")
set.seed(1974)

case <- function(name, data, weeks, week, folds, groups) {
	visits <- length(weeks)
	at <- match(week, weeks)
	patients <- unique(data$patient)
	fold_of <- setNames((seq_along(patients) - 1) %% folds, patients)
	predicted <- lapply(seq_len(folds) - 1, function(fold) {
		own <- fold_of[as.character(data$patient)] == fold
		others <- data[!own, ]
		centre <- mean(others$baseline[!duplicated(others$patient)])
		others$x <- design(others, "a", visits, centre, TRUE)
		fit <- fit_gls(others)
		covariance <- gls_covariance(fit, visits)
		covariance_of <- function(theta) symmetric(theta, visits)
		best <- polish(covariance[upper.tri(covariance, TRUE)], covariance_of, others, others$x)
		judged <- data[own & data$visit == at, ]
		do.call(rbind, lapply(seq_len(nrow(judged)), function(i) {
			l <- numeric(2 * visits)
			l[2 * at - 1:0] <- c(1, judged$baseline[i] - centre)
			variance <- function(theta) {
				covariance <- covariance_of(theta)
				as.numeric(t(l) %*% restricted(covariance, others, others$x)$c %*% l) + covariance[at, at]
			}
			slope <- grad(variance, best$theta)
			df <- 2 * variance(best$theta)^2 / as.numeric(t(slope) %*% solve(best$hessian) %*% slope)
			expected <- sum(l * restricted(covariance_of(best$theta), others, others$x)$b)
			away <- abs(judged$value[i] - expected) / sqrt(variance(best$theta))
			data.frame(expected, seen = judged$value[i],
				half = away <= qt(0.75, df), most = away <= qt(0.9, df))
		}))
	})
	all <- do.call(rbind, predicted)
	all <- all[order(all$expected, all$seen), ]
	n <- nrow(all)
	ends <- floor(seq_len(groups) * n / groups)
	starts <- c(0, head(ends, -1)) + 1
	list(
		name = name, weeks = many(weeks), week = week, folds = folds, groups = groups,
		patient = many(data$patient), baseline = many(data$baseline),
		visit = many(data$visit), value = many(data$value),
		patients = n, withinHalf = sum(all$half), withinMost = sum(all$most),
		parts = lapply(seq_len(groups), function(part) {
			of <- all[starts[part]:ends[part], ]
			seen <- t.test(of$seen)
			list(n = nrow(of), predicted = mean(of$expected), seen = unname(seen$estimate),
				low = seen$conf.int[1], high = seen$conf.int[2])
		})
	)
}

weeks <- c(4, 12, 26)
write_reference("trajectory-calibration",
	calls = c(
		"nlme::gls(value ~ visit + visit:(baseline - mean), corSymm, varIdent, method = 'REML')",
		"abs(seen - predicted) <= stats::qt((1 + coverage) / 2, df) * sd of one new score",
		"stats::t.test(seen)"
	),
	cases = list(
		case("90 patients in 5 folds, week 12", simulate(90, weeks, 1, 0.1, 0.05), weeks, 12, 5, 4)
	),
	packages = c("nlme", "numDeriv")
)
