# A model of repeated scores written out patient by patient, to hold mixed models against: the
# restricted likelihood at any covariance, its maximum, and simulated patients. Sourced by mmrm.R and
# expected-trajectory.R.
suppressMessages({
	library(nlme)
	library(numDeriv)
})

# Scores of one patient vary together through a level and a slope of their own.
simulate <- function(patients, weeks, protocols, missing, dropout = 0) {
	baseline <- round(rnorm(patients, 3, 0.8), 1)
	protocol <- sample(rep(letters[seq_len(protocols)], length.out = patients))
	rows <- lapply(seq_len(patients), function(i) {
		level <- rnorm(1, 0, 0.6)
		slope <- rnorm(1, 0, 0.015)
		mean <- 0.3 * (baseline[i] - 3) + 1.5 * (1 - exp(-weeks / 10)) * match(protocol[i], letters) / 2
		value <- round(mean + level + slope * weeks + rnorm(length(weeks), 0, 0.4), 2)
		seen <- runif(length(weeks)) > missing & cumsum(runif(length(weeks)) < dropout) == 0
		data.frame(patient = i, protocol = protocol[i], baseline = baseline[i],
			visit = seq_along(weeks), value)[seen, ]
	})
	do.call(rbind, rows)
}

# The model's columns, visit by visit: a mean for each protocol, then the slope of the baseline.
design <- function(data, protocols, visits, centre, slope) {
	columns <- length(protocols) + slope
	x <- matrix(0, nrow(data), visits * columns)
	for (row in seq_len(nrow(data))) {
		first <- (data$visit[row] - 1) * columns
		x[row, first + match(data$protocol[row], protocols)] <- 1
		if (slope) x[row, first + columns] <- data$baseline[row] - centre
	}
	x
}

symmetric <- function(theta, visits) {
	v <- matrix(0, visits, visits)
	v[upper.tri(v, TRUE)] <- theta
	v + t(v) - diag(diag(v), visits)
}

# C = (X'V^-1X)^-1, the coefficients, and minus the log restricted likelihood.
restricted <- function(covariance, data, x) {
	information <- 0
	side <- 0
	logdet <- 0
	parts <- lapply(split(seq_len(nrow(data)), data$patient), function(rows) {
		v <- covariance[data$visit[rows], data$visit[rows], drop = FALSE]
		list(x = x[rows, , drop = FALSE], y = data$value[rows], v = v, inverse = solve(v))
	})
	for (p in parts) {
		information <- information + t(p$x) %*% p$inverse %*% p$x
		side <- side + t(p$x) %*% p$inverse %*% p$y
		logdet <- logdet + as.numeric(determinant(p$v)$modulus)
	}
	c <- solve(information)
	b <- c %*% side
	squares <- sum(sapply(parts, function(p) {
		r <- p$y - p$x %*% b
		t(r) %*% p$inverse %*% r
	}))
	minus <- (logdet + as.numeric(determinant(information)$modulus) + squares) / 2
	list(minus = minus, c = c, b = as.vector(b))
}

# Its first derivatives in closed form; numDeriv differentiates them once more. (Its Hessian of the
# likelihood itself is 1e-4 off where the exact value is known, see mmrm.R.)
first_derivatives <- function(theta, covariance_of, data, x) {
	at <- restricted(covariance_of(theta), data, x)
	directions <- lapply(seq_along(theta), function(k) covariance_of(as.numeric(seq_along(theta) == k)))
	total <- numeric(length(theta))
	for (rows in split(seq_len(nrow(data)), data$patient)) {
		v <- data$visit[rows]
		inverse <- solve(covariance_of(theta)[v, v, drop = FALSE])
		xi <- x[rows, , drop = FALSE]
		r <- inverse %*% (data$value[rows] - xi %*% at$b)
		middle <- inverse - inverse %*% xi %*% at$c %*% t(xi) %*% inverse - r %*% t(r)
		total <- total + sapply(directions, function(d) sum(middle * d[v, v]) / 2)
	}
	total
}

polish <- function(theta, covariance_of, data, x) {
	slope <- function(theta) first_derivatives(theta, covariance_of, data, x)
	minus <- function(theta) restricted(covariance_of(theta), data, x)$minus
	close(slope(theta * 1.1), grad(minus, theta * 1.1), 1e-6)
	for (step in 1:3) theta <- theta - solve(jacobian(slope, theta), slope(theta))
	information <- jacobian(slope, theta, method.args = list(d = 0.01))
	list(theta = theta, hessian = (information + t(information)) / 2)
}

close <- function(a, b, tolerance) {
	found <- all.equal(as.numeric(a), as.numeric(b), tolerance = tolerance)
	if (!isTRUE(found)) stop(found)
}

# The unstructured model by nlme, for data with the columns of the model as x.
fit_gls <- function(data) {
	data$visit_name <- factor(data$visit)
	gls(value ~ 0 + x, data, correlation = corSymm(form = ~ visit | patient),
		weights = varIdent(form = ~ 1 | visit_name), method = "REML",
		control = glsControl(tolerance = 1e-10, msTol = 1e-12, msMaxIter = 1000, maxIter = 500))
}

gls_covariance <- function(fit, visits) {
	relative <- setNames(rep(1, visits), seq_len(visits))
	ratios <- coef(fit$modelStruct$varStruct, unconstrained = FALSE)
	relative[names(ratios)] <- ratios
	correlation <- diag(visits)
	entries <- coef(fit$modelStruct$corStruct, unconstrained = FALSE)
	correlation[lower.tri(correlation)] <- entries
	correlation[upper.tri(correlation)] <- t(correlation)[upper.tri(correlation)]
	sd <- sigma(fit) * relative
	outer(sd, sd) * correlation
}
