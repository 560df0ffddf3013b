/** Periods: those to choose from, and the quarters that each stands for. */
import type { Option } from './dimensions.ts';

/** The last four, whole years, single ones; the latest first. */
export function quarterOptions(quarters: readonly string[]): Option[] {
	const years = [...new Set(quarters.map((quarter) => quarter.slice(0, 4)))];
	return [
		{ value: 'last-4', label: 'last four quarters' },
		...years.toReversed().map((year) => ({ value: year, label: year })),
		...quarters.toReversed().map((value) => ({ value, label: value.replace('-', ' ') }))
	];
}

/** The quarters a value of `quarter` stands for. */
export function quartersOf(value: string, quarters: readonly string[]): string[] {
	if (value === 'last-4') return quarters.slice(-4);
	if (/^\d{4}$/.test(value)) return quarters.filter((quarter) => quarter.startsWith(value));
	return [value];
}
