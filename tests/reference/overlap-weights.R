# Overlap weighting as one set of stacked estimating equations: psi and its bread are written down in
# full and solved as a matrix, A^-1 B A^-T (Stefanski & Boos 2002), and the bread is checked against
# numerical derivatives. The differences in covariates are worked out from their definitions.
source("write.R")
set.seed(42)

psi_of <- function(theta, x, z, y) {
	p <- ncol(x)
	e <- plogis(drop(x %*% theta[1:p]))
	cbind(x * (z - e), z * (1 - e) * (y - theta[p + 1]), (1 - z) * e * (y - theta[p + 2]))
}
bread_of <- function(theta, x, z, y) {
	p <- ncol(x)
	e <- plogis(drop(x %*% theta[1:p]))
	v <- e * (1 - e)
	a <- matrix(0, p + 2, p + 2)
	a[1:p, 1:p] <- crossprod(x, x * v)
	a[p + 1, 1:p] <- colSums(z * v * (y - theta[p + 1]) * x)
	a[p + 2, 1:p] <- -colSums((1 - z) * v * (y - theta[p + 2]) * x)
	a[p + 1, p + 1] <- sum(z * (1 - e))
	a[p + 2, p + 2] <- sum((1 - z) * e)
	a
}
check_bread <- function(a, theta, x, z, y) {
	numeric <- sapply(seq_along(theta), function(j) {
		h <- 1e-6 * max(1, abs(theta[j]))
		up <- down <- theta
		up[j] <- up[j] + h
		down[j] <- down[j] - h
		-(colSums(psi_of(up, x, z, y)) - colSums(psi_of(down, x, z, y))) / (2 * h)
	})
	stopifnot(max(abs(a - numeric)) < 1e-5 * max(abs(a)))
}
smd <- function(column, z, w) {
	m <- function(v, g, by) weighted.mean(v[z == g], by[z == g])
	one <- rep(1, length(z))
	if (is.numeric(column)) {
		unit <- sqrt((var(column[z == 1]) + var(column[z == 0])) / 2)
		return(sapply(list(one, w), function(by) (m(column, 1, by) - m(column, 0, by)) / unit))
	}
	columns <- sapply(levels(column)[-1], function(l) as.numeric(column == l))
	shares <- function(g, by) apply(columns, 2, m, g, by)
	s <- function(g) { q <- shares(g, one); diag(q, length(q)) - q %o% q }
	unit <- (s(1) + s(0)) / 2
	sapply(list(one, w), function(by) {
		d <- shares(1, by) - shares(0, by)
		sqrt(drop(d %*% solve(unit) %*% d))
	})
}
case <- function(name, data, confidence = 0.95) {
	covariates <- data[setdiff(names(data), c("z", "y", "patient"))]
	fit <- glm(data$z ~ ., binomial, covariates, control = list(epsilon = 1e-15, maxit = 100))
	x <- model.matrix(fit)
	e <- fitted(fit)
	w <- ifelse(data$z == 1, 1 - e, e)
	means <- sapply(1:0, function(g) weighted.mean(data$y[data$z == g], w[data$z == g]))
	theta <- c(coef(fit), means)
	a <- bread_of(theta, x, data$z, data$y)
	check_bread(a, theta, x, data$z, data$y)
	b <- crossprod(rowsum(psi_of(theta, x, data$z, data$y), data$patient))
	v <- solve(a) %*% b %*% t(solve(a))
	p <- ncol(x)
	error <- sqrt(v[p + 1, p + 1] + v[p + 2, p + 2] - 2 * v[p + 1, p + 2])
	reach <- qnorm(1 - (1 - confidence) / 2) * error
	balance <- sapply(covariates, smd, data$z, w)
	prevalence <- mean(data$z)
	preference <- plogis(qlogis(e) - qlogis(prevalence))
	inside <- preference >= 0.3 & preference <= 0.7
	list(
		name = name, confidence = confidence, treated = many(data$z == 1), outcome = many(data$y),
		patient = many(data$patient),
		covariates = I(lapply(names(covariates), function(n) {
			column <- covariates[[n]]
			if (is.numeric(column)) list(name = n, values = many(column))
			else list(name = n, levels = many(as.character(column)))
		})),
		mean1 = means[1], mean0 = means[2], error1 = sqrt(v[p + 1, p + 1]),
		error0 = sqrt(v[p + 2, p + 2]), difference = means[1] - means[2], standardError = error,
		low = means[1] - means[2] - reach, high = means[1] - means[2] + reach,
		p = 2 * pnorm(-abs((means[1] - means[2]) / error)),
		effective1 = sum(w[data$z == 1])^2 / sum(w[data$z == 1]^2),
		effective0 = sum(w[data$z == 0])^2 / sum(w[data$z == 0]^2),
		scores = many(unname(e)), before = many(balance[1, ]), after = many(balance[2, ]),
		preference = many(unname(preference)), equipoise = mean(inside),
		equipoise1 = mean(inside[data$z == 1]), equipoise0 = mean(inside[data$z == 0])
	)
}
patients <- function(n, strength, series = 1) {
	baseline <- round(rnorm(n, 3, 0.8), 1)
	age <- round(runif(n, 22, 78))
	area <- factor(sample(c("face", "neck", "hands"), n, TRUE, c(0.5, 0.3, 0.2)))
	z <- rbinom(n, 1, plogis(strength * (0.7 * (baseline - 3) + 0.03 * (age - 50) + (area == "neck"))))
	y <- round(0.4 * z + 0.5 * (baseline - 3) - 0.01 * age + rnorm(n), 2)
	patient <- sort(rep(seq_len(ceiling(n / series)), length.out = n))
	data.frame(z, y, patient, baseline, age, area)
}
stones <- function(n, yes, z, size) {
	data.frame(z, y = rep(1:0, c(yes, n - yes)), size = factor(size, c("large", "small")))
}
kidney <- rbind(
	stones(87, 81, 1, "small"), stones(263, 192, 1, "large"),
	stones(270, 234, 0, "small"), stones(80, 55, 0, "large")
)
kidney <- data.frame(kidney[c("z", "y")], patient = seq_len(nrow(kidney)), size = kidney$size)
yes_no <- patients(150, 1)
yes_no$y <- as.numeric(yes_no$y > 0)
write_reference("overlap-weights",
	calls = c(
		"glm(treated ~ covariates, binomial, epsilon = 1e-15)",
		"solve(A) %*% crossprod(rowsum(psi, patient)) %*% t(solve(A))"
	),
	cases = list(
		case("kidney stones by size", kidney),
		case("one covariate", patients(60, 0.7)[c("z", "y", "patient", "baseline")]),
		case("three covariates, 200 patients", patients(200, 1)),
		case("groups far apart, 99 %", patients(300, 2.5), 0.99),
		case("yes or no", yes_no),
		case("up to three series a patient", patients(240, 0.8, 3))
	)
)
