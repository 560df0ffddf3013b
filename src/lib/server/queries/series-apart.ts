/**
 * Which series may have another of their patient beside them in what a question groups them by. A series
 * alone in the clinic never has; of the others `trajectory.apart` says by which of their values they are apart.
 */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Dimension } from '#lib/domain/dimensions.ts';
import type { Question } from '../analysis.ts';

/** In the order of their bits, beginning with 1: where a patient's series of a measure often differ. */
export const APART_BY = [
	'depth',
	'device',
	'protocol',
	'sessions',
	'adjunct',
	'practitioner',
	'quarter'
] as const satisfies readonly Dimension[];

/**
 * Whether a series `t` may share its group, or with `within` "panel" its panel over all lines, with another of
 * its patient. A filter tells series apart as a grouping does, but for those that more than one value passes.
 */
export function maybeSeveral(
	{ filters: { by, where } }: Question,
	within: 'group' | 'panel'
): RawBuilder<SqlBool> {
	const parted = APART_BY.map((dimension) => {
		if (within === 'group' && by === dimension) return true;
		return where[dimension] !== undefined && !PASSED_BY_SEVERAL.has(dimension);
	});
	const bits = parted.reduce((sum, is, bit) => (is ? sum | (1 << bit) : sum), 0);
	if (bits === 0) return sql`not t.alone`;
	// Less than 1 rather than equal to 0, which the planner takes to be true of next to none.
	return sql`not t.alone and t.apart & ${bits}::int < 1`;
}

/** A year passes its quarters, "rest" all practitioners but one. */
const PASSED_BY_SEVERAL: ReadonlySet<Dimension> = new Set(['quarter', 'practitioner']);
