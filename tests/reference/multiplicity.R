# Adjusted p-values by p.adjust.
source("write.R")
set.seed(1995)

case <- function(name, p) list(
	name = name, p = many(p), holm = many(p.adjust(p, "holm")), benjaminiHochberg = many(p.adjust(p, "BH"))
)
write_reference("multiplicity",
	calls = c("p.adjust(p, 'holm')", "p.adjust(p, 'BH')"),
	cases = list(
		case("Benjamini & Hochberg 1995", c(
			.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1
		)),
		case("one", 0.03),
		case("ties and ends", c(0, 0.5, 0.5, 1, 0.01, 0.01)),
		case("40", round(runif(40)^3, 6))
	)
)
