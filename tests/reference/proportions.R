# Wilson and Clopper-Pearson on the same counts.
source("write.R")

counts <- do.call(rbind, lapply(
	c(1, 2, 3, 5, 10, 29, 30, 148, 263, 1000, 20000),
	function(n) data.frame(n = n, events = unique(c(0, 1, n %/% 10, n %/% 3, n %/% 2, n - 1, n)))
))
counts <- rbind(counts, data.frame(n = c(263, 148, 20, 29), events = c(81, 15, 0, 1)))
cases <- function(interval) {
	rows <- lapply(c(0.9, 0.95, 0.99), function(confidence) {
		lapply(seq_len(nrow(counts)), function(i) {
			events <- counts$events[i]
			n <- counts$n[i]
			limits <- interval(events, n, confidence)
			list(events = events, n = n, confidence = confidence, low = limits[1], high = limits[2])
		})
	})
	unlist(rows, recursive = FALSE)
}

# prop.test warns that its chi-squared test is rough in small samples; its interval is not.
wilson <- function(x, n, level) {
	suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int)
}
clopper_pearson <- function(x, n, level) binom.test(x, n, conf.level = level)$conf.int
write_reference("wilson",
	calls = "prop.test(events, n, conf.level = confidence, correct = FALSE)$conf.int",
	cases = cases(wilson)
)
write_reference("clopper-pearson",
	calls = "binom.test(events, n, conf.level = confidence)$conf.int",
	cases = cases(clopper_pearson)
)
