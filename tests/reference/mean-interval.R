source("write.R")
set.seed(21)

case <- function(name, value, confidence = 0.95) {
	test <- t.test(value, conf.level = confidence)
	list(
		name = name, value = many(value), confidence = confidence, mean = mean(value), sd = sd(value),
		low = test$conf.int[1], high = test$conf.int[2]
	)
}

# The extra hours of sleep in ten patients, Student 1908.
difference <- sleep$extra[11:20] - sleep$extra[1:10]
write_reference("mean-interval",
	calls = "t.test(value, conf.level = confidence)$conf.int",
	cases = list(
		case("Student's sleep data", round(difference, 1)),
		case("two values", c(0.5, 1.25)),
		case("ties", c(1, 1, 1, 2, 2, 0)),
		case("80 values, 99 %", round(rnorm(80, 3, 1), 2), 0.99),
		case("80 values, 50 %", round(rexp(80), 2), 0.5),
		case("a mean far above the spread", 1e6 + round(rnorm(50), 2))
	)
)
