# Writes the reference numbers of one method beside its script, with the program and the calls that
# made them. To make them again, in this folder: Rscript proportions.R (packages: jsonlite and, where a
# script names them, emmeans, Hmisc, lmerTest, MASS, nlme, numDeriv, psych, sandwich, survey, survival).
write_reference <- function(name, calls, cases, packages = character()) {
	json <- function(x) jsonlite::toJSON(x, digits = NA, auto_unbox = TRUE)
	versions <- vapply(packages, function(p) paste(p, packageVersion(p)), character(1))
	program <- paste(c(R.version.string, versions), collapse = ", ")
	lines <- vapply(unname(cases), json, character(1))
	writeLines(c(
		sprintf('{"program": %s,', json(program)),
		sprintf('"calls": %s,', json(I(calls))),
		'"cases": [', paste(lines, collapse = ",\n"), "]}"
	), paste0(name, ".json"))
}

# A vector of one stays a list of one.
many <- function(x) I(as.vector(x))

# Series of several patients, a few for each, with what a patient's series have in common.
clustered_values <- function(patients, most, digits, centre, between, within) {
	count <- sample(most, patients, replace = TRUE)
	patient <- rep(seq_len(patients), count)
	shared <- rnorm(patients, 0, between)
	value <- round(centre + rep(shared, count) + rnorm(length(patient), 0, within), digits)
	data.frame(patient, value)
}
