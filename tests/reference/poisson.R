# The exact Poisson interval, and the gamma quantiles it stands on.
source("write.R")

case <- function(events, exposure, confidence) {
	limits <- poisson.test(events, exposure, conf.level = confidence)$conf.int
	list(
		events = events, exposure = exposure, confidence = confidence,
		low = limits[1], high = limits[2]
	)
}
counts <- data.frame(
	events = c(0, 1, 2, 3, 10, 50, 300, 850, 899, 900, 901, 1000, 5000, 1e5),
	exposure = c(12, 7, 40, 3, 1, 410, 299, 5000, 900, 900, 900, 12345, 60000, 4e5)
)
levels <- c(0.9, 0.95, 0.998)
at_level <- function(level) Map(case, counts$events, counts$exposure, level)
write_reference("garwood",
	calls = "poisson.test(events, exposure, conf.level = confidence)$conf.int",
	cases = unlist(lapply(levels, at_level), recursive = FALSE)
)

grid <- expand.grid(
	probability = c(1e-6, 0.0005, 0.005, 0.025, 0.3, 0.5, 0.7, 0.975, 0.995, 0.9995, 0.999999),
	shape = c(1, 1.5, 2, 3, 10, 14.5, 15, 100, 300, 800, 899, 900, 901, 950, 1000, 2000, 1e4, 1e5, 1e6)
)
write_reference("gamma-quantile",
	calls = "qgamma(probability, shape)",
	cases = Map(
		function(probability, shape) {
			list(probability = probability, shape = shape, quantile = qgamma(probability, shape))
		},
		grid$probability, grid$shape
	)
)
