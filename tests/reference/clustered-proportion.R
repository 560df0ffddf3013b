# The design effect is survey's own, against simple random sampling with replacement, whose variance
# is p(1-p)/(n-1); prop.test then takes the effective sample size and gives Wilson's interval.
source("write.R")
suppressMessages(library(survey))
set.seed(23)

case <- function(name, data, confidence = 0.95) {
	n <- nrow(data)
	p <- mean(data$value)
	count <- as.vector(table(data$patient))
	patients <- length(count)
	if (p == 0 || p == 1) {
		size <- n^2 / sum(count^2)
		tail <- (1 - confidence) / 2
		limits <- c(
			if (p == 0) 0 else qbeta(tail, size, 1),
			if (p == 1) 1 else qbeta(1 - tail, 1, size)
		)
	} else {
		design <- svydesign(~patient, weights = ~one, data = transform(data, one = 1))
		effect <- attr(svymean(~value, design, deff = "replace"), "deff")[1, 1]
		tail <- (1 - confidence) / 2
		few <- (qt(tail, n - 1) / qt(tail, patients - 1))^2
		size <- if (n == patients) n else min(n, n / effect * few)
		test <- suppressWarnings(prop.test(p * size, size, conf.level = confidence, correct = FALSE))
		limits <- test$conf.int
	}
	list(
		name = name, patient = many(data$patient), value = many(data$value), confidence = confidence,
		share = p, effectiveN = size, low = limits[1], high = limits[2]
	)
}
responders <- function(patients, most, alike) {
	count <- sample(most, patients, replace = TRUE)
	chance <- rbeta(patients, 0.4 * alike, 0.6 * alike)
	patient <- rep(seq_len(patients), count)
	data.frame(patient, value = rbinom(length(patient), 1, chance[patient]))
}
all_one <- function(data, value) {
	data$value <- value
	data
}

uneven <- responders(9, 1:4, 2)
stopifnot(length(unique(uneven$value)) == 2)
write_reference("clustered-proportion",
	calls = c(
		"survey::svymean(~value, svydesign(~patient, weights = ~1), deff = 'replace')",
		"size <- min(n, n / deff * (qt(tail, n - 1) / qt(tail, patients - 1))^2)",
		"prop.test(p * size, size, conf.level = confidence, correct = FALSE)$conf.int",
		"0 or n of n: size <- n^2 / sum(count^2); qbeta(tail, size, 1), qbeta(1 - tail, 1, size)"
	),
	cases = list(
		case("one series a patient", responders(20, 1, 1)),
		case("9 patients", uneven),
		case("9 patients, none", all_one(uneven, 0)),
		case("9 patients, all", all_one(uneven, 1)),
		case("one series a patient, none", all_one(responders(20, 1, 1), 0)),
		case("40 patients much alike in themselves, 99 %", responders(40, 1:5, 0.5), 0.99),
		case("40 patients not alike in themselves", responders(40, 2:4, 1000)),
		case("150 patients", responders(150, 1:3, 2))
	),
	packages = "survey"
)
