import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import {
	AGE_BANDS,
	bandOf,
	type Band,
	DEPTH_BANDS,
	SESSION_BANDS,
	SKIN_TYPE_BANDS,
	SPACING_BANDS
} from '#lib/domain/bands.ts';
import { scheduleBits, VISIT_WINDOWS, windowOfDay } from '#lib/domain/visit-windows.ts';
import { bandSql } from '#lib/server/read-models/band-sql.ts';
import {
	nearestScoreSql,
	scheduleBitsSql,
	windowIndexSql
} from '#lib/server/read-models/window-sql.ts';
import { openTestDatabase } from '../support/database.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const anyWindows = fc
	.array(fc.record({ week: fc.integer({ min: 1, max: 60 }), halfWidthWeeks: fc.nat(8) }), {
		minLength: 1,
		maxLength: 7
	})
	.map((windows) => windows.sort((a, b) => a.week - b.week));

test.each<[string, readonly Band[], number, number]>([
	['depth', DEPTH_BANDS, 0.01, 6],
	['spacing', SPACING_BANDS, 0.01, 8],
	['sessions', SESSION_BANDS, 1, 12],
	['skin type', SKIN_TYPE_BANDS, 1, 7],
	['age', AGE_BANDS, 1, 90]
])('the database finds the same %s band as the program', async (_, bands, step, most) => {
	const steps = Math.round(most / step);
	const values = Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toFixed(2)));
	const { rows } = await sql<{ code: string | null }>`
		select ${bandSql(bands, sql`value`)} as code
		from unnest(${values}::numeric[]) with ordinality as given (value, place)
		order by place`.execute(db);
	expect(rows.map((row) => row.code)).toEqual(
		values.map((value) => bandOf(bands, value)?.code ?? null)
	);
});

test('the database puts every day into the same visit window as the program', async () => {
	const days = Array.from({ length: 520 }, (_, index) => index - 40);
	await fc.assert(
		fc.asyncProperty(anyWindows, async (windows) => {
			const { rows } = await sql<{ place: number | null }>`
				select ${windowIndexSql(windows, sql`day`)} as place
				from unnest(${days}::int[]) with ordinality as given (day, place)
				order by given.place`.execute(db);
			expect(rows.map((row) => row.place)).toEqual(
				days.map((day) => {
					const window = windowOfDay(day, windows);
					return window ? windows.indexOf(window) : null;
				})
			);
		}),
		{ numRuns: 30, seed: 1 }
	);
});

test('the database sets the same bits for a schedule as the program', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 1, max: 70 }), { maxLength: 9 }),
			anyWindows,
			async (weeks, windows) => {
				for (const used of [windows, VISIT_WINDOWS]) {
					const { rows } = await sql<{ bits: number }>`
						select ${scheduleBitsSql(used, sql`${weeks}::int[]`)} as bits`.execute(db);
					expect(rows[0]?.bits).toBe(scheduleBits(weeks, used));
				}
			}
		),
		{ numRuns: 30, seed: 2 }
	);
});

test('a window takes the score nearest its target, the earlier of two that are equally near', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.integer({ min: -20, max: 420 }), { minLength: 1, maxLength: 25 }),
			anyWindows,
			async (days, windows) => {
				const columns = { value: sql`day`, day: sql`day`, windowIndex: sql`place` };
				const { rows } = await sql<Record<string, number | null>>`
					select ${sql.join(
						windows.map(
							(window, index) =>
								sql`${nearestScoreSql(window, index, columns)} as ${sql.ref(`w${index}`)}`
						)
					)} from (
						select day, ${windowIndexSql(windows, sql`day`)} as place
						from unnest(${days}::int[]) as given (day)
					) as placed`.execute(db);
				const expected = windows.map((window) => {
					const own = days.filter((day) => windowOfDay(day, windows) === window);
					const distance = (day: number) => Math.abs(day - window.week * 7);
					return own.sort((a, b) => distance(a) - distance(b) || a - b)[0] ?? null;
				});
				expect(windows.map((_, index) => rows[0]?.[`w${index}`])).toEqual(expected);
			}
		),
		{ numRuns: 30, seed: 3 }
	);
});
