import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARM_KEYS } from '#lib/domain/arms.ts';
import { parseFilters } from '#lib/domain/filters.ts';
import type { Analysis } from '#lib/server/analysis.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { ask } from '#lib/server/gate.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { openTestDatabase } from '../support/database.ts';
import { aTreatedClinic, aViewer, type Treated } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

/** The scores over time, asked for as a comparison, with a table by sex of what its groups are made of. */
const compared: Analysis = {
	...improvementOverTime,
	accepted: { ...improvementOverTime.accepted, defaultBy: null, panels: null, arms: ARM_KEYS },
	tables: () => ['sex', 'type']
};

const courses = (depthMm: number, men: number, women: number): Treated[] =>
	Array.from({ length: men + women }, (_, i) => ({
		patient: `${depthMm}-${i}`,
		depthMm,
		baseline: 3,
		scores: { 26: i % 3 },
		about: { sex: i < men ? 'male' : 'female' }
	}));

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...courses(0.75, 8, 9),
		...courses(1.25, 3, 12),
		...courses(1.75, 7, 8),
		...courses(2.75, 1, 2)
	]);
});

async function asked(query: string, analysis = compared) {
	const viewer = aViewer({ clinics: ['c1'] });
	const { known } = await knowledgeOf(db, viewer);
	const { accepted } = analysis;
	const { filters } = parseFilters(new URLSearchParams(query), accepted, known);
	return ask(db, viewer, analysis, { filters, accepted, known, published: [] });
}

describe('the groups of a comparison pass the gate as the same groups of a chart do', () => {
	it('has the sums of the lines of a grouping', async () => {
		const { groups } = await asked('a.depth=0.5-1.0&b.depth=1.5-2.0');
		const lines = await asked('by=depth', improvementOverTime);
		const line = (depth: string) => lines.groups.shown.find(({ key }) => key.line === depth);
		const arm = (name: string) =>
			groups.shown.find(({ key }) => key.arm === name && !('table' in key));
		expect(arm('a')?.patients).toBe(17);
		expect(arm('a')?.cells).toEqual(line('0.5-1.0')?.cells);
		expect(arm('b')?.cells).toEqual(line('1.5-2.0')?.cells);
	});

	it('names a group that is too small, and tells nothing of it', async () => {
		const { groups, hidden } = await asked('a.depth=0.5-1.0&b.depth=over-2.5');
		expect(groups.shown.map(({ key }) => key.arm)).not.toContain('b');
		expect(hidden.filter(({ key }) => key.arm === 'b' && !key.table)).not.toEqual([]);
	});

	it('tells of what the groups are made only what a table of both would', async () => {
		const { groups } = await asked('a.depth=0.5-1.0&b.depth=1.0-1.5');
		const men = (arm: string) =>
			groups.shown.find(({ key }) => key.arm === arm && key.table === 'sex' && key.line === 'male')
				?.patients;
		expect(men('a')).toBe(8);
		expect(men('b')).toBeUndefined();
		// What is left of a told total would be the hidden one.
		const women = groups.shown.find(
			({ key }) => key.arm === 'b' && key.table === 'sex' && key.line === 'female'
		);
		expect(women).toBeUndefined();
	});

	it('asks for no further table where it would be one dimension too many', async () => {
		const { groups } = await asked(
			'a.depth=0.5-1.0&b.depth=1.5-2.0&a.device=pen&b.device=pen&area=neck'
		);
		expect(groups.shown.filter(({ key }) => key.table)).toEqual([]);
	});
});
