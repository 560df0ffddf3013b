/** What is asked of each size: the address a page would have, by whom, and the figure it is held to. */
import type { Analysis } from '#lib/server/analysis.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import type { Filled } from './place.ts';

export type Asked = {
	/** P1 to P5, as the figures are numbered. */
	id: string;
	words: string;
	analysis: Analysis;
	/** Asked one after the other; their times are added up. */
	queries: readonly string[];
	of: 'network' | 'clinic';
	/** At most this many times the time of DuckDB. */
	figure: number;
};

/** Concerns that an area of the records is treated for. */
const TREATED = CONCERNS.filter((concern) =>
	[
		'wrinkles',
		'pores',
		'pigmentation',
		'texture',
		'acne_scars',
		'stretch_marks',
		'puffiness',
		'laxity'
	].includes(concern)
);

const asked = (
	id: string,
	words: string,
	of: Asked['of'],
	figure: number,
	queries: readonly string[]
): Asked => ({ id, words, of, figure, queries, analysis: improvementOverTime });

export const QUESTIONS: readonly Asked[] = [
	asked('P1', 'network: concern x depth', 'network', 0.15, ['']),
	asked(
		'P1',
		'network: concern x area x depth',
		'network',
		0.15,
		TREATED.map((concern) => `concern=${concern}`)
	),
	asked('P3', 'one clinic, all quarters', 'clinic', 1, ['']),
	asked('P3', 'one clinic, one year', 'clinic', 1, ['quarter=2024']),
	asked('P3', 'one clinic, last four quarters', 'clinic', 1, ['quarter=last-4']),
	asked('P3', 'one clinic, one quarter, by area', 'clinic', 1, ['concern=texture&quarter=2025-Q2']),
	asked('P4', 'network: one device, by skin type', 'network', 1.6, ['device=pen&by=type']),
	asked('P4', 'network: women of 40 to 49, by depth', 'network', 1.6, ['sex=female&age=40-49']),
	asked('P4', 'network: wrinkles of necks, by spacing', 'network', 1.6, [
		'concern=wrinkles&area=neck&by=spacing'
	]),
	asked('P4', 'network: severe, one year, by sessions', 'network', 1.6, [
		'severity=severe&quarter=2024&by=sessions'
	]),
	asked('P4', 'network: every clinic', 'network', 1.6, ['by=clinic'])
];

export const askerOf = ({ of }: Pick<Asked, 'of'>, filled: Filled) =>
	of === 'network' ? filled.network : filled.clinic;
