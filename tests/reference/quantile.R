source("write.R")
set.seed(25)

probabilities <- c(0, 0.01, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 1)
case <- function(name, value) {
	list(
		name = name, value = many(value), q = many(probabilities),
		quantile = many(quantile(value, probabilities, type = 7, names = FALSE))
	)
}
write_reference("quantile", "quantile(value, q, type = 7, names = FALSE)", list(
	case("one value", 3.5),
	case("two values", c(4, 1)),
	case("ties", c(2, 1, 1, 3, 2, 2)),
	case("all equal", rep(1.1, 5)),
	case("11 values", round(rnorm(11), 2)),
	case("100 values", round(rexp(100, 0.1), 1))
))
