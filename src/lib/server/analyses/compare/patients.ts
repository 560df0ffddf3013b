/**
 * The patients whom models compare: one entry a patient and group, with the mean of the patient's series
 * there, and what was known of the first of them. Inside the server only.
 */
import type { Cell, FlatRow } from '../../analysis.ts';
import { KNOWN_BEFORE } from '../../queries/compared-series.ts';
import { HUNDREDTHS } from '../hundredths.ts';

export type ComparedPatient = {
	/** Whose they are, to know who is in two groups. */
	patient: string;
	/** Mean improvement, in the unit of the scale. */
	gain: number;
	/** Mean baseline, turned so that higher is better. */
	baseline: number;
	known: Record<(typeof KNOWN_BEFORE)[number], string | null>;
};

/** The list that the query wrote, as rows with names. */
export function recordsOf({ records }: FlatRow): FlatRow[] {
	// What comparedSeries wrote.
	const listed = JSON.parse(String(records ?? '[]')) as [
		string,
		number,
		number,
		number,
		(string | null)[]
	][];
	return listed.map(([patient, series, gains, baselines, known]) => ({
		patient,
		gain: gains / (series * HUNDREDTHS),
		baseline: baselines / (series * HUNDREDTHS),
		...Object.fromEntries(KNOWN_BEFORE.map((name, i) => [name, known[i] ?? null]))
	}));
}

/** The patients of a cell; none where it is hidden. */
export const patientsOf = (cell: Cell | undefined): ComparedPatient[] =>
	(cell?.records ?? []).map((record) => ({
		patient: String(record.patient),
		gain: Number(record.gain),
		baseline: Number(record.baseline),
		// Every name of KNOWN_BEFORE is in the list.
		known: Object.fromEntries(
			KNOWN_BEFORE.map((name) => [name, record[name] === null ? null : String(record[name])])
		) as ComparedPatient['known']
	}));
