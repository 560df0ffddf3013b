# The before-and-after table of the cohort in gate-cohort.csv, whose patients may have a neck and a face
# course: what R makes of it at week 12. The test puts the cohort through the whole gate and must find
# these numbers. Tests and medians take one value a patient, the mean of the patient's improvements.
# To make them again, in this folder: Rscript gate-change.R
suppressMessages({ library(sandwich); library(survey) })
source("write.R")
cohort <- read.csv("gate-cohort.csv")

clustered <- function(value, patient) {
	groups <- length(unique(patient))
	se <- sqrt(vcovCL(lm(value ~ 1), cluster = patient, type = "HC0", cadjust = TRUE)[1, 1])
	half <- qt(0.975, groups - 1) * se
	list(value = mean(value), sd = sd(value), low = mean(value) - half, high = mean(value) + half)
}
# Wilson with the effective sample size of Korn & Graubard 1998.
share <- function(event, patient) {
	n <- length(event)
	groups <- length(unique(patient))
	p <- mean(event)
	if (n == groups) {
		effective <- n
	} else {
		variance <- vcovCL(lm(event ~ 1), cluster = patient, type = "HC0", cadjust = TRUE)[1, 1]
		effective <- min(n, n * (p * (1 - p) / (n - 1) / variance) *
			(qt(0.975, n - 1) / qt(0.975, groups - 1))^2)
	}
	z <- qnorm(0.975)
	middle <- (p + z^2 / (2 * effective)) / (1 + z^2 / effective)
	half <- z * sqrt(p * (1 - p) / effective + z^2 / (4 * effective^2)) / (1 + z^2 / effective)
	list(value = 100 * p, low = 100 * (middle - half), high = 100 * (middle + half))
}
# METHODS: above 50 patients, or with ties or zeros as here, the order number by its definition.
hodges_lehmann <- function(d) {
	n <- length(d)
	walsh <- sort(outer(d, d, "+")[upper.tri(diag(n), diag = TRUE)] / 2)
	k <- if (n <= 50) max(1, qsignrank(0.025, n)) else
		max(1, round(n * (n + 1) / 4 - qnorm(0.975) * sqrt(n * (n + 1) * (2 * n + 1) / 24)))
	list(value = median(walsh), low = walsh[k], high = walsh[length(walsh) + 1 - k])
}
percent <- function(scored) {
	scored$gain <- scored$baseline - scored$week12
	by_patient <- aggregate(cbind(gain, baseline) ~ patient, scored, sum)
	ratio <- svyratio(~gain, ~baseline, svydesign(ids = ~patient, data = by_patient, weights = ~1))
	half <- qt(0.975, nrow(by_patient) - 1) * SE(ratio)[1]
	list(value = 100 * coef(ratio)[[1]], low = 100 * (coef(ratio)[[1]] - half),
		high = 100 * (coef(ratio)[[1]] + half))
}
part <- function(name, rows) {
	scored <- rows[!is.na(rows$week12), ]
	missing <- rows[is.na(rows$week12), ]
	gain <- scored$baseline - scored$week12
	by_patient <- tapply(gain, scored$patient, mean)
	test <- suppressWarnings(wilcox.test(as.vector(by_patient), exact = FALSE, correct = TRUE))
	list(part = name, recorded = nrow(rows), courses = nrow(scored),
		patients = length(unique(scored$patient)),
		baseline = list(value = mean(scored$baseline), sd = sd(scored$baseline)),
		follow_up = list(value = mean(scored$week12), sd = sd(scored$week12)),
		improvement = clustered(gain, scored$patient),
		percent = percent(scored), p = list(value = test$p.value), hodges_lehmann = hodges_lehmann(as.vector(by_patient)),
		srm = list(value = mean(gain) / sd(gain)),
		improved = share(as.numeric(gain > 0), scored$patient),
		responders = share(as.numeric(gain >= 1), scored$patient),
		responder_bounds = list(low = 100 * sum(gain >= 1) / nrow(rows),
			high = 100 * (sum(gain >= 1) + nrow(missing)) / nrow(rows)),
		baseline_seen = list(value = mean(scored$baseline)),
		baseline_unseen = list(value = mean(missing$baseline)))
}
neck <- cohort[cohort$area == "neck", ]
parts <- list(part("all", cohort), part("neck", neck),
	part("shallow", cohort[cohort$depth < 1, ]), part("deep", cohort[cohort$depth > 1, ]))
write_reference("gate-change",
	c("vcovCL(lm(value ~ 1), cluster, type = 'HC0', cadjust = TRUE)",
		"svyratio(~gain, ~baseline, svydesign(ids = ~patient))",
		"wilcox.test(d, exact = FALSE, correct = TRUE)", "qsignrank(0.025, n)"),
	parts, c("sandwich", "survey"))
