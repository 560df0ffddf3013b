# With one stratum the means are Welch's, which t.test gives; with several they are worked out from
# the formula, and the difference is checked against the model with all interactions.
source("write.R")
set.seed(43)

case <- function(name, kind, data, confidence = 0.95) {
	both <- names(which(tapply(data$z, data$stratum, function(z) length(unique(z)) == 2)))
	used <- data[data$stratum %in% both, ]
	share <- table(used$stratum)[both] / nrow(used)
	cell <- function(f) sapply(both, function(s) sapply(1:0, function(z) f(used$y[used$stratum == s & used$z == z])))
	n <- cell(length)
	m <- cell(mean)
	v <- if (kind == "means") cell(var) / n else m * (1 - m) / n
	part <- sweep(v, 2, share^2, "*")
	means <- drop(m %*% share)
	difference <- means[1] - means[2]
	error <- sqrt(sum(part))
	df <- if (kind == "means") sum(part)^2 / sum(part^2 / (n - 1)) else Inf
	reach <- qt(1 - (1 - confidence) / 2, df) * error
	if (length(both) == 1 && kind == "means") {
		welch <- t.test(used$y[used$z == 1], used$y[used$z == 0], conf.level = confidence)$conf.int
		stopifnot(all.equal(as.vector(welch), c(difference - reach, difference + reach)))
	}
	if (length(both) > 1) {
		fit <- lm(y ~ z * factor(stratum), used)
		predicted <- sapply(1:0, function(z) mean(predict(fit, data.frame(z, stratum = used$stratum))))
		stopifnot(all.equal(predicted, unname(means)))
	}
	list(
		name = name, kind = kind, confidence = confidence, treated = many(data$z == 1),
		outcome = many(data$y), stratum = many(as.character(data$stratum)),
		mean1 = means[[1]], mean0 = means[[2]], difference = difference[[1]], standardError = error,
		low = difference[[1]] - reach[[1]], high = difference[[1]] + reach[[1]],
		strata = length(both), leftOut = nrow(data) - nrow(used)
	)
}
drawn <- function(n, strata) {
	stratum <- sample(letters[1:strata], n, TRUE)
	z <- rbinom(n, 1, ifelse(stratum == "a", 0.3, 0.6))
	data.frame(z, y = round(z + rnorm(n, match(stratum, letters)), 2), stratum)
}
stones <- function(n, yes, z, stratum) data.frame(z, y = rep(1:0, c(yes, n - yes)), stratum)
kidney <- rbind(
	stones(87, 81, 1, "small"), stones(263, 192, 1, "large"),
	stones(270, 234, 0, "small"), stones(80, 55, 0, "large")
)
lonely <- rbind(drawn(80, 3), data.frame(z = c(1, 1), y = c(4, 5), stratum = "z"))
yes_no <- drawn(120, 4)
yes_no$y <- as.numeric(yes_no$y > 2.5)
write_reference("direct-standardisation",
	calls = c(
		"sum(share * (m1 - m0))", "sqrt(sum(share^2 * (v1 / n1 + v0 / n0)))",
		"t.test(y1, y0, conf.level = confidence) with one stratum"
	),
	cases = list(
		case("kidney stones by size", "proportions", kidney),
		case("one stratum", "means", drawn(40, 1), 0.9),
		case("three strata", "means", drawn(90, 3)),
		case("a stratum of one group", "means", lonely, 0.99),
		case("yes or no, four strata", "proportions", yes_no)
	)
)
