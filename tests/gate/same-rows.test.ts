import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import { AREAS } from '#lib/domain/areas.ts';
import { nothingAsked, optionsOf, type Filters, type Known } from '#lib/domain/filters.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import type { Address, Atom } from '#lib/privacy/disclosure.ts';
import { addressesOf, axisOf } from '#lib/server/addresses.ts';
import type { Analysis, FlatRow, Question } from '#lib/server/analysis.ts';
import { ANALYSES } from '#lib/server/analyses/index.ts';
import { withCohort, type Cohort } from '#lib/server/cohort.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { besideOthers } from '#lib/server/network.ts';
import { openTestDatabase } from '../support/database.ts';
import { aTreatedClinic, aViewer, type Treated } from './clinic.ts';

/**
 * A question's rows are picked by one piece of SQL, the cells that decide on it by another. Where the
 * two differ, a group is told by the size of another one.
 */
const { db, close } = await openTestDatabase();
afterAll(close);

const random = seeded(7);
const any = <T>(values: readonly [T, ...T[]]): T =>
	values[random.int(0, values.length - 1)] ?? values[0];
const AREA_CODES = AREAS.map(({ code }) => code);

/** Courses of every area and part, from one month to another, each patient with one or two. */
const anyCourses = (months: readonly [string, ...string[]]): Treated[] =>
	Array.from({ length: 45 }, (_, i): Treated => ({
		patient: `p${i % 35}`,
		area: any(['face', 'face.cheeks', 'neck', 'abdomen', 'body', ...AREA_CODES]),
		depthMm: any([0.3, 0.75, 1.25, 1.75, 2.25, 2.75]),
		device: any(['pen', 'stamp', 'roller']),
		operator: any(['P01', 'P02', 'P03']),
		month: any(months),
		sessions: any([1, 2, 3, 4, 6]),
		baseline: any([2, 3, 4, null]),
		asked: any(['yes', 'no']),
		scores: { 12: any([1, 2, null]) },
		about: {
			sex: any(['female', 'male']),
			skin_type: any([1, 3, 5]),
			age_at_start: random.int(20, 80),
			smoking: any(['never', 'former', 'current'])
		}
	}));

/** Every second with an untreated side. */
const withOtherSides = (courses: readonly Treated[]): Treated[] =>
	courses.flatMap((course, i) => {
		if (i % 2 !== 0) return [course];
		const paired = { ...course, pair: `pair-${i}` };
		return [paired, { ...paired, control: true, sessions: 0 }];
	});

/** Some with scores, some rated: a rating has no baseline. */
const withRatings = (months: readonly [string, ...string[]]): Treated[] => [
	...withOtherSides(anyCourses(months)),
	...anyCourses(months)
		.slice(0, 25)
		.map((course) => ({ ...course, measure: 'GAIS_SUBJ' }))
];

beforeAll(async () => {
	await aTreatedClinic(
		db,
		'c1',
		withRatings(['2024-08', '2024-11', '2025-03', '2025-09', '2026-01', '2026-05'])
	);
	await aTreatedClinic(db, 'c2', withRatings(['2023-02', '2024-02', '2024-08', '2025-12']));
	await aTreatedClinic(db, 'c3', withRatings(['2024-05', '2026-08', '2026-11']));
});

type Asked = {
	viewer: Viewer;
	known: Known;
	network: boolean;
	/** What is asked; all where it is not said. */
	of?: readonly Dimension[];
};

/** A director of one clinic and of two, a practitioner, and a director beside the other clinics. */
async function everybody(): Promise<[string, Asked][]> {
	const of = async (viewer: Viewer, of?: readonly Dimension[]): Promise<Asked> => {
		const { known } = await knowledgeOf(db, viewer);
		return { viewer, known, network: false, ...(of ? { of } : {}) };
	};
	const one = await of(aViewer({ clinics: ['c1'] }));
	const network = await besideOthers(db, one.viewer, one.known);
	return [
		['one', one],
		['two', await of(aViewer({ clinics: ['c1', 'c3'] }), ['clinic', 'quarter', 'area'])],
		[
			'mine',
			await of(aViewer({ role: 'practitioner', operatorCode: 'P01' }), ['practitioner', 'quarter'])
		],
		['network', { ...one, ...network, network: true, of: ['clinic', 'quarter', 'area', 'depth'] }]
	];
}

const NOTHING: Filters = { ...nothingAsked({ defaultBy: null }), wk: 12 };

/** Every filter with every value, and every grouping. */
function questionsOf({ accepted }: Analysis, asked: Asked): Question[] {
	const { viewer, known, network, of } = asked;
	const open = (dimension: Dimension) =>
		(of?.includes(dimension) ?? true) && !(network && dimension === 'clinic');
	const filters = accepted.where
		.filter(open)
		.flatMap((dimension) =>
			optionsOf(dimension, known).map(({ value }) => ({ where: { [dimension]: value }, by: null }))
		);
	// What describes a patient is shown as tables of it.
	const groupings = [...accepted.by, ...(accepted.about ?? [])]
		.filter((by) => of?.includes(by) ?? true)
		.filter((by) => by !== 'practitioner' || viewer.role === 'director')
		.filter((by) => !network || by === 'clinic')
		.map((by) => ({ where: {}, by }));
	return [...filters, ...groupings].map(({ where, by }) => ({
		viewer,
		known,
		accepted,
		filters: { ...NOTHING, where, by, network }
	}));
}

/** Patients by measure and line, as the rows of the figure have them. */
async function inRows(analysis: Analysis, question: Question, run: Run) {
	const rows = await run((cohort) => analysis.rows(cohort, question));
	return analysis
		.groups(rows, question)
		.filter(({ patients }) => patients > 0)
		.map(({ key, patients }) => ({ measure: key.measure ?? '', line: key.line ?? null, patients }));
}

/** The same, as the cells have them that decide on it. */
async function inCells(analysis: Analysis, question: Question, run: Run) {
	const { filters, accepted, known } = question;
	const within = analysis.within(question, {});
	const axes = [
		...Object.keys(within),
		...Object.keys(filters.where),
		...((filters.by ?? '') ? [String(filters.by)] : [])
	];
	// What stands beside a group is counted in none.
	const marks = analysis.beside ? [analysis.beside] : [];
	const rows = await run((cohort) => analysis.signatures(cohort, question, axes, marks));
	const cells = rows.map((row) => ({
		measure: String(row.base),
		patients: Number(row.patients),
		// As signaturesOf writes them.
		cells: (JSON.parse(`[${String(row.cells)}]`) as [...Atom[], string][])
			.filter((cell) => cell.at(-1) !== '1')
			.map((cell) => axes.map((name, i) => axisOf(name, question).levels(cell[i] ?? null)))
	}));
	const isIn = (address: Address) => (ways: (readonly Atom[])[]) =>
		ways.every((way, i) =>
			(address[axes[i] ?? ''] ?? []).every((step, depth) => way[depth] === step)
		);
	return (measure: string, line: string | null) => {
		const addresses = addressesOf(
			filters.by ? { measure, line } : { measure },
			filters,
			{ ...accepted, panels: null },
			known,
			within
		);
		return cells
			.filter((one) => one.measure === measure)
			.filter((one) => one.cells.some((ways) => addresses.some((address) => isIn(address)(ways))))
			.reduce((sum, one) => sum + one.patients, 0);
	};
}

type Run = (query: (cohort: Cohort) => ReturnType<Analysis['rows']>) => Promise<FlatRow[]>;

describe('what is picked for a figure and what decides whether it is told (SR-5.2)', () => {
	it.each(ANALYSES.map((analysis) => [analysis.id, analysis] as const))(
		'are the same patients for every filter, period and grouping: %s',
		async (_, analysis) => {
			let compared = 0;
			for (const [name, asked] of await everybody()) {
				await withCohort(db, asked.viewer, async (cohort, tx) => {
					const remembered = new Map<string, FlatRow[]>();
					const run: Run = async (query) => {
						const compiled = query(cohort).compile();
						const id = JSON.stringify([compiled.sql, compiled.parameters]);
						const rows = remembered.get(id) ?? (await tx.executeQuery<FlatRow>(compiled)).rows;
						remembered.set(id, rows);
						return rows;
					};
					for (const question of questionsOf(analysis, asked)) {
						const { where, by } = question.filters;
						const patients = await inCells(analysis, question, run);
						for (const row of await inRows(analysis, question, run)) {
							expect({ name, where, by, ...row }).toEqual({
								name,
								where,
								by,
								...row,
								patients: patients(row.measure, row.line)
							});
							compared++;
						}
					}
				});
			}
			expect(compared).toBeGreaterThan(100);
		},
		60_000
	);
});
