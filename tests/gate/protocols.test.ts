import type { Insertable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import type { CourseTable, SessionTable } from '#db/schema.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { clusteredMean, clusteredProportion } from '#lib/statistics/index.ts';
import { sumsOf } from '#lib/statistics/cluster-sums.ts';
import type { Figure } from '#lib/charts/figure.ts';
import { aClinic, aCourse, aPatient, aProtocol, aSession } from '../read-models/records.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aViewer } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

type Given = {
	patient: string;
	protocol: string | null;
	area?: string;
	status?: CourseTable['status'];
	control?: boolean;
	/** Each done session: its day, and what it records. */
	sessions: [day: number, session: Partial<SessionTable>][];
};

/** Sessions every so many days, all at this depth. */
const every = (days: number, count: number, depth_mm: number | null = 1) =>
	Array.from({ length: count }, (_, i): Given['sessions'][number] => [i * days, { depth_mm }]);

const many = (count: number, prefix: string, course: Omit<Given, 'patient'>) =>
	Array.from({ length: count }, (_, i): Given => ({ patient: `${prefix}${i}`, ...course }));

/** Six under “steady”: two leave the depth, one of them shallower; one has another device. */
const STEADY: Given[] = [
	...many(3, 's', { protocol: 'steady', status: 'completed', sessions: every(28, 3) }),
	{
		patient: 's3',
		protocol: 'steady',
		status: 'discontinued',
		sessions: [
			[0, { depth_mm: 1 }],
			[35, { depth_mm: 2 }]
		]
	},
	{
		patient: 's4',
		protocol: 'steady',
		status: 'lost_to_follow_up',
		sessions: [
			[0, { depth_mm: 0.5 }],
			// Of a range the upper end counts: within 1 to 1.5.
			[28, { depth_mm_min: 0.5, depth_mm_max: 1.5 }],
			[63, { depth_mm: 1, device_type: 'roller' }]
		]
	},
	{
		patient: 's5',
		protocol: 'steady',
		status: 'ongoing',
		// Without a recorded depth there is nothing to hold against.
		sessions: every(28, 2, null)
	}
];

async function aClinicWith(clinic_id: string, courses: readonly Given[]) {
	await db.insertInto('clinic').values(aClinic(clinic_id)).execute();
	const people = [...new Set(courses.map(({ patient }) => patient))];
	await db
		.insertInto('patient')
		.values(people.map((patient_id) => aPatient({ clinic_id, patient_id })))
		.execute();
	for (const [i, course] of courses.entries()) {
		const key = { clinic_id, course_id: `k${i}` };
		await db
			.insertInto('course')
			.values(
				aCourse({
					...key,
					patient_id: course.patient,
					protocol_id: course.protocol,
					body_area: course.area ?? 'neck',
					status: course.status ?? 'ongoing',
					control: course.control ? 'yes' : 'no'
				})
			)
			.execute();
		const sessions = course.sessions.map(([session_day, session], n): Insertable<SessionTable> =>
			aSession({ ...key, session_no: n + 1, session_day, ...session })
		);
		await db.insertInto('session').values(sessions).execute();
	}
	await db.transaction().execute((tx) => refreshReadModels(tx, [clinic_id]));
}

beforeAll(async () => {
	await fillDictionaries(db);
	await db.insertInto('data_version').values({ version: 1, reason: 'test' }).execute();
	await db
		.insertInto('protocol')
		.values([
			aProtocol({
				protocol_id: 'steady',
				name: 'Steady',
				planned_sessions: 3,
				passes: 2,
				needle_count: 12,
				adjuncts: ['vitamin_c', 'topical_anaesthetic']
			}),
			aProtocol({
				protocol_id: 'free',
				name: 'Free',
				depth_mm_min: null,
				depth_mm_max: null,
				planned_sessions: null,
				planned_interval_days: null
			}),
			aProtocol({ protocol_id: 'rare', name: 'Rare' }),
			aProtocol({ protocol_id: 'other', name: 'Other' })
		])
		.execute();
	await aClinicWith('one', [
		...STEADY,
		// An untreated side is no course under a protocol.
		{ patient: 's0', protocol: 'steady', control: true, sessions: every(28, 1) },
		...many(6, 'f', { protocol: 'free', status: 'completed', sessions: every(20, 2) }),
		...many(12, 'o', { protocol: 'other', sessions: every(28, 1) })
	]);
	await aClinicWith('few', [
		...many(6, 's', { protocol: 'steady', sessions: every(28, 1) }),
		...many(3, 'r', { protocol: 'rare', sessions: every(28, 1) }),
		...many(9, 'o', { protocol: 'other', sessions: every(28, 1) })
	]);
	await aClinicWith('areas', [
		...many(8, 's', { protocol: 'steady', sessions: every(28, 1) }),
		...many(2, 't', { protocol: 'steady', area: 'hands', sessions: every(28, 1) }),
		...many(9, 'o', { protocol: 'other', sessions: every(28, 1) }),
		...many(9, 'h', { protocol: 'other', area: 'hands', sessions: every(28, 1) }),
		...many(7, 'f', { protocol: 'free', sessions: every(28, 1) })
	]);
	await aClinicWith('nobody', [
		{ patient: 'x', protocol: 'steady', control: true, sessions: every(28, 1) }
	]);
});

const ask = (clinic: string, query = '') =>
	asked(db, aViewer({ clinics: [clinic] }), 'protocol-use', query);

/** A row of the tidy table by its keys. */
const rowOf = ({ table }: Figure, group: string, area = 'all areas') => {
	const at = (key: string) => table.columns.findIndex((column) => column.key === key);
	const row = table.rows.find(
		(cells) => cells[at('group')] === group && cells[at('area')] === area
	);
	return (key: string) => row?.[at(key)];
};

describe('a protocol held against what was done', () => {
	it('counts sessions, weeks, depth and device by hand', async () => {
		const { figure } = await ask('one');
		const steady = rowOf(figure, 'Steady');
		// Of five that have ended: 3, 3, 3, 2 and 3 of 3.
		expect(steady('courses')).toBe(6);
		expect(steady('sessions_done_n')).toBe(5);
		expect(steady('sessions_done')).toBe(2.8);
		expect(steady('sessions_done_planned')).toBe(3);
		expect(steady('percent_all_done')).toBe(80);
		// Mean days apart: 28, 28, 28, 35, 31.5, 28 of 28 planned.
		expect(steady('weeks_apart')).toBeCloseTo((28 * 4 + 35 + 31.5) / 6 / 7, 2);
		expect(steady('weeks_apart_planned')).toBe(4);
		// 9 + 2 + 3 with a depth; 2 mm is deeper and 0.5 mm shallower than 1 to 1.5 mm.
		expect(steady('percent_off_depth_n')).toBe(14);
		expect(steady('percent_off_depth')).toBeCloseTo((100 * 2) / 14, 1);
		expect(steady('percent_deeper')).toBeCloseTo(100 / 14, 1);
		expect(steady('percent_other_device_n')).toBe(16);
		expect(steady('percent_other_device')).toBeCloseTo(100 / 16, 1);
		expect(['completed', 'ongoing', 'stopped', 'lost'].map(steady)).toEqual([3, 1, 1, 1]);
	});

	it('has the intervals that the statistics give for the same rows', async () => {
		const { figure } = await ask('one');
		const steady = rowOf(figure, 'Steady');
		const later = [0, 0, 0, 7, 3.5, 0].map((value, i) => ({ patient: `s${i}`, value }));
		const { interval } = clusteredMean(sumsOf(later), 0.95, 7);
		expect(steady('weeks_apart_low')).toBeCloseTo(4 + (interval?.low ?? NaN), 2);
		expect(steady('weeks_apart_high')).toBeCloseTo(4 + (interval?.high ?? NaN), 2);
		const off = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0].map((value, i) => ({
			patient: i < 9 ? `s${Math.floor(i / 3)}` : i < 11 ? 's3' : 's4',
			value
		}));
		const share = clusteredProportion(sumsOf(off)).interval;
		expect(steady('percent_off_depth_low')).toBeCloseTo(100 * (share?.low ?? NaN), 1);
		expect(steady('percent_off_depth_high')).toBeCloseTo(100 * (share?.high ?? NaN), 1);
	});

	it('says of a protocol without a plan that there is nothing to hold against, not 0', async () => {
		const { figure } = await ask('one');
		const free = rowOf(figure, 'Free');
		expect(free('courses')).toBe(6);
		for (const key of ['sessions_done', 'percent_all_done', 'weeks_apart', 'percent_off_depth']) {
			expect(free(key)).toBeNull();
		}
		expect(free('percent_other_device')).toBe(0);
		expect(free('hidden')).toContain('none has ended with a plan');
		const done = figure.twins.find(({ caption }) => caption === 'Done against planned');
		const cells = done?.rows.find(({ cells: [name] }) => name === 'Free')?.cells;
		expect(cells?.slice(1, 6)).toEqual(['–', '–', '–', '–', '–']);
		expect(JSON.stringify(figure)).not.toContain('NaN');
	});

	it('shows each protocol as it is recorded', async () => {
		const { figure } = await ask('one');
		const recorded = figure.twins[0]?.rows.find(({ cells: [name] }) => name === 'Steady');
		expect(recorded?.cells).toEqual([
			'Steady',
			'pen',
			'1–1.5',
			'12',
			'2',
			'3 every 4 weeks',
			'vitamin C, numbing cream',
			'6',
			'6'
		]);
	});

	it('opens the comparison with the most used other protocol of its area', async () => {
		const { figure } = await ask('one');
		const links = figure.twins[0]?.rows.find(({ cells: [name] }) => name === 'Steady')?.links;
		expect(links?.map(({ href }) => href)).toEqual([
			'/compare?a.protocol=steady&area=neck&b.protocol=other&concern=wrinkles',
			'/outcomes?by=none&protocol=steady',
			'/safety?by=none&protocol=steady'
		]);
		const narrowed = await ask('one', 'area=neck&quarter=2026');
		const [link] =
			narrowed.figure.twins[0]?.rows.find(({ cells: [name] }) => name === 'Steady')?.links ?? [];
		expect(link?.href).toBe(
			'/compare?a.protocol=steady&area=neck&b.protocol=other&concern=wrinkles&quarter=2026'
		);
	});

	it('has every number of its tables in the file too', async () => {
		const { figure } = await ask('one');
		const told = new Set(figure.table.rows.flat().map(String));
		const counts = figure.twins.flatMap(({ rows, columns }) =>
			rows.flatMap(({ cells }) => cells.filter((_, i) => columns[i]?.align === 'right'))
		);
		const whole = counts.filter((cell) => /^\d+$/.test(cell));
		expect(whole.length).toBeGreaterThan(20);
		for (const cell of whole) expect(told).toContain(cell);
		for (const { shares, label } of figure.bars[0]?.rows ?? []) {
			const row = rowOf(figure, label);
			for (const { partId, percent } of shares) {
				const share = (100 * Number(row(partId))) / Number(row('courses'));
				expect(percent).toBeCloseTo(share, 1);
			}
		}
	});
});

describe('what is hidden of protocols (SR-5.2)', () => {
	it('hides a protocol of three patients, and one more from which they would follow', async () => {
		const { figure, hidden } = await ask('few');
		expect(hidden.map(({ key }) => key.line).toSorted()).toEqual(['rare', 'steady']);
		expect(rowOf(figure, 'Other')('courses')).toBe(9);
		expect(figure.bars[0]?.rows.map(({ label }) => label)).toEqual(['All courses', 'Other']);
		const row = figure.twins[0]?.rows.find(({ cells: [name] }) => name === 'Rare');
		expect(row?.hidden).toBe('Hidden: fewer than 5 patients');
		expect(row?.links).toBeUndefined();
		expect(JSON.stringify(figure.twins[0])).not.toMatch(/"(3|6)"/);
	});

	it('hides two patients of an area, with the cells they would follow from', async () => {
		const { figure } = await ask('areas');
		expect(rowOf(figure, 'Steady')('courses')).toBe(10);
		expect(rowOf(figure, 'Free', 'Neck')('courses')).toBe(7);
		expect(rowOf(figure, 'Steady', 'Hands')('courses')).toBeNull();
		expect(rowOf(figure, 'Steady', 'Neck')('courses')).toBeNull();
		expect(rowOf(figure, 'Other', 'Neck')('courses')).toBeNull();
	});

	it('over several clinics hides how few have stopped, inside one it says so', async () => {
		const own = await ask('one');
		expect(rowOf(own.figure, 'Steady')('stopped')).toBe(1);
		const viewer = aViewer({ clinics: ['one', 'few'] });
		const { figure } = await asked(db, viewer, 'protocol-use');
		const steady = rowOf(figure, 'Steady');
		expect(steady('courses')).toBe(12);
		expect(steady('stopped')).toBeNull();
		expect(steady('percent_off_depth')).toBeNull();
		const bar = figure.bars[0]?.rows.find(({ label }) => label === 'Steady');
		expect(bar?.shares.map(({ percent }) => percent)).toEqual([null, null, null, null]);
	});

	it('says of nobody that nobody was treated', async () => {
		const { figure } = await ask('nobody');
		expect(figure.answer.map(({ text }) => text).join('')).toContain('nobody was treated');
		expect(figure.bars).toEqual([]);
		expect(figure.table.rows).toEqual([]);
	});
});
