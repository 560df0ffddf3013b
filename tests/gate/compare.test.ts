import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import { parseFilters } from '#lib/domain/filters.ts';
import type { Context } from '#lib/server/analysis.ts';
import { compareBalance } from '#lib/server/analyses/compare-balance.ts';
import { compareEffect } from '#lib/server/analyses/compare-effect.ts';
import { patientsOf } from '#lib/server/analyses/compare/patients.ts';
import { covariatesOf } from '#lib/server/analyses/compare/covariates.ts';
import { told } from '#lib/server/analyses/told.ts';
import { withCohort } from '#lib/server/cohort.ts';
import { csv } from '#lib/formats/csv.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { ancova, clusteredDifference, overlapDifference, sumsOf } from '#lib/statistics/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, type Treated } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const random = seeded(11);
const any = <T>(values: readonly [T, ...T[]]): T =>
	values[random.int(0, values.length - 1)] ?? values[0];

/** So many courses at a depth, with baselines and scores as they fall, by several practitioners. */
const courses = (
	prefix: string,
	many: number,
	depthMm: number,
	more: (i: number) => Partial<Treated> = () => ({})
): Treated[] =>
	Array.from({ length: many }, (_, i): Treated => {
		const baseline = any([2, 3, 4]);
		const better = depthMm > 1 ? any([1, 1, 2]) : any([0, 1, 1]);
		return {
			patient: `${prefix}${i}`,
			depthMm,
			baseline,
			scores: { 4: baseline, 12: baseline - better },
			operator: any(['P01', 'P02', 'P03']),
			month: any(['2025-03', '2025-07', '2025-10']),
			about: { age_at_start: random.int(30, 70), skin_type: any([1, 2, 3, 4]) },
			...more(i)
		};
	});

const A = '0.5-1.0';
const B = '1.5-2.0';
const C = 'over-2.5';
const arms = (...bands: string[]) => bands.map((band, i) => `${'abc'[i]}.depth=${band}`).join('&');
const base = 'concern=wrinkles&wk=12';
const director = (...clinics: string[]) => aViewer({ clinics });

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...courses('a', 45, 0.75, (i) => (i < 4 ? { patient: 'a40' } : {})),
		...courses('b', 45, 1.75),
		...courses('c', 3, 2.75),
		...courses('d', 8, 1.25)
	]);
	// The deeper needling is given to those who began worse, and who have more to gain.
	await aTreatedClinic(db, 'c2', [
		...courses('a', 40, 0.75, (i) => began(i % 4 === 0 ? 4 : 2)),
		...courses('b', 40, 1.75, (i) => began(i % 4 === 0 ? 2 : 4))
	]);
	// All deep courses are of one of two clinics.
	await aTreatedClinic(db, 'c3', courses('a', 30, 0.75));
	await aTreatedClinic(db, 'c4', [...courses('a', 30, 0.75), ...courses('b', 30, 1.75)]);
	// One group has no scores at the week.
	await aTreatedClinic(db, 'c5', [
		...courses('a', 30, 0.75),
		...courses('b', 30, 1.75, () => ({ scores: { 4: 2 } })),
		...courses('d', 8, 1.25)
	]);
});

/** Whoever begins at 4 improves by 2 and who begins at 2 by 1, whatever the depth; a few by a point less. */
const began = (baseline: number): Partial<Treated> => {
	const gain = baseline / 2 - (random.int(0, 3) === 0 ? 1 : 0);
	return { baseline, scores: { 12: baseline - gain } };
};

const rowsOf = ({ figure }: Awaited<ReturnType<typeof asked>>) => {
	const keys = figure.table.columns.map(({ key }) => key);
	return figure.table.rows.map((row) => Object.fromEntries(keys.map((key, i) => [key, row[i]])));
};
const effect = (viewer: ReturnType<typeof director>, query: string) =>
	asked(db, viewer, 'compare-effect', `${base}&${query}`);

describe('the numbers of a comparison', () => {
	it('are those of the statistics called on the same patients', async () => {
		const answer = await effect(director('c1'), arms(A, B));
		const rows = rowsOf(answer);
		const group = (name: string) => answer.groups.shown.find(({ key }) => key.arm === name);
		const [a, b] = ['a', 'b'].map((name) => group(name)?.cells[12]);
		const [ofA, ofB] = [patientsOf(a), patientsOf(b)];
		// Three of the shallow courses are further ones of one patient.
		expect(a?.sums?.n).toBe(45);
		expect(ofA).toHaveLength(41);

		const atBaseline = ancova(
			[
				...ofA.map((one) => ({ ...one, group: 'a' })),
				...ofB.map((one) => ({ ...one, group: 'b' }))
			].map(({ group, baseline, gain }) => ({ group, baseline, followUp: baseline + gain })),
			{ reference: 'a' }
		).differences[0];
		const treated = [...ofB.map(() => true), ...ofA.map(() => false)];
		const patients = [...ofB, ...ofA];
		const covariates = covariatesOf(patients, treated, ['depth']);
		const weighted = overlapDifference({
			treated,
			outcome: patients.map(({ gain }) => gain),
			covariates: covariates.filter(({ left }) => !left).flatMap(({ parts }) => parts),
			patient: patients.map(({ patient }) => patient)
		});
		const found = (figure: string) => rows.find((row) => row.figure === figure);
		expect(found('difference_ancova')).toMatchObject({
			value: told(atBaseline?.difference ?? null, 2),
			ci_low: told(atBaseline?.interval.low ?? null, 2),
			ci_high: told(atBaseline?.interval.high ?? null, 2)
		});
		expect(found('difference_weighted')).toMatchObject({
			value: told(weighted.difference, 2),
			ci_low: told(weighted.interval?.low ?? null, 2)
		});
		expect(covariates.map(({ id }) => id)).toEqual(['baseline', 'age', 'type', 'quarter']);
	});

	it('are raw those of the series themselves, clustered by patient', async () => {
		const viewer = director('c1');
		const answer = await effect(viewer, arms(A, B));
		const gains = await withCohort(db, viewer, (cohort) =>
			cohort
				.selectFrom('trajectory')
				.select(['patient_id', 'depth_band', 'baseline_x100', 'window_3'])
				.where('measure', '=', 'LEMPERLE')
				.where('window_3', 'is not', null)
				.execute()
		);
		const sums = (band: string) =>
			sumsOf(
				gains
					.filter(({ depth_band }) => depth_band === band)
					.map(({ patient_id, baseline_x100, window_3 }) => ({
						patient: patient_id,
						value: (baseline_x100 ?? 0) - (window_3 ?? 0)
					}))
			);
		const { difference, interval } = clusteredDifference(sums(B), sums(A), 0.95, 100);
		expect(rowsOf(answer).find((row) => row.figure === 'difference_raw')).toMatchObject({
			value: told(difference, 2),
			ci_low: told(interval?.low ?? null, 2),
			ci_high: told(interval?.high ?? null, 2)
		});
	});

	it('stand in the file as on the page', async () => {
		const { figure } = await effect(director('c1'), arms(A, B));
		const [panel] = figure.panels;
		if (panel?.kind !== 'intervals') throw new Error('no differences');
		const file = csv.write(figure.table);
		for (const { estimate } of panel.rows) {
			expect(file).toContain(`,${estimate?.value},${estimate?.low},${estimate?.high},`);
		}
	});

	it('of three groups are adjusted for two contrasts (Holm)', async () => {
		const three = rowsOf(await effect(director('c1', 'c2'), arms(A, B, '1.0-1.5')));
		const two = rowsOf(await effect(director('c1', 'c2'), arms(A, B)));
		expect(two.every(({ p_holm }) => p_holm === null)).toBe(true);
		const raw = three.filter(({ figure }) => figure === 'difference_raw');
		expect(raw).toHaveLength(2);
	});
});

describe('what is withheld leaves the server nowhere', () => {
	const withheld = async (viewer: ReturnType<typeof director>, query: string, why: RegExp) => {
		const answer = await effect(viewer, query);
		const { figure } = answer;
		expect(figure.sign?.word).toBe('WITHHELD');
		expect(figure.sign?.reasons.join(' ')).toMatch(why);
		const differences = rowsOf(answer).filter((row) => String(row.figure).startsWith('difference'));
		expect(differences).toHaveLength(3);
		for (const row of differences) {
			expect(row).toMatchObject({
				value: null,
				ci_low: null,
				ci_high: null,
				p: null,
				p_holm: null
			});
			expect(String(row.hidden)).toMatch(/^withheld: /);
		}
		for (const panel of figure.panels) {
			expect(panel.hidden?.reason).toMatch(/^Withheld: /);
			expect('rows' in panel ? panel.rows : []).toEqual([]);
		}
		expect(rowsOf(answer).some(({ figure }) => figure === 'smallest_detectable')).toBe(false);
		return answer;
	};

	it('where all of one group are of one of several clinics; the curves stay', async () => {
		const { figure } = await withheld(
			director('c3', 'c4'),
			arms(A, B),
			/All patients of B are of one clinic/
		);
		expect(figure.trends[0]?.series.map(({ id }) => id)).toEqual(['a', 'b']);
		expect(figure.trends[0]?.series[1]?.points.some(({ estimate }) => estimate !== null)).toBe(
			true
		);
	});

	it('where a group has fewer than ten patients', async () => {
		await withheld(director('c5'), arms(A, '1.0-1.5'), /B has 8 patients/);
	});

	it('where one group has no scores at the week', async () => {
		const { figure } = await withheld(director('c5'), arms(A, B), /B has no patient/);
		expect(figure.answer.map(({ text }) => text).join('')).toMatch(/nobody was scored/);
	});

	it('where a group is hidden: nothing is told of it but that', async () => {
		const { figure } = await withheld(director('c1'), arms(A, C), /B is hidden/);
		expect(figure.trends[0]?.series.map(({ id }) => id)).toEqual(['a']);
		expect(JSON.stringify(figure)).not.toMatch(/"patients":3[,}]/);
	});

	it('where nobody is in a group', async () => {
		await withheld(director('c1'), arms(A, '2.0-2.5'), /B: nobody|B is hidden/);
	});
});

describe('confounding by severity', () => {
	it('shows raw and adjusted apart, and says so', async () => {
		const { figure } = await effect(director('c2'), arms(A, B));
		const [panel] = figure.panels;
		if (panel?.kind !== 'intervals') throw new Error('no differences');
		const value = (id: string) => panel.rows.find((row) => row.id === id)?.estimate;
		expect(value('raw')?.low).toBeGreaterThan(0);
		expect(value('weighted')?.low).toBeLessThan(0);
		expect(value('weighted')?.high).toBeGreaterThan(0);
		expect(figure.sign?.word).toBe('CAUTION');
		expect(figure.sign?.reasons.join(' ')).toMatch(/estimates disagree/);
	});
});

describe('balance', () => {
	const balance = (viewer: ReturnType<typeof director>, query: string) =>
		asked(db, viewer, 'compare-balance', `${base}&${query}`);

	it('is perfect after weighting in what the model has', async () => {
		const { figure } = await balance(director('c2'), arms(A, B));
		const love = figure.panels.find((panel) => panel.kind === 'love');
		const baseline = love?.rows.find(({ label }) => label === 'Baseline score');
		expect(baseline?.before).toBeGreaterThan(0.5);
		expect(baseline?.after).toBe(0);
	});

	it('tells no count of a few patients, and no difference of the outcome', async () => {
		const { figure } = await balance(director('c1', 'c2'), arms(A, B));
		const counts = rowsOf({ figure } as never).filter(({ unit }) => unit === 'patients');
		for (const { value, figure } of counts) {
			if (typeof value !== 'number' || figure === 'effective_n') continue;
			expect(value === 0 || value >= 5, JSON.stringify(counts)).toBe(true);
		}
		expect(JSON.stringify(figure.table)).not.toContain('difference_raw');
	});

	it('asks for what the groups are made of only where that is no fourth dimension', async () => {
		const query = `${arms(A, B)}&area=neck&quarter=2025`;
		const { figure } = await balance(director('c1'), query);
		expect(rowsOf({ figure } as never).filter(({ figure }) => figure === 'sex')).toEqual([]);
		expect(figure.twins[0]?.note).toMatch(/one filter less/);
	});
});

it('side effects of the groups have an answer over several clinics too', async () => {
	const { figure } = await asked(db, director('c1', 'c2'), 'compare-safety', arms(A, B));
	expect(figure.title).toMatch(/side effects/);
});

it('asked without groups says what to add', async () => {
	for (const id of [compareEffect.id, compareBalance.id]) {
		const { figure } = await asked(db, director('c1'), id, base);
		expect(figure.title).toBe('What shall be compared?');
		expect(figure.table.rows).toEqual([]);
	}
});

it('counts on the clock of the last session from that day on', async () => {
	const at = async (clock: string) => {
		const { groups } = await asked(
			db,
			director('c6'),
			'compare-effect',
			`concern=wrinkles&wk=4&clock=${clock}&${arms(A, B)}`
		);
		return groups.shown.find(({ key }) => key.arm === 'a');
	};
	await aTreatedClinic(
		db,
		'c6',
		[0.75, 1.75].flatMap((depthMm) =>
			courses(String(depthMm), 12, depthMm, () => ({
				sessions: 3,
				baseline: 4,
				// Days 28 and 84; the sessions are on days 0, 28 and 56.
				scores: { 4: 3, 12: 1 }
			}))
		)
	);
	expect((await at('first'))?.cells[4]?.sums).toMatchObject({ n: 12, sum: 1200 });
	// Four weeks after the last session is week 12 after the first; the score of day 28 is no follow-up.
	const last = await at('last');
	expect(last?.cells[4]?.sums).toMatchObject({ n: 12, sum: 3600 });
	expect(last?.cells[12]?.sums).toMatchObject({ n: 0 });
	// Planned at weeks 4, 8, 12 and 26: the first two fall before or on the last session.
	expect(last?.counts[4]).toMatchObject({ due: 12, seen: 12 });
});

it('picks the same patients on both clocks as those that decide on them', async () => {
	const viewer = director('c1', 'c6');
	const { known } = await knowledgeOf(db, viewer);
	const { accepted } = compareEffect;
	for (const clock of ['first', 'last']) {
		const { filters } = parseFilters(
			new URLSearchParams(`${base}&depth=${A}&clock=${clock}`),
			accepted,
			known
		);
		const question: Omit<Context, 'hidden' | 'hiddenCells' | 'answerable' | 'published'> = {
			viewer,
			filters,
			accepted,
			known
		};
		await withCohort(db, viewer, async (cohort, tx) => {
			const read = async (query: { compile: () => never }) =>
				(await tx.executeQuery(query.compile())).rows as Record<string, unknown>[];
			const rows = await read(compareEffect.rows(cohort, question) as never);
			const marks = ['scored_4', 'scored_12'];
			const cells = await read(
				compareEffect.signatures(cohort, question, ['depth', 'primary'], marks) as never
			);
			const marked = (at: number) =>
				cells
					.filter(({ cells }) =>
						(JSON.parse(`[${String(cells)}]`) as string[][]).some(
							([depth, , bits]) => depth === A && bits?.[at] === '1'
						)
					)
					.reduce((sum, { patients }) => sum + Number(patients), 0);
			expect([marked(0), marked(1)]).toEqual([
				Number(rows[0]?.patients_4),
				Number(rows[0]?.patients_12)
			]);
		});
	}
});
