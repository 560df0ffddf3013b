/** In which order panels stand, and which of them are drawn on one scale. */
import { AREAS } from '#lib/domain/areas.ts';
import type { Measure } from '#lib/domain/measure.ts';
import type { Panel } from './panels.ts';

/** Areas in their own order; what has none, such as a measure hidden on all areas, comes last. */
export const byArea = (panels: readonly Panel[]): Panel[] =>
	panels.toSorted((a, b) => areaPosition(a) - areaPosition(b));

export const areaPosition = ({ area }: Pick<Panel, 'area'>): number =>
	area === null ? AREAS.length : AREAS.findIndex(({ code }) => code === area);

/** Grades are read alike whatever their scale; points, counts and millimetres only on their own. */
export const onSameScale = (one: Measure, other: Measure): boolean =>
	one.code === other.code || (one.unit.many === 'grades' && other.unit.many === 'grades');
