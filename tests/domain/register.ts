/** The register of published results as the pages get it, without a database; and a made-up row. */
import { readEvidence } from '#db/evidence/load.ts';
import type { PublishedRow } from '#lib/domain/published.ts';

const camelCase = (name: string) =>
	name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The same rows as `publishedRows`; a test of the database compares the two. */
export function register(): PublishedRow[] {
	const { sources, outcomes } = readEvidence();
	return outcomes.map((outcome) => {
		const study = sources.find(({ study_id }) => study_id === outcome.study_id);
		if (!study) throw new Error(`${outcome.row_id} has no study`);
		const row = Object.fromEntries(
			Object.entries(outcome).map(([name, value]) => [camelCase(name), value])
		);
		return {
			...row,
			studyLabel: study.label,
			cohort: study.cohort,
			citation: study.citation,
			year: study.year,
			design: study.design,
			evidenceType: study.evidence_type,
			nEnrolled: study.n_enrolled,
			nCompleted: study.n_completed,
			caution: study.caution
			// The names are those of the table, only spelled as a query spells them.
		} as PublishedRow;
	});
}

/** The row of the register with this number. */
export function rowOf(rowId: string): PublishedRow {
	const row = register().find((candidate) => candidate.rowId === rowId);
	if (!row) throw new Error(`${rowId} is not in the register`);
	return row;
}

/** The neck result of Alqam 2022 with some facts changed. */
export const aPublishedRow = (changed: Partial<PublishedRow> = {}): PublishedRow => ({
	...rowOf('O001'),
	...changed
});
