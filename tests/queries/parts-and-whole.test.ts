import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import type { Database } from '#db/schema.ts';
import { dimensionsUsed, parseFilters } from '#lib/domain/filters.ts';
import { ANALYSES } from '#lib/server/analyses/index.ts';
import type { Analysis, FlatRow, Question } from '#lib/server/analysis.ts';
import { narrowed, withCohort, type Cohort } from '#lib/server/cohort.ts';
import { patientsByCells, type Part } from '#lib/server/kept-signatures.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { aTreatedClinic, aViewer, type Treated } from '../gate/clinic.ts';
import { openTestDatabase, openTestDatabaseElsewhere } from '../support/database.ts';

/**
 * Three clinics on one server, and the same three on two servers: what each server answers about its own,
 * merged, is what the one answers about all.
 */
const whole = await openTestDatabase();
const north = await openTestDatabaseElsewhere();
const south = await openTestDatabaseElsewhere();
afterAll(() => Promise.all([whole, north, south].map(({ close }) => close())));

const viewer = aViewer({ clinics: ['c1', 'c2', 'c3'] });

beforeAll(async () => {
	const random = seeded(11);
	const records = viewer.clinics.map((clinic) => [clinic, someCourses(random)] as const);
	for (const [clinic, courses] of records) {
		await aTreatedClinic(whole.db, clinic, courses);
		await aTreatedClinic((clinic === 'c3' ? south : north).db, clinic, courses);
	}
}, 120_000);

/** Patients with one or two courses, some with an untreated side, scored at some visits and rated. */
function someCourses(random: ReturnType<typeof seeded>): Treated[] {
	const any = <T>(values: readonly [T, ...T[]]): T =>
		random.pick(values.map((value) => [value, 1] as const));
	const courses = Array.from({ length: 60 }, (_, i): Treated => {
		const sessions = any([1, 2, 3, 4, 6]);
		return {
			patient: `p${i % 45}`,
			area: any(['face', 'face.cheeks', 'neck', 'hands']),
			depthMm: any([0.3, 0.75, 1.25, 2.25]),
			device: any(['pen', 'stamp']),
			operator: any(['P01', 'P02']),
			month: any(['2024-01', '2024-05', '2025-02']),
			sessions,
			red: random.int(0, sessions),
			redDays: any([1, 2, 5]),
			darkened: random.chance(0.1),
			baseline: any([3, 4, 4, null]),
			asked: any(['yes', 'yes', 'no']),
			scores: { 4: any([3, 2]), 12: any([1, 2, 3, null]), 26: any([0, 1, 2, null]) },
			about: {
				sex: any(['female', 'male']),
				skin_type: any([1, 3, 5]),
				age_at_start: random.int(20, 80),
				keloid_history: any(['yes', 'no', 'unknown'])
			}
		};
	});
	const sides = courses.flatMap((course, i): Treated[] => {
		if (i % 4 !== 0) return [course];
		const paired = { ...course, pair: `pair-${i}` };
		return [paired, { ...paired, control: true, sessions: 0, red: 0, darkened: false }];
	});
	const rated = courses.slice(0, 20).map(({ patient, area, about }): Treated => ({
		patient,
		area,
		about,
		measure: 'GAIS_CLIN',
		baseline: null,
		scores: { 12: random.int(0, 4) }
	}));
	return [...sides, ...rated];
}

/** Numbers that part the rows of an answer, where they are no words. */
const NUMBERED: Record<string, readonly string[]> = {
	'compare-safety': ['answered', 'events'],
	'time-to-resolution': ['ended', 'day', 'began']
};
/** Lists whose entries begin with so many that name them; what follows is counted. */
const NAMED: Record<string, number> = { values: 2, areas: 1, gains: 2 };

type Merged = Map<string, Record<string, number | string[]>>;

/**
 * The rows of one key brought together: what is counted is added, lists are put one behind the other. Rows
 * that count nobody are nothing.
 */
function merge(rows: readonly FlatRow[], numbered: readonly string[] = []): Merged {
	const merged: Merged = new Map();
	for (const row of rows) {
		const entries = Object.entries(row);
		const keys = entries.filter(([name, value]) => isKey(name, value, numbered));
		const id = JSON.stringify(keys.toSorted());
		const sums = merged.get(id) ?? {};
		for (const [name, value] of entries) {
			if (isKey(name, value, numbered)) continue;
			if (typeof value === 'string') {
				// Nothing but a list stands under this name.
				const before = (sums[name] ?? []) as string[];
				const own = (JSON.parse(value) as Entry[]).map(name === 'several' ? inOrder : (one) => one);
				sums[name] = joined([...before.map(parsed), ...own], NAMED[name]);
			} else sums[name] = Number(sums[name] ?? 0) + Number(value);
		}
		merged.set(id, sums);
	}
	return merged;
}

type Entry = (string | number | Entry)[];
const parsed = (text: string): Entry => JSON.parse(text);

/** The series of one patient, each with its rule, in the order of their values. */
function inOrder([gains, rules]: Entry): Entry {
	const series: Entry[] = (gains as Entry).map((gain, i) => [gain, (rules as Entry)[i] ?? '']);
	return series.toSorted();
}

/** The entries in one order; those of one name together, their numbers added, their lists joined. */
function joined(entries: readonly Entry[], named?: number): string[] {
	if (named === undefined) return entries.map((entry) => JSON.stringify(entry)).toSorted();
	const byName = Map.groupBy(entries, (entry) => JSON.stringify(entry.slice(0, named)));
	const together = [...byName.values()].map((same) =>
		same.reduce((sum, entry) =>
			entry.map((value, at) => {
				const before = sum[at];
				if (at < named) return value;
				if (typeof value === 'number') return Number(before) + value;
				return joined([...(before as Entry[]), ...(value as Entry[])], 1).map(parsed);
			})
		)
	);
	return together.map((entry) => JSON.stringify(entry)).toSorted();
}

/** Words are keys, and so is what is null in their place: `line` of what is not recorded. */
const isKey = (name: string, value: FlatRow[string], numbered: readonly string[]) =>
	['measure', 'area', 'line', 'cells', ...numbered].includes(name) ||
	(typeof value === 'string' && !value.startsWith('['));

async function askedOf(analysis: Analysis, query: string) {
	// What may be filtered by is known of all clinics, whoever answers.
	const { known } = await knowledgeOf(whole.db, viewer);
	const { accepted } = analysis;
	const { filters } = parseFilters(new URLSearchParams(query), accepted, known);
	const question: Question = { viewer, filters, accepted, known };
	const marks = new Set(analysis.guards(question).flatMap((guard) => guard.marks));
	const axes = [
		...Object.keys(analysis.within(question, {})),
		...dimensionsUsed(filters, accepted)
	];
	return { question, axes, marks };
}

async function ask(db: Kysely<Database>, analysis: Analysis, query: string) {
	const { question, axes, marks } = await askedOf(analysis, query);
	return withCohort(db, viewer, async (cohort, tx) => {
		const rows = await tx.executeQuery<FlatRow>(analysis.rows(cohort, question).compile());
		const signatures = await tx.executeQuery<FlatRow>(
			analysis.signatures(cohort, question, axes, [...marks]).compile()
		);
		return { rows: rows.rows, signatures: signatures.rows };
	});
}

const queriesOf = ({ accepted: { view, by } }: Analysis) => [
	'',
	...(view.includes('concern') ? ['concern=wrinkles'] : []),
	...(view.includes('miss') ? ['miss=low'] : []),
	...(view.includes('model') ? ['concern=wrinkles&model=on'] : []),
	...by.slice(0, 4).map((by) => `by=${by}`)
];

describe('what two servers answer about their clinics, merged, is the answer about all', () => {
	it.each(ANALYSES.map((analysis) => [analysis.id, analysis] as const))(
		'%s',
		async (id, analysis) => {
			let rows = 0;
			for (const query of queriesOf(analysis)) {
				const [all, a, b] = await Promise.all(
					[whole, north, south].map(({ db }) => ask(db, analysis, query))
				);
				if (!all || !a || !b) throw new Error('Three were asked.');
				expect(merge([...a.rows, ...b.rows], NUMBERED[id]), query).toEqual(
					merge(all.rows, NUMBERED[id])
				);
				expect(merge([...a.signatures, ...b.signatures]), query).toEqual(merge(all.signatures));
				// Both servers have their part in it.
				expect(a.signatures.length * b.signatures.length, query).toBeGreaterThan(0);
				rows += all.rows.length;
			}
			expect(rows).toBeGreaterThan(0);
		}
	);

	it('and servers that are asked are two, where there are servers', () => {
		const own = new Set([whole.url, north.url, south.url].map((url) => new URL(url).host));
		if (inject('postgresUrl') !== undefined && !process.env.TEST_POSTGRES_URL) {
			expect(own.size).toBe(3);
		}
	});
});

/** Who is in which cells: of one clinic after the other, of all at once, and then of each as it was kept. */
async function cellsOf(analysis: Analysis, query: string) {
	const { question, axes, marks } = await askedOf(analysis, query);
	const signatures = (of: Cohort, first: readonly string[] = []) =>
		analysis.signatures(of, question, [...first, ...axes], [...marks]).compile();
	return withCohort(whole.db, viewer, async (_, tx) => {
		const parts = viewer.clinics.map((clinic): Part => ({
			clinic,
			version: 1,
			epoch: 0,
			query: () => signatures(narrowed(tx, [clinic]))
		}));
		const together = {
			text: JSON.stringify([analysis.id, query]),
			query: (clinics: readonly string[]) => signatures(narrowed(tx, clinics), ['clinic'])
		};
		const [apart, atOnce] = [
			await patientsByCells(tx, parts),
			await patientsByCells(tx, parts, together)
		];
		const refused: Part['query'] = () => {
			throw new Error('It is asked for again.');
		};
		const each = [];
		for (const part of parts) {
			each.push({
				own: await patientsByCells(tx, [part]),
				kept: await patientsByCells(tx, [{ ...part, query: refused }], together)
			});
		}
		return { apart, atOnce, each };
	});
}

describe('clinics that are asked for in one statement have the same patients in the same cells', () => {
	it.each(ANALYSES.map((analysis) => [analysis.id, analysis] as const))(
		'%s',
		async (_, analysis) => {
			for (const query of queriesOf(analysis)) {
				const { apart, atOnce, each } = await cellsOf(analysis, query);
				expect(atOnce, query).toEqual(apart);
				expect(atOnce.size, query).toBeGreaterThan(0);
				for (const { own, kept } of each) expect(kept, query).toEqual(own);
			}
		}
	);
});
