/** The columns of the table: each area and measure, or each group of one, with its figures. */
import { areaLabel } from '#lib/domain/areas.ts';
import { CONCERN_WORDS, LEADING_CONCERNS } from '#lib/domain/concerns.ts';
import { rounded } from '#lib/domain/format.ts';
import { CONCERNS, type Measure } from '#lib/domain/measure.ts';
import { benjaminiHochberg } from '#lib/statistics/index.ts';
import type { Context, Group } from '../../analysis.ts';
import { nameOf, type Panel } from '../improvement/panels.ts';
import { figuresOf, isHidden, type Figures } from './figures.ts';

export type Column = {
	panel: Panel;
	measure: Measure;
	/** Null where all groups of the panel stand together. */
	line: string | null;
	/** "0.5–1.0 mm", "All courses". */
	label: string;
	together: boolean;
	figures: Figures;
};

/** "Neck" on a page of one concern, "Wrinkles" on a page of all. */
export function panelName({ measure, area }: Panel): string {
	if (area) return areaLabel(area);
	const concern = CONCERNS.find((name) => name === measure.concern);
	return concern ? CONCERN_WORDS[concern].label : measure.name;
}

/** All columns of the page; their tests are one family. */
export function columnsOf(panels: readonly Panel[], context: Context): Column[] {
	const column = (panel: Panel, group: Group, together: boolean): Column => {
		const { id, label } = together
			? { id: null, label: 'All courses' }
			: nameOf(panel, group, context);
		const figures = figuresOf(group, panel.measure, context.filters.wk);
		return { panel, measure: panel.measure, line: id, label, together, figures };
	};
	const columns = panels.flatMap((panel) => [
		...(context.filters.by ? panel.groups.map((group) => column(panel, group, false)) : []),
		...(panel.total ? [column(panel, panel.total, true)] : [])
	]);
	return adjusted(columns);
}

/** Benjamini and Hochberg over the tests that are shown: those that are hidden leave no trace. */
function adjusted(columns: readonly Column[]): Column[] {
	const raw = columns.map(({ figures }) => figures.p.value);
	const values = benjaminiHochberg(raw);
	const single = testsIn(columns) < 2;
	return columns.map((column, i) => {
		if (single) return column;
		const value = values[i] ?? null;
		const p_adjusted = { ...column.figures.p, value: value === null ? null : rounded(value) };
		return { ...column, figures: { ...column.figures, p_adjusted } };
	});
}

/** What the answer speaks of: all areas of a concern, of all concerns the leading ones. */
export function leadingOf(panels: readonly Panel[], { filters }: Context): Panel[] {
	if (filters.concern) return [...panels];
	const lead = LEADING_CONCERNS.flatMap((concern) =>
		panels.filter(({ measure }) => measure.concern === concern).slice(0, 1)
	);
	return lead.length > 0 ? lead : [...panels];
}

/** Whether any number of the page is hidden, a count among them. */
export const someHidden = (columns: readonly Column[]) =>
	columns.some(({ figures }) => Object.values(figures).some(isHidden));

/** How many tests the page shows. */
export const testsIn = (columns: readonly Column[]) =>
	columns.filter(({ figures }) => figures.p.value !== null).length;
