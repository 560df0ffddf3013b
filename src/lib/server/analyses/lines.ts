/** The lines of a chart: how a group of the chosen dimension is named, ordered and drawn. */
import type { SeriesStyle } from '#lib/charts/figure.ts';
import { DEPTH_BANDS } from '#lib/domain/bands.ts';
import { DIMENSION_FACTS, type Dimension } from '#lib/domain/dimensions.ts';
import { optionsOf, type Known } from '#lib/domain/filters.ts';
import { sentenceCase } from '#lib/domain/format.ts';

/** "0.5–1.0 mm", "pen", "Demo clinic 2"; a value nobody recorded says so. */
export function lineLabel(by: Dimension | null, value: string | null, known: Known): string {
	if (by === null) return 'All courses';
	if (value === null) return `${DIMENSION_FACTS[by].label.toLowerCase()} not recorded`;
	const label = optionsOf(by, known).find((option) => option.value === value)?.label ?? value;
	return by === 'depth' ? label : sentenceCase(label);
}

/** Sorts by the order of the bands; what was not recorded comes last. */
export function lineOrder(by: Dimension | null, known: Known) {
	const values = by ? optionsOf(by, known).map((option) => option.value) : [];
	const position = (value: string | null) => {
		if (value === null) return Infinity;
		const index = values.indexOf(value);
		return index === -1 ? values.length : index;
	};
	return (a: string | null, b: string | null) =>
		position(a) === position(b)
			? (a ?? '').localeCompare(b ?? '', 'en')
			: position(a) - position(b);
}

/** A depth band keeps its look everywhere; other groups take theirs from their place in the order. */
export function lineStyle(by: Dimension | null, value: string | null, known: Known): SeriesStyle {
	if (by === null) return { kind: 'single' };
	if (by === 'depth') {
		const step = DEPTH_BANDS.findIndex((band) => band.code === value);
		// Six bands, six steps; -1 is a depth nobody recorded.
		if (step >= 0) return { kind: 'depth', step: step as 0 | 1 | 2 | 3 | 4 | 5 };
		return { kind: 'order', step: 5 };
	}
	const step = optionsOf(by, known).findIndex((option) => option.value === value);
	return { kind: 'order', step: Math.max(0, step) };
}
