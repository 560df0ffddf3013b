import { afterAll, beforeAll, expect, it } from 'vitest';
import { unfitForChange } from '#lib/domain/measure.ts';
import { MEASURES } from '#lib/domain/instruments/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, type Treated } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const ranks = MEASURES.find((measure) => unfitForChange(measure) !== null);
if (!ranks) throw new Error('no measure of ranks');

/** Enough patients for every model, on two depths, with scores that go with depth. */
beforeAll(async () => {
	await aTreatedClinic(
		db,
		'c1',
		Array.from({ length: 60 }, (_, i): Treated => ({
			patient: `p${i}`,
			area: 'face',
			concern: ranks.concern,
			measure: ranks.code,
			depthMm: i % 2 === 0 ? 0.75 : 1.75,
			sessions: 2,
			baseline: 40 + (i % 7),
			scores: Object.fromEntries(
				[4, 8, 12, 18, 26].map((week) => [week, 30 + ((i * week) % 9) - (i % 2) * 8])
			)
		}))
	);
});

it.each([
	['compare-effect', 'a.depth=0.5-1.0&b.depth=1.5-2.0&wk=12'],
	['compare-balance', 'a.depth=0.5-1.0&b.depth=1.5-2.0&wk=12'],
	['dose-response', 'wk=12'],
	['benefit-downtime', 'wk=12'],
	['marginal-session', ''],
	['plateau', ''],
	['expected-course', 'wk=12'],
	['expected-course-calibration', 'wk=12']
])('%s tells no change on a scale of ranks', async (id, query) => {
	const { figure } = await asked(
		db,
		aViewer(),
		id,
		`concern=${ranks.concern}&measure=${ranks.code}&${query}`
	);
	const words = figure.answer.map(({ text }) => text).join('');
	expect(words).toContain('unfit for change');
	const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
	for (const key of ['value', 'gain', 'improvement', 'week', 'predicted', 'p']) {
		const unit = at('unit');
		const told = figure.table.rows.filter(
			(row) => typeof row[at(key)] === 'number' && row[unit] === ranks.unit.many
		);
		expect(told, key).toEqual([]);
	}
});
