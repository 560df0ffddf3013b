/**
 * `figures.json`: what Stipple computes from the rows of a bundle, a line for each group, so that base R
 * can read it without a JSON library; and the script that computes it again.
 */
export type ImprovementFigure = {
	measure: string;
	area_root: string | null;
	depth_band: string | null;
	week: number;
	patients: number;
	courses: number;
	mean: number | null;
	sd: number | null;
	low: number | null;
	high: number | null;
	/** Courses whose measure has a rule, and those of them that improved enough. */
	ruled: number;
	responders: number;
};

export type SideEffectFigure = {
	area_root: string | null;
	depth_band: string | null;
	term: string;
	/** Courses with a session that was asked about, and those with the effect after such a session. */
	courses_asked: number;
	courses_with: number;
};

export type Figures = {
	improvement: readonly ImprovementFigure[];
	sideEffects: readonly SideEffectFigure[];
};

const ABOUT = {
	improvement:
		'Mean improvement (positive = better) of treated courses with a baseline, at each visit window; sd over courses; 95 % interval of the mean with patients as clusters (CR1, t with patients - 1 degrees of freedom); courses with a responder rule and those that improved enough.',
	side_effects:
		'Treated courses with a session after which side effects were asked about, and those with the effect after such a session.'
};

export function figuresJson({ improvement, sideEffects }: Figures): string {
	const lines = (kind: string, list: readonly object[]) =>
		list.map((one, index) => JSON.stringify({ no: index + 1, kind, ...one })).join(',\n');
	return [
		'{',
		`"about": ${JSON.stringify(ABOUT)},`,
		'"improvement": [',
		lines('improvement', improvement),
		'],',
		'"side_effects": [',
		lines('side_effects', sideEffects),
		']',
		'}',
		''
	].join('\n');
}

/** Base R only. Stops at the first number that differs by more than a hundred-millionth of itself. */
export const ANALYSIS_R = `# Computes every number of figures.json again from data/*.csv, with base R alone, and stops at the first
# that differs. Run in the folder of this file: Rscript analysis.R

read <- function(name) {
  read.csv(file.path("data", paste0(name, ".csv")), colClasses = "character", na.strings = character(0),
    encoding = "UTF-8")
}
number <- function(text) suppressWarnings(as.numeric(text))

# One group a line: {"no":1,"kind":"improvement","measure":"LEMPERLE",...}
lines <- readLines("figures.json", encoding = "UTF-8", warn = FALSE)
lines <- lines[startsWith(lines, "{\\"no\\":")]
value <- function(line, name) {
  found <- regmatches(line, regexec(paste0("\\"", name, "\\":(\\"([^\\"]*)\\"|[^,}]+)"), line))[[1]]
  if (length(found) == 0) stop("figures.json has a line without ", name, ": ", line)
  if (startsWith(found[2], "\\"")) found[3] else if (found[2] == "null") NA else found[2]
}
column <- function(of, name) vapply(of, function(line) as.character(value(line, name)), "", USE.NAMES = FALSE)
kind <- vapply(lines, function(line) as.character(value(line, "kind")), "", USE.NAMES = FALSE)

confirmed <- 0
confirm <- function(where, name, stated, computed) {
  same <- if (is.na(stated) || is.na(computed)) is.na(stated) && is.na(computed)
    else abs(stated - computed) <= 1e-8 * max(abs(stated), abs(computed)) + 1e-12
  if (!same) {
    stop(where, ": ", name, " is ", format(stated, digits = 12), " in figures.json and ",
      format(computed, digits = 12), " from the rows", call. = FALSE)
  }
  confirmed <<- confirmed + 1
}
key <- function(...) paste(..., sep = " / ")
told <- function(text) ifelse(is.na(text) | text == "", "-", text)

# Improvement: treated courses with a baseline, at each visit.
long <- read("analysis_long")
long <- long[long$control == "false" & number(long$sessions_done) > 0 & long$improvement != "", ]
long$group <- if (nrow(long) == 0) character(0) else
  key(long$measure, told(long$area_root), told(long$depth_band), paste("week", long$week))
rows <- split(seq_len(nrow(long)), long$group)
gains <- number(long$improvement)
who <- key(long$clinic_id, long$patient_id)

stated <- lines[kind == "improvement"]
groups <- key(column(stated, "measure"), told(column(stated, "area_root")),
  told(column(stated, "depth_band")), paste("week", column(stated, "week")))
missing <- setdiff(names(rows), groups)
if (length(missing) > 0) stop("figures.json has no figures of ", missing[1], call. = FALSE)

for (i in seq_along(stated)) {
  own <- rows[[groups[i]]]
  x <- gains[own]
  n <- length(x)
  mean_x <- if (n == 0) NA else mean(x)
  sums <- tapply(x, who[own], sum)
  counts <- tapply(x, who[own], length)
  g <- length(sums)
  # Cluster-robust variance of the mean, CR1.
  half <- NA
  if (g > 1) {
    half <- qt(0.975, g - 1) * sqrt(g / (g - 1) * sum((sums - counts * mean_x)^2)) / n
  }
  is_ruled <- long$responder[own] != ""
  again <- c(patients = g, courses = n, mean = mean_x, sd = if (n > 1) sd(x) else NA,
    low = mean_x - half, high = mean_x + half, ruled = sum(is_ruled),
    responders = sum(long$responder[own] == "true"))
  for (name in names(again)) {
    confirm(groups[i], name, number(value(stated[i], name)), again[[name]])
  }
}

# Side effects: treated courses that were asked about, and those with the effect after such a session.
courses <- read("courses")
courses <- courses[courses$control == "no", ]
courses$id <- key(courses$clinic_id, courses$course_id)
courses$group <- key(told(courses$area_root), told(courses$depth_band))
sessions <- read("sessions")
sessions <- sessions[sessions$side_effects_asked == "yes", ]
courses <- courses[courses$id %in% key(sessions$clinic_id, sessions$course_id), ]
effects <- read("side_effects")
effects$session <- key(effects$clinic_id, effects$course_id, effects$session_no)
effects <- effects[effects$severity != "none" &
  effects$session %in% key(sessions$clinic_id, sessions$course_id, sessions$session_no), ]
effects$id <- key(effects$clinic_id, effects$course_id)

stated <- lines[kind == "side_effects"]
groups <- key(told(column(stated, "area_root")), told(column(stated, "depth_band")))
terms <- column(stated, "term")
for (i in seq_along(stated)) {
  asked <- courses$id[courses$group == groups[i]]
  with <- unique(effects$id[effects$term == terms[i]])
  where <- key(terms[i], groups[i])
  confirm(where, "courses_asked", number(value(stated[i], "courses_asked")), length(asked))
  confirm(where, "courses_with", number(value(stated[i], "courses_with")), sum(asked %in% with))
}

cat("all", confirmed, "figures confirmed\\n")
`;
