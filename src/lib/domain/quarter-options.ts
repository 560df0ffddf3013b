/** The quarters to choose from: the last four, whole years, single ones; the latest first. */
import type { Option } from './dimensions.ts';

export function quarterOptions(quarters: readonly string[]): Option[] {
	const years = [...new Set(quarters.map((quarter) => quarter.slice(0, 4)))];
	return [
		{ value: 'last-4', label: 'last four quarters' },
		...years.toReversed().map((year) => ({ value: year, label: year })),
		...quarters.toReversed().map((value) => ({ value, label: value.replace('-', ' ') }))
	];
}
