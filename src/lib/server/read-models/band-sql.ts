/** The fixed bands as SQL, made from the same lists that the program reads. */
import { sql, type RawBuilder } from 'kysely';
import type { Band } from '#lib/domain/bands.ts';

type Expression = RawBuilder<unknown>;

/** The code of the band that holds the value, as `bandOf` finds it; null when no band does. */
export function bandSql(bands: readonly Band[], value: Expression): RawBuilder<string | null> {
	const cases = bands.map(({ code, from, below }) => {
		const open = below === Infinity ? sql`` : sql` and ${value} < ${below}`;
		return sql`when ${value} >= ${from}${open} then ${code}`;
	});
	return sql<string | null>`case ${sql.join(cases, sql` `)} end`;
}
