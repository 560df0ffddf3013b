/** `README.md` of a bundle: what it is, what was done to protect people, and what it cannot say. */
import { count, counted } from '#lib/domain/format.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import type { WrittenTable } from './data-package.ts';
import {
	LEFT_OUT_WORDS,
	rulesOf,
	sourceWords,
	type ReleaseCounts,
	type ReleaseFacts
} from './facts.ts';

/** Of a cohort whose courses are not linked nobody knows how many patients they are of. */
function patientsWords({ report, cohort }: ReleaseFacts, counts: ReleaseCounts): string {
	const patients = report.linked ? counts.patients : cohort ? null : report.patients;
	return patients === null ? '' : `${counted(patients, 'patient', 'patients')}, `;
}

export function readme(
	facts: ReleaseFacts,
	counts: ReleaseCounts,
	tables: readonly WrittenTable[]
): string {
	const { report } = facts;
	const { origin } = report;
	const parts = [
		`# ${facts.title}`,
		...(facts.synthetic ? ['**These records are made up, for demonstration.**'] : []),
		...(facts.description === '' ? [] : [facts.description]),
		`${sourceWords(facts)}. ${patientsWords(facts, counts)}${counted(counts.courses, 'course', 'courses')} of treatment.`,
		...(origin
			? [
					`Taken over from another Stipple, where it is ${origin.cohort === null ? '' : `the cohort ${origin.cohort} of `}release ${origin.release}.`
				]
			: []),
		'## What is in it',
		list(
			tables.map(
				({ table, rows }) => `\`data/${table.name}.csv\`: ${table.title} (${count(rows)} rows)`
			)
		),
		[
			'UTF-8, a comma between cells, CRLF at the end of a row, a decimal point, an empty cell where nothing is known. `datapackage.json` and `data-dictionary.csv` say what each column holds; `load.R`, `load.py`, `load.do` and `load.sps` read the files with their types and labels.',
			'`figures.json` holds mean improvements and side-effect counts as Stipple computes them. `analysis.R` computes them again from the rows and stops at the first that differs: `Rscript analysis.R`, in this folder.',
			'`checksums.sha256` holds the SHA-256 of every file: `sha256sum -c checksums.sha256`.'
		].join('\n\n'),
		'## Which part of the release',
		rulesWords(facts),
		'## What was done to protect people',
		list([
			`Only patients with consent to research. No names, no dates, no free text; ids are random and belong to this release alone.`,
			report.linked
				? 'The courses of a patient carry one id.'
				: 'Each course has an id of its own: which courses are of one patient cannot be told, and a patient counts once for each course.',
			`Every combination of the columns below holds at least ${report.k.required} patients (reached: ${report.k.reached}). Whoever was scored at a visit may be fewer; their combination of the columns hides them.`,
			...report.columns.map(
				({ label, fate, words }) => `${label}: ${fate === 'dropped' ? 'left out' : words}.`
			),
			'Sessions and visits stand on nominal days, scores to two decimals.'
		]),
		'Left out of the release, in patients, rounded up:',
		list(
			(Object.keys(LEFT_OUT_WORDS) as (keyof typeof LEFT_OUT_WORDS)[]).map(
				(key) =>
					`${LEFT_OUT_WORDS[key]}: ${report.leftOut[key] === 0 ? '0' : `at most ${count(report.leftOut[key])}`}`
			)
		),
		'## What it cannot say',
		list([
			'The depth is that of a course’s first session; later sessions may differ.',
			'`sessions_done` is the lower end of a band.',
			'`visit_weeks` is exchanged among the courses of a class, week by week and apart for those with a score: it says how many visits were due, not which course was due for one.',
			'A score is the mean of the day nearest to the target week of its visit window; raters are not told apart, and `rater_type` is the one that is usual for the measure.',
			'Scores between the windows, and scores that were rejected or filled in, are not here.',
			'These are records of everyday care: who was treated how was not decided by chance.'
		]),
		'## What it can be used for',
		[
			'Analyses in any program, with the scripts beside it; the figures here say whether a program read it right.',
			'Another Stipple takes it in as a release: `npm run stipple -- release import` with this file, or the folder it was unpacked into. There it has the same rows, hash, figures and files. It never becomes records of a clinic again: it tells bands, not values, and no dates.'
		].join('\n\n'),
		'## Terms',
		'Do not try to find out who anybody is, and do not link these rows with other records of persons. Cite as in `CITATION.cff`.'
	];
	return `${parts.join('\n\n')}\n`;
}

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');

function rulesWords(facts: ReleaseFacts): string {
	const { where, followUp } = rulesOf(facts);
	const lines = Object.entries(where).map(([name, values]) => {
		// Rules come from one parser, so the key is a column.
		const key = name as keyof typeof where;
		return `${key === 'quarter' ? 'Year' : DIMENSION_FACTS[key].label}: ${(values ?? []).join(' or ')}`;
	});
	if (followUp) {
		lines.push(`A score of ${followUp.concern} at week ${followUp.weeks.join(' or ')}`);
	}
	return lines.length > 0
		? `${list(lines)}\n\n\`filters.json\` holds the same for a program.`
		: 'All of it.';
}
