import type { CompiledQuery } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { seeded } from '#db/demo/random.ts';
import { nothingAsked, type Filters } from '#lib/domain/filters.ts';
import { closesOnDay, opensOnDay, VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Analysis, FlatRow } from '#lib/server/analysis.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { narrowed } from '#lib/server/cohort.ts';
import { improvementSums, improvementSumsAndTotals } from '#lib/server/queries/improvement-sums.ts';
import { openTestDatabase } from '../support/database.ts';
import { aClinic, storedSeries } from '../read-models/records.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await fillDictionaries(db);
await db
	.insertInto('clinic')
	.values(['c1', 'c2'].map((id) => aClinic(id)))
	.execute();

const random = seeded(5);
const any = <T>(values: readonly T[]) => values[random.int(0, values.length - 1)] as T; // never empty
const TODAY = Math.floor(Date.parse('2026-10-31') / 86_400_000);

type Series = Parameters<typeof storedSeries>[0][number];

function aSeries(i: number, patients: number): Series {
	const score = () => any([null, 0, 100, 200, 200, 300, 400]);
	const baseline = any([null, 200, 300, 400, 400]);
	return {
		clinic_id: any(['c1', 'c2']),
		course_id: `k${i}`,
		patient_id: `p${random.int(1, patients)}`,
		measure: any(['LEMPERLE', 'LEMPERLE', 'ECCA']),
		area: 'neck',
		area_root: any(['neck', 'face']),
		concern: 'wrinkles',
		depth_band: any([null, '0.5-1.0', '1.0-1.5']),
		device: null,
		protocol_id: null,
		spacing_band: null,
		sessions_band: null,
		adjunct: 'none',
		skin_band: null,
		age_band: null,
		sex: any(['female', 'male']),
		smoking: 'never',
		operator_code: null,
		quarter: '2026-Q1',
		control: random.int(1, 10) === 1,
		pair_id: null,
		sessions_done: any([0, 1, 3, 3]),
		scheduled: random.int(0, 127),
		month_end: TODAY - random.int(0, 400),
		dropped_day: any([null, null, 40, 100]),
		clinic_schedule: false,
		severity_band: null,
		direction: any([1, -1]),
		baseline_x100: baseline,
		window_1: score(),
		window_2: score(),
		window_3: score(),
		window_4: score(),
		window_5: score(),
		window_6: score(),
		window_7: score(),
		responder_x100: baseline === null ? null : any([null, 100])
	};
}

const questionOf = (filters: Partial<Filters>) => ({
	viewer: {
		role: 'director' as const,
		clinics: ['c1', 'c2'],
		threshold: 5,
		insideClinic: true,
		operatorCode: null
	},
	filters: { ...nothingAsked(improvementOverTime.accepted), by: null, ...filters },
	accepted: improvementOverTime.accepted,
	known: { protocols: [], practitioners: [], clinics: [], quarters: [], dataVersion: 1 }
});

/** What is asked, and what of it a series is in; null for none. */
const QUESTIONS: [string, Partial<Filters>, (row: Series) => string | null][] = [
	['a measure', { measure: 'LEMPERLE' }, ({ measure }) => groupOf(measure, 'LEMPERLE', '', '')],
	[
		'by depth',
		{ measure: 'LEMPERLE', by: 'depth' },
		({ measure, depth_band }) => groupOf(measure, 'LEMPERLE', '', depth_band ?? '')
	],
	[
		'by area, the missing taken for unchanged',
		{ measure: 'LEMPERLE', concern: 'wrinkles', miss: 'low' },
		({ measure, area_root }) => groupOf(measure, 'LEMPERLE', area_root, '')
	],
	[
		'women by clinic, the missing taken for unchanged',
		{ measure: 'ECCA', where: { sex: 'female' }, by: 'clinic', miss: 'low' },
		({ measure, sex, clinic_id }) =>
			sex === 'female' ? groupOf(measure, 'ECCA', '', clinic_id) : null
	]
];

const groupOf = (measure: string, asked: string, area: string, line: string) =>
	measure === asked ? [measure, area, line].join('|') : null;

async function stored(series: readonly Series[]) {
	await db.deleteFrom('trajectory').execute();
	if (series.length > 0) await db.insertInto('trajectory').values(storedSeries(series)).execute();
}

async function rowsOf(query: Analysis['rows'], filters: Partial<Filters>) {
	const question = questionOf(filters);
	const compiled = query(narrowed(db, question.viewer.clinics), question).compile();
	return (await db.executeQuery(compiled as CompiledQuery<FlatRow>)).rows; // what every question gives
}

const byGroup = (rows: readonly FlatRow[]) =>
	new Map(rows.map((row) => [[row.measure, row.area, row.line].join('|'), row]));

const asked = async (filters: Partial<Filters>) => byGroup(await rowsOf(improvementSums, filters));

/** The same in two plain steps: first what each patient comes to, then over the patients. */
function plainly(
	series: readonly Series[],
	groupOf: (row: Series) => string | null
): Map<string, FlatRow> {
	const counted = series.flatMap((row) => {
		const group = groupOf(row);
		return row.control || row.sessions_done === 0 || group === null ? [] : [{ ...row, group }];
	});
	return new Map(
		[...Map.groupBy(counted, ({ group }) => group)].map(([group, rows]) => {
			const patients = patientsOf(rows);
			const begun = rows.filter((row) => row.baseline_x100 !== null);
			const sums: FlatRow = {
				patients: patientsOf(begun).length,
				courses: begun.length,
				without_baseline: rows.length - begun.length,
				...Object.assign({}, ...VISIT_WINDOWS.map((_, i) => sumsAt(i, patients)))
			};
			return [group, sums];
		})
	);
}

const patientsOf = (rows: readonly Series[]) => [
	...Map.groupBy(rows, (row) => `${row.clinic_id} ${row.patient_id}`).values()
];

function sumsAt(index: number, patients: readonly (readonly Series[])[]): FlatRow {
	const window = VISIT_WINDOWS[index]!;
	const of = patients.map((own) => {
		const seen = own.map((row) => {
			const score = row[`window_${(index + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7}`] ?? null;
			const { baseline_x100: baseline } = row;
			const planned = ((row.scheduled >> index) & 1) === 1 && baseline !== null;
			const due = planned && row.month_end + closesOnDay(window) <= TODAY;
			return {
				baseline,
				due,
				planned,
				gain: score === null || baseline == null ? null : row.direction * (score - baseline),
				rule: row.responder_x100 ?? null,
				dropped:
					due && score === null && row.dropped_day != null && row.dropped_day < opensOnDay(window)
			};
		});
		const scored = seen.flatMap((row) => (row.gain === null ? [] : [{ ...row, gain: row.gain }]));
		const all = seen.filter((row) => row.gain !== null || row.due);
		const sum = <T>(list: readonly T[], value: (one: T) => number) =>
			list.reduce((total, one) => total + value(one), 0);
		return {
			n: scored.length,
			s: sum(scored, ({ gain }) => gain),
			ss: sum(scored, ({ gain }) => gain ** 2),
			b: sum(scored, ({ baseline }) => baseline ?? 0),
			r: scored.filter(({ gain, rule }) => rule !== null && gain >= rule).length,
			rn: scored.filter(({ rule }) => rule !== null).length,
			all: all.length,
			allRated: all.filter(({ rule }) => rule !== null).length,
			due: seen.filter(({ due }) => due).length,
			seen: seen.filter(({ due, gain }) => due && gain !== null).length,
			dropped: seen.filter(({ dropped }) => dropped).length,
			not_yet_due: seen.filter(({ planned, due }) => planned && !due).length
		};
	});
	type One = (typeof of)[number];
	const over = (value: (one: One) => number) => of.reduce((total, one) => total + value(one), 0);
	const some = (value: (one: One) => number) => of.filter((one) => value(one) > 0).length;
	const numbers = {
		n: over(({ n }) => n),
		patients: some(({ n }) => n),
		sum: over(({ s }) => s),
		sum_squares: over(({ ss }) => ss),
		patient_sum_squares: over(({ s }) => s * s),
		patient_count_squares: over(({ n }) => n * n),
		patient_cross_products: over(({ n, s }) => n * s),
		baseline: over(({ b }) => b),
		baseline_squares: over(({ b }) => b * b),
		baseline_cross_products: over(({ b, s }) => b * s),
		responders: over(({ r }) => r),
		responder_squares: over(({ r }) => r * r),
		responder_cross_products: over(({ r, rn }) => r * rn),
		responder_n: over(({ rn }) => rn),
		responder_patients: some(({ rn }) => rn),
		responder_count_squares: over(({ rn }) => rn * rn),
		due: over(({ due }) => due),
		seen: over(({ seen }) => seen),
		dropped: over(({ dropped }) => dropped),
		not_yet_due: over(({ not_yet_due }) => not_yet_due),
		low_n: over(({ all }) => all),
		low_patients: some(({ all }) => all),
		low_count_squares: over(({ all }) => all * all),
		low_cross_products: over(({ all, s }) => all * s),
		low_responder_n: over(({ allRated }) => allRated),
		low_responder_patients: some(({ allRated }) => allRated),
		low_responder_count_squares: over(({ allRated }) => allRated * allRated),
		low_responder_cross_products: over(({ allRated, r }) => allRated * r)
	};
	return Object.fromEntries(
		Object.entries(numbers).map(([name, value]) => [`${name}_${window.week}`, value])
	);
}

const RECORDS: [string, () => Series[]][] = [
	[
		'many patients with several courses',
		() => Array.from({ length: 150 }, (_, i) => aSeries(i, 40))
	],
	[
		'hardly anybody with a second course',
		() => Array.from({ length: 60 }, (_, i) => aSeries(i, 900))
	],
	[
		'one patient',
		() => Array.from({ length: 12 }, (_, i) => ({ ...aSeries(i, 1), clinic_id: 'c1' }))
	],
	[
		'everybody the same',
		() => Array.from({ length: 30 }, (_, i) => ({ ...aSeries(0, 1), course_id: `k${i}` }))
	],
	[
		'nobody scored',
		() =>
			Array.from({ length: 30 }, (_, i) => ({
				...aSeries(i, 8),
				...Object.fromEntries(VISIT_WINDOWS.map((_, w) => [`window_${w + 1}`, null]))
			}))
	],
	[
		'nobody with a baseline',
		() =>
			Array.from({ length: 30 }, (_, i) => ({
				...aSeries(i, 8),
				baseline_x100: null,
				responder_x100: null
			}))
	],
	['nobody', () => []]
];

describe.each(QUESTIONS)('the sums are those of two plain steps: %s', (_, filters, group) => {
	it.each(RECORDS)('%s', async (_, records) => {
		const series = records();
		await stored(series);
		const own = await asked(filters);
		const plain = plainly(series, group);
		expect([...own.keys()].sort()).toEqual([...plain.keys()].sort());
		for (const [key, sums] of plain) {
			const low = filters.miss === 'low';
			const names = Object.keys(sums).filter((name) => low || !name.startsWith('low_'));
			const row = own.get(key);
			expect(names.map((name) => [name, row?.[name]])).toEqual(
				names.map((name) => [name, sums[name]])
			);
		}
	});
});

it('lines and totals read at once are those read one after the other', async () => {
	await stored(Array.from({ length: 150 }, (_, i) => aSeries(i, 40)));
	for (const filters of [
		{ measure: 'LEMPERLE', by: 'depth' },
		{ measure: 'LEMPERLE', by: 'clinic', where: { sex: 'female' }, miss: 'low' },
		{ concern: 'wrinkles', by: 'depth' }
	] satisfies Partial<Filters>[]) {
		const rows = await rowsOf(improvementSumsAndTotals, filters);
		const of = (total: boolean) =>
			byGroup(rows.flatMap(({ total: is, ...row }) => (is === total ? [row] : [])));
		expect(of(false)).toEqual(await asked(filters));
		expect(of(true)).toEqual(await asked({ ...filters, by: null }));
		expect(of(false).size).toBeGreaterThan(of(true).size);
	}
});

it('a model is given each patient with all series of the group', async () => {
	const series = Array.from({ length: 60 }, (_, i) => aSeries(i, 20));
	await stored(series);
	const row = (await asked({ measure: 'LEMPERLE', concern: 'wrinkles', model: true })).get(
		'LEMPERLE|neck|'
	);
	const own = patientsOf(
		series.filter(
			({ measure, area_root, control, sessions_done, baseline_x100 }) =>
				measure === 'LEMPERLE' &&
				area_root === 'neck' &&
				!control &&
				sessions_done > 0 &&
				baseline_x100 !== null
		)
	);
	const given = JSON.parse(String(row?.series)) as unknown[][];
	expect(given.length).toBe(own.length);
	expect(given.map((one) => one.length).sort()).toEqual(own.map((one) => one.length).sort());
	expect(row).toMatchObject({ patients: own.length, courses: own.flat().length });
	expect(own.some((one) => one.length > 1)).toBe(true);
});
