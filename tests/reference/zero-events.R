source("write.R")

case <- function(patients, confidence) {
	test <- binom.test(0, patients, conf.level = confidence, alternative = "less")
	list(patients = patients, confidence = confidence, high = test$conf.int[2])
}
grid <- expand.grid(patients = c(1, 2, 5, 14, 20, 100, 1000, 1e5), confidence = c(0.9, 0.95, 0.99))
write_reference("zero-events",
	calls = "binom.test(0, patients, conf.level = confidence, alternative = 'less')$conf.int[2]",
	cases = Map(case, grid$patients, grid$confidence)
)
