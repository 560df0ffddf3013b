/** The audit's chain: what is written stays, and whatever is done to it is found. */
import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '#db/connect.server.ts';
import type { AuditEntryTable, Database } from '#db/schema.ts';
import { walkChain } from '#lib/server/audit/chain.ts';
import { audit, FIRST_HASH, hashOf, type AuditEvent } from '#lib/server/audit.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { asOwnerWithoutTrigger, emptyAudit } from './owner.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
});
beforeEach(() => emptyAudit(database.db));
afterAll(() => database.close());

const anEvent = (event: Partial<AuditEvent> = {}): AuditEvent => ({
	actor: 'p-1',
	role: 'administrator',
	requestId: '5f0c',
	address: '192.0.2.7',
	action: 'setting-changed',
	object: 'threshold',
	clinic: 'north',
	detail: { from: 5, to: 8, places: ['pages', 'api'] },
	...event
});

const entries = () =>
	database.db.selectFrom('audit_entry').selectAll().orderBy('entry_no').execute();

async function threeEntries(): Promise<AuditEntryTable[]> {
	for (const to of [6, 7, 8]) await audit(database.db, anEvent({ detail: { to } }));
	return entries();
}

describe('an entry', () => {
	it('SR-6.1 holds time, actor, role, clinic, action, object, outcome, request and address', async () => {
		const before = Date.now();
		await audit(database.db, anEvent());
		const [entry] = await entries();
		expect(entry).toMatchObject({
			entry_no: 1,
			actor: 'p-1',
			role: 'administrator',
			clinic: 'north',
			action: 'setting-changed',
			object: 'threshold',
			outcome: 'done',
			request_id: '5f0c',
			address: '192.0.2.7',
			detail: { from: 5, to: 8, places: ['pages', 'api'] },
			previous_hash: FIRST_HASH
		});
		expect(entry?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
		expect(Date.parse(entry?.at ?? '')).toBeGreaterThanOrEqual(before);
	});

	it('SR-6.1 is stored with the deed it records, and not at all when the deed fails', async () => {
		const { db } = database;
		const deed = async (tx: Transaction<Database>, fails: boolean) => {
			await tx
				.insertInto('installation_setting')
				.values({ name: `n${fails}`, value: '8', updated_by: 'p-1' })
				.execute();
			await audit(tx, anEvent());
			if (fails) throw new Error('the deed failed');
		};
		await expect(db.transaction().execute((tx) => deed(tx, true))).rejects.toThrow('the deed');
		expect(await entries()).toEqual([]);
		await db.transaction().execute((tx) => deed(tx, false));
		const settings = await db.selectFrom('installation_setting').select('name').execute();
		expect(settings).toEqual([{ name: 'nfalse' }]);
		expect(await entries()).toHaveLength(1);
		// An entry that cannot be written takes the deed with it.
		const impossible = { ...anEvent(), action: null } as unknown as AuditEvent;
		const refused = db.transaction().execute(async (tx) => {
			await tx.deleteFrom('installation_setting').execute();
			await audit(tx, impossible);
		});
		await expect(refused).rejects.toThrow();
		expect(await db.selectFrom('installation_setting').select('name').execute()).toEqual(settings);
	});

	it('is not refused for odd text from outside, and stays on one line', async () => {
		const odd = `a\u0000b\nc\u2028d\ud800${'x'.repeat(900)}`;
		await audit(database.db, anEvent({ object: odd, address: odd, detail: { odd, list: [odd] } }));
		const [entry] = await entries();
		expect(entry?.object).toMatch(/^a\uFFFDb\uFFFDc\uFFFDd\uFFFDx{492}$/);
		expect(entry?.detail).toEqual({ odd: entry?.object, list: [entry?.object] });
		expect(await walkChain(database.db)).toMatchObject({ broken: null });
	});

	it('is followed by the next one, also when many write at once', async () => {
		const other = database.embedded ? null : connect(database.url, { embedded: false });
		const writers = Array.from({ length: 40 }, (_, index) =>
			audit(index % 2 && other ? other : database.db, anEvent({ object: `n${index}` }))
		);
		await Promise.all(writers);
		await other?.destroy();
		const written = await entries();
		expect(written.map(({ entry_no }) => entry_no)).toEqual(writers.map((_, index) => index + 1));
		expect(new Set(written.map(({ object }) => object)).size).toBe(40);
		expect(await walkChain(database.db)).toEqual({
			last: { entryNo: 40, hash: written.at(-1)?.hash },
			broken: null
		});
	});
});

describe('SR-6.3 the role of the server', () => {
	const asServer = (statement: (tx: Transaction<Database>) => Promise<unknown>) =>
		database.db.transaction().execute(async (tx) => {
			await sql`set local role stipple_app`.execute(tx);
			await statement(tx);
		});

	it('adds entries and reads them', async () => {
		await asServer((tx) => audit(tx, anEvent()));
		await asServer(async (tx) => {
			expect(await tx.selectFrom('audit_entry').selectAll().execute()).toHaveLength(1);
		});
	});

	it.each([
		['change', sql`update audit_entry set actor = 'nobody'`],
		['delete', sql`delete from audit_entry`],
		['empty', sql`truncate audit_entry`],
		['allow itself to change', sql`alter table audit_entry disable trigger audit_append_only`]
	])('cannot %s them', async (_, statement) => {
		const before = await threeEntries();
		await expect(asServer((tx) => statement.execute(tx))).rejects.toThrow(
			/permission denied|must be owner/
		);
		expect(await entries()).toEqual(before);
	});

	it.each([
		['update', sql`update audit_entry set actor = 'nobody'`],
		['delete', sql`delete from audit_entry`],
		['truncate', sql`truncate audit_entry`]
	])('nor does the owner %s without taking the trigger away first', async (_, statement) => {
		const before = await threeEntries();
		await expect(statement.execute(database.db)).rejects.toThrow(/can only be added/);
		expect(await entries()).toEqual(before);
	});
});

describe('SR-6.3 the chain', () => {
	it('is unbroken as written, and none is unbroken too', async () => {
		expect(await walkChain(database.db)).toEqual({
			last: { entryNo: 0, hash: FIRST_HASH },
			broken: null
		});
		const written = await threeEntries();
		expect(await walkChain(database.db)).toEqual({
			last: { entryNo: 3, hash: written[2]?.hash },
			broken: null
		});
	});

	const CHANGES = {
		entry_no: sql`entry_no = entry_no + 7`,
		at: sql`at = at + interval '1 microsecond'`,
		actor: sql`actor = 'p-2'`,
		role: sql`role = 'administrato'`,
		clinic: sql`clinic = 'nord'`,
		action: sql`action = 'setting-change'`,
		object: sql`object = 'thresholds'`,
		outcome: sql`outcome = 'failed'`,
		request_id: sql`request_id = '5f0d'`,
		address: sql`address = '192.0.2.8'`,
		detail: sql`detail = '{"to": 9}'`,
		previous_hash: sql`previous_hash = 'x' || substr(previous_hash, 2)`,
		hash: sql`hash = 'x' || substr(hash, 2)`
	} satisfies Record<keyof AuditEntryTable, unknown>;

	it.each(Object.entries(CHANGES))('shows one byte changed in %s', async (column, change) => {
		await threeEntries();
		await asOwnerWithoutTrigger(
			database.db,
			sql`update audit_entry set ${change} where entry_no = 2`
		);
		const { last, broken } = await walkChain(database.db);
		expect(last.entryNo).toBe(1);
		expect(broken).toEqual({ entryNo: 2, what: column === 'entry_no' ? 'missing' : 'changed' });
	});

	it.each([
		['a role taken away', sql`role = null`],
		['a blank in the place of nothing', sql`clinic = ''`],
		['a detail that reads the same', sql`detail = '{"to": 7.00000000000000000001}'`],
		['a detail written with more digits', sql`detail = '{"to": 7.0}'`]
	])('shows %s', async (_, change) => {
		for (const to of [6, 7, 8]) await audit(database.db, anEvent({ clinic: null, detail: { to } }));
		await asOwnerWithoutTrigger(
			database.db,
			sql`update audit_entry set ${change} where entry_no = 2`
		);
		expect((await walkChain(database.db)).broken).toEqual({ entryNo: 2, what: 'changed' });
	});

	it('shows one taken out, one put in before the first, and two that changed places', async () => {
		await threeEntries();
		const { db } = database;
		const broken = async () => (await walkChain(db)).broken;
		await asOwnerWithoutTrigger(db, sql`update audit_entry set entry_no = -1 where entry_no = 1`);
		expect(await broken()).toEqual({ entryNo: -1, what: 'out of order' });
		await asOwnerWithoutTrigger(db, sql`delete from audit_entry where entry_no = -1`);
		expect(await broken()).toEqual({ entryNo: 1, what: 'missing' });
		await emptyAudit(db);
		await threeEntries();
		await asOwnerWithoutTrigger(
			db,
			sql`update audit_entry set entry_no = 9 where entry_no = 2`,
			sql`update audit_entry set entry_no = 2 where entry_no = 3`,
			sql`update audit_entry set entry_no = 3 where entry_no = 9`
		);
		expect(await broken()).toEqual({ entryNo: 2, what: 'changed' });
	});

	it('shows an entry replaced together with its hash', async () => {
		const [, second] = await threeEntries();
		if (!second) throw new Error('no second entry');
		const forged = { ...second, actor: 'somebody else' };
		await asOwnerWithoutTrigger(
			database.db,
			sql`update audit_entry set actor = ${forged.actor}, hash = ${hashOf(forged)} where entry_no = 2`
		);
		expect((await walkChain(database.db)).broken).toEqual({ entryNo: 3, what: 'out of order' });
	});

	it('shows a removed end only beside what was noted before', async () => {
		const written = await threeEntries();
		const noted = { entryNo: 3, hash: written[2]?.hash ?? '' };
		expect(await walkChain(database.db, { expected: noted })).toMatchObject({ broken: null });
		await audit(database.db, anEvent());
		expect(await walkChain(database.db, { expected: noted })).toMatchObject({ broken: null });
		await asOwnerWithoutTrigger(database.db, sql`delete from audit_entry where entry_no > 2`);
		expect(await walkChain(database.db)).toMatchObject({ broken: null });
		expect((await walkChain(database.db, { expected: noted })).broken).toEqual({
			entryNo: 3,
			what: 'missing'
		});
		await audit(database.db, anEvent());
		expect((await walkChain(database.db, { expected: noted })).broken).toEqual({
			entryNo: 3,
			what: 'not the one noted'
		});
	});

	it('is walked in parts, from a mark on', async () => {
		const written = await threeEntries();
		const first = await walkChain(database.db, { most: 2 });
		expect(first).toEqual({ last: { entryNo: 2, hash: written[1]?.hash }, broken: null });
		const rest = await walkChain(database.db, { from: first.last });
		expect(rest).toEqual({ last: { entryNo: 3, hash: written[2]?.hash }, broken: null });
		const wrong = { entryNo: 2, hash: FIRST_HASH };
		expect((await walkChain(database.db, { from: wrong })).broken).toEqual({
			entryNo: 3,
			what: 'out of order'
		});
	});

	it('of several thousand entries is walked to its end', async () => {
		await database.db.transaction().execute(async (tx) => {
			for (let entry = 0; entry < 2_300; entry++) await audit(tx, anEvent());
		});
		expect((await walkChain(database.db)).last.entryNo).toBe(2_300);
		expect((await walkChain(database.db, { most: 1_500 })).last.entryNo).toBe(1_500);
		await asOwnerWithoutTrigger(
			database.db,
			sql`update audit_entry set actor = 'x' where entry_no = 2201`
		);
		expect((await walkChain(database.db)).broken?.entryNo).toBe(2_201);
	});
});
