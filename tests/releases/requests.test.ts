import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE_COLUMN_NAMES } from '#lib/domain/release-columns.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import {
	answerRequest,
	askForRelease,
	declineRequest,
	MOST_OPEN_REQUESTS,
	NoOpenRequest,
	openRequest,
	openRequests,
	RequestRefused,
	requestsOf,
	type Asking
} from '#lib/server/releases/requests.ts';
import { openTestDatabase } from '../support/database.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const asking = (id: string): Asking => ({ owner: { kind: 'person', id }, name: `${id} of a test` });
const visit: Asking = {
	owner: { kind: 'visit', id: 'f'.repeat(64) },
	name: 'A visitor of the demo'
};
const GIVEN = {
	purpose: 'Depth and wrinkles of the neck',
	columns: ['age', ...RELEASE_COLUMN_NAMES.filter((name) => name !== 'age')],
	ethicsReference: 'EC 2026/14'
};

beforeAll(async () => {
	for (const id of ['ada', 'ben', 'cleo', 'dora']) {
		await db
			.insertInto('person')
			.values({ id, name: id, email: `${id}@study.example`, disabled_at: null, image: null })
			.execute();
	}
	await db
		.insertInto('demo_visit')
		.values({
			token_hash: visit.owner.id,
			role: 'researcher',
			clinics: [],
			operator_code: null,
			expires_at: '2099-01-01T00:00:00Z'
		})
		.execute();
});

const ask = (who: Asking, given: Record<string, unknown> = {}) =>
	askForRelease(db, who, { ...GIVEN, ...given }, CONSOLE);

async function actions(object: string) {
	const rows = await db
		.selectFrom('audit_entry')
		.select('action')
		.where('object', '=', object)
		.orderBy('entry_no')
		.execute();
	return rows.map(({ action }) => action);
}

describe('a request for a release', () => {
	it('is seen by whoever asked and by the directors, with the columns in their order', async () => {
		const no = await ask(asking('ada'), { purpose: '  Two lines\r\nof purpose  ' });
		const [own] = await requestsOf(db, asking('ada'));
		expect(own).toMatchObject({
			requestNo: no,
			purpose: 'Two lines\nof purpose',
			ethicsReference: 'EC 2026/14',
			askedBy: 'ada of a test',
			answer: 'open',
			reason: null,
			releaseNo: null
		});
		expect(own?.columns).toEqual(GIVEN.columns);
		expect((await openRequests(db)).map(({ requestNo }) => requestNo)).toContain(no);
		expect(await actions(`request ${no}`)).toEqual(['release-asked']);
	});

	it('is no other researcher’s, nor another visit’s', async () => {
		await ask(visit);
		expect(await requestsOf(db, asking('ben'))).toEqual([]);
		const other: Asking = { ...visit, owner: { kind: 'visit', id: 'e'.repeat(64) } };
		expect(await requestsOf(db, other)).toEqual([]);
		expect(await requestsOf(db, visit)).toHaveLength(1);
	});

	it.each([
		['no purpose', { purpose: ' \n ' }, 'purpose', /what the release is for/i],
		['too long a purpose', { purpose: 'x'.repeat(1_001) }, 'purpose', /at most 1000/],
		['signs nobody sees', { purpose: 'a\u0000b' }, 'purpose', /cannot be shown/],
		['no column', { columns: [] }, 'columns', /Name the columns/],
		['a column twice', { columns: ['age', 'depth', 'age'] }, 'columns', /each column once/],
		['what is no column', { columns: ['patient_id'] }, 'columns', /no such column/],
		['too long a reference', { ethicsReference: 'x'.repeat(201) }, 'ethicsReference', /at most 200/]
	])('SR-4.1 is refused with %s, beside the field', async (_, given, field, message) => {
		const refused = ask(asking('ben'), given);
		await expect(refused).rejects.toThrow(message);
		await expect(refused).rejects.toMatchObject({ field });
		expect(await requestsOf(db, asking('ben'))).toEqual([]);
	});

	it(`waits with at most ${MOST_OPEN_REQUESTS - 1} others of the same person`, async () => {
		const numbers = await Promise.all([1, 2, 3].map(() => ask(asking('cleo'))));
		expect(new Set(numbers).size).toBe(3);
		await expect(ask(asking('cleo'))).rejects.toThrow(RequestRefused);
		await declineRequest(db, numbers[0] ?? 0, 'The same as the second.', CONSOLE);
		expect(await ask(asking('cleo'))).toBeGreaterThan(numbers[2] ?? 0);
	});

	it('is declined once, with a reason that whoever asked reads', async () => {
		const no = await ask(asking('dora'));
		await expect(declineRequest(db, no, '  ', CONSOLE)).rejects.toThrow(/Say why/);
		await declineRequest(db, no, 'No ethics approval yet.', CONSOLE);
		expect((await requestsOf(db, asking('dora')))[0]).toMatchObject({
			answer: 'declined',
			reason: 'No ethics approval yet.'
		});
		await expect(declineRequest(db, no, 'Again.', CONSOLE)).rejects.toThrow(NoOpenRequest);
		await expect(declineRequest(db, 9_999, 'None.', CONSOLE)).rejects.toThrow(NoOpenRequest);
		expect(await actions(`request ${no}`)).toEqual(['release-asked', 'release-declined']);
	});

	it('is open until it is answered', async () => {
		const no = await ask(asking('dora'), { columns: ['depth'] });
		expect(await openRequest(db, no)).toMatchObject({ requestNo: no, columns: ['depth'] });
		expect(await answerRequest(db, no)).toBe(true);
		expect(await answerRequest(db, no)).toBe(false);
		expect(await openRequest(db, no)).toBeNull();
		expect((await requestsOf(db, asking('dora')))[0]).toMatchObject({ answer: 'made' });
	});
});
