/** The JSON that the query writes of each series, by name. Inside the server only. */
import type { FlatRow } from '../../analysis.ts';
import { HUNDREDTHS } from '../hundredths.ts';

export type Series = {
	baseline: number;
	/** Improvement at each visit window, in units of the scale. */
	gains: (number | null)[];
	age: string | null;
	type: string | null;
	depth: string | null;
	severity: string | null;
	/** Improved beyond noise, else enough by rule, at the week; null where that cannot be told. */
	beyond: boolean | null;
	/** 0 for none; null while it is open, or where nobody asked. */
	redDays: number | null;
	asked: boolean;
	darkened: boolean;
};

type Written = [
	number,
	(number | null)[],
	string | null,
	string | null,
	string | null,
	string | null,
	boolean | null,
	number | null,
	boolean,
	boolean
];

export function seriesOf(written: FlatRow[string] | undefined): Series[] {
	const list = JSON.parse(String(written ?? '[]')) as Written[]; // as expectedSeries writes it
	return list.map(
		([baseline, gains, age, type, depth, severity, beyond, redDays, asked, darkened]) => ({
			baseline: baseline / HUNDREDTHS,
			gains: gains.map((gain) => (gain === null ? null : gain / HUNDREDTHS)),
			age,
			type,
			depth,
			severity,
			beyond,
			redDays,
			asked,
			darkened
		})
	);
}
