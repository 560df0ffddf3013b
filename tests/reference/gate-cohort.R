# A small cohort with patients who have a neck and a face course, and what R makes of it: means with
# intervals clustered by patient, responder shares, side effects per answered session. The test puts
# the cohort through the whole gate and must find these numbers.
# To make them again, in this folder: Rscript gate-cohort.R
suppressMessages({ library(sandwich); library(survey) })
source("write.R")
set.seed(26)

patients <- sprintf("p%02d", 1:48)
both <- sample(patients, 15)
cohort <- rbind(
	data.frame(patient = patients, area = "neck"),
	data.frame(patient = both, area = "face")
)
cohort$course <- sprintf("k%02d", seq_len(nrow(cohort)))
shared <- setNames(rnorm(48, 0.5, 0.5), patients)
cohort$depth <- sample(c(0.75, 1.5), nrow(cohort), replace = TRUE)
cohort$baseline <- sample(2:5, nrow(cohort), replace = TRUE)
gain <- round(shared[cohort$patient] + ifelse(cohort$depth > 1, 0.4, 0) + rnorm(nrow(cohort), 0, 0.5))
cohort$week12 <- pmin(5, pmax(0, cohort$baseline - gain))
cohort$week12[sample(nrow(cohort), 9)] <- NA
cohort$sessions <- sample(2:4, nrow(cohort), replace = TRUE)
cohort$red <- mapply(function(n) sample(0:n, 1), cohort$sessions)
write.csv(cohort, "gate-cohort.csv", row.names = FALSE, quote = FALSE, na = "")

clustered <- function(rows) {
	rows <- rows[!is.na(rows$week12), ]
	value <- rows$baseline - rows$week12
	fit <- lm(value ~ 1)
	groups <- length(unique(rows$patient))
	se <- sqrt(vcovCL(fit, cluster = rows$patient, type = "HC0", cadjust = TRUE)[1, 1])
	half <- qt(0.975, groups - 1) * se
	list(n = length(value), patients = groups, mean = mean(value),
		low = mean(value) - half, high = mean(value) + half, responders = sum(value >= 1))
}
rate <- function(rows) {
	by_patient <- aggregate(cbind(red, sessions) ~ patient, rows, sum)
	design <- svydesign(ids = ~patient, data = by_patient, weights = ~1)
	ratio <- svyratio(~red, ~sessions, design)
	half <- qt(0.975, nrow(by_patient) - 1) * SE(ratio)[1]
	list(events = sum(rows$red), exposure = sum(rows$sessions),
		rate = 100 * coef(ratio)[[1]], low = 100 * (coef(ratio)[[1]] - half),
		high = 100 * (coef(ratio)[[1]] + half))
}
parts <- list(shallow = cohort[cohort$depth < 1, ], deep = cohort[cohort$depth > 1, ], all = cohort)
write_reference("gate-cohort",
	c("vcovCL(lm(value ~ 1), cluster, type = 'HC0', cadjust = TRUE)", "qt(0.975, G - 1)",
		"svyratio(~red, ~sessions, svydesign(ids = ~patient))"),
	lapply(names(parts), function(name)
		list(part = name, improvement = clustered(parts[[name]]), redness = rate(parts[[name]]))),
	c("sandwich", "survey"))
