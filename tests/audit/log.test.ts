/** Reading the audit: filters of the address, pages, the file, and the entry that each reading leaves. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { watchChain } from '#lib/server/audit/chain-watch.ts';
import { auditQuery, readAuditQuestion } from '#lib/server/audit/filters.ts';
import { auditFile, auditView, ENTRIES_A_PAGE } from '#lib/server/audit-log.ts';
import { audit, CONSOLE, type AuditEvent } from '#lib/server/audit.ts';
import { parseCsv } from './csv.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { asOwnerWithoutTrigger, emptyAudit } from './owner.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await database.db
		.insertInto('person')
		.values([
			{ id: 'p-1', name: 'Ada Field', email: 'ada@clinic.example', disabled_at: null },
			{ id: 'p-2', name: 'Ben Moor', email: 'ben@clinic.example', disabled_at: null }
		])
		.execute();
});
beforeEach(() => emptyAudit(database.db));
afterAll(() => database.close());

const reader = { actor: 'p-1', role: 'administrator', requestId: 'r', address: '192.0.2.7' };
const view = (query = '') =>
	auditView(reader, new URLSearchParams(query), database.db, watchChain());
const write = (event: Partial<AuditEvent>) =>
	audit(database.db, { ...CONSOLE, action: 'import', ...event });

describe('a page of the audit', () => {
	it('is newest first, in plain words, with people by name', async () => {
		await write({ object: 'b-1', detail: { dataVersion: 3, rows: ['patients: 2 new'], ok: true } });
		await write({ actor: 'p-2', role: 'director', action: 'roles-changed', object: 'p-1' });
		await write({ actor: 'demo', action: 'sign-in' });
		await write({ actor: 'visitor', action: 'sign-in-refused', outcome: 'refused' });
		const { entries, all, problems, older } = await view();
		expect(
			entries.map(({ number, actor, action, object }) => [number, actor, action, object])
		).toEqual([
			[4, 'Visitor, not signed in', 'Sign-in refused', null],
			[3, 'Demo visitor', 'Signed in', null],
			[2, 'Ben Moor', 'Roles changed', 'Ada Field'],
			[1, 'Console', 'Import', 'b-1']
		]);
		expect(entries[3]?.detail).toEqual([
			{ label: 'Ok', text: 'yes', short: null },
			{ label: 'Rows', text: 'patients: 2 new', short: null },
			{ label: 'Data version', text: '3', short: null }
		]);
		expect({ all, problems, older }).toEqual({ all: 4, problems: [], older: null });
	});

	it('shows what was before what is, and of a hash its beginning', async () => {
		const sha256 = 'd2c3a9f0'.repeat(8);
		await write({ detail: { is: 8, was: 5, sha256 } });
		expect((await view()).entries[0]?.detail).toEqual([
			{ label: 'Was', text: '5', short: null },
			{ label: 'Is', text: '8', short: null },
			{ label: 'SHA-256', text: sha256, short: 'd2c3a9f0' }
		]);
	});

	it('SR-6.3 is recorded once each time it is read, with what was asked for', async () => {
		await view();
		await view('action=audit-read');
		const third = await view();
		expect(third.entries.map(({ action, actor, detail }) => [action, actor, detail])).toEqual([
			[
				'Audit read',
				'Ada Field',
				[
					{ label: 'Entries', text: '1', short: null },
					{ label: 'Filters', text: 'action=audit-read', short: null }
				]
			],
			[
				'Audit read',
				'Ada Field',
				[
					{ label: 'Entries', text: '0', short: null },
					{ label: 'Filters', text: 'none', short: null }
				]
			]
		]);
	});

	it.each([
		['actor=p-2', [2]],
		['action=sign-in', [3]],
		['outcome=refused', [4]],
		['object=p-1', [2]],
		['object=p-', []],
		['actor=console&action=import', [1]],
		['actor=p-2&action=import', []],
		['from=2020-01-01', [4, 3, 2, 1]],
		['to=2020-01-01', []],
		['from=&to=&actor=&action=&outcome=&object=', [4, 3, 2, 1]]
	])('shows what fits %s', async (query, numbers) => {
		await write({ object: 'b-1' });
		await write({ actor: 'p-2', role: 'director', action: 'roles-changed', object: 'p-1' });
		await write({ actor: 'demo', action: 'sign-in' });
		await write({ actor: 'visitor', action: 'sign-in-refused', outcome: 'refused' });
		const { entries, all, problems } = await view(query);
		expect(entries.map(({ number }) => number)).toEqual(numbers);
		expect(all).toBe(numbers.length);
		expect(problems).toEqual([]);
	});

	it('counts days in UTC, the last one included', async () => {
		await write({});
		const at = async (moment: string) => {
			await asOwnerWithoutTrigger(database.db, sql`update audit_entry set at = ${moment}`);
			return (await view('from=2026-03-29&to=2026-03-29&action=import')).entries.length;
		};
		expect(await at('2026-03-28T23:59:59.999Z')).toBe(0);
		expect(await at('2026-03-29T00:00:00.000Z')).toBe(1);
		expect(await at('2026-03-29T23:59:59.999Z')).toBe(1);
		expect(await at('2026-03-30T00:00:00.000Z')).toBe(0);
	});

	it('goes on with older entries by number, whatever is added meanwhile', async () => {
		await database.db.transaction().execute(async (tx) => {
			for (let entry = 0; entry < 2 * ENTRIES_A_PAGE + 3; entry++) {
				await audit(tx, { ...CONSOLE, action: 'import' });
			}
		});
		const seen: number[] = [];
		let query: string | null = 'action=import';
		let pages = 0;
		while (query !== null) {
			const page = await view(query);
			seen.push(...page.entries.map(({ number }) => number));
			query = page.older;
			pages++;
			await write({ action: 'sign-out' });
			expect(page.newest).toBe(pages === 1 ? null : 'action=import');
		}
		expect(pages).toBe(3);
		expect(seen).toEqual(Array.from({ length: 103 }, (_, index) => 103 - index));
	});
});

describe('SR-4.1 what the address says wrongly', () => {
	it.each([
		['from=31.12.2025', 'from', /YYYY-MM-DD/],
		['from=2025-02-30', 'from', /YYYY-MM-DD/],
		['from=0000-01-01', 'from', /since 2000/],
		['from=2026-02-01&to=2026-01-01', 'to', /before the first/],
		['action=burn', 'action', /“burn” is not one of: sign-in/],
		['outcome=maybe', 'outcome', /“maybe” is not one of: done, refused, failed/],
		['object=a%00b', 'object', /characters that no entry has/],
		['before=0', 'before', /number of an entry/],
		['before=1e3', 'before', /number of an entry/],
		['actor=p-1&actor=p-2', 'actor', /more than once/],
		['actor[]=p-1', 'actor[]', /no such key/],
		['__proto__=1', '__proto__', /no such key/],
		[`object=${'x'.repeat(300)}`, 'object', /too long/]
	])('%s is named and left out', async (query, key, message) => {
		await write({});
		const { problems, entries } = await view(query);
		expect(problems).toEqual([expect.objectContaining({ key })]);
		expect(problems[0]?.message).toMatch(message);
		expect(entries.length + Number(query.startsWith('actor=p-1'))).toBe(1);
		const file = await auditFile(reader, new URLSearchParams(query), database.db);
		expect(file).toMatchObject({ file: null, problems });
	});

	it('never throws, and what is understood reads the same when it is written again', () => {
		const keys = fc.constantFrom(
			'from',
			'to',
			'actor',
			'action',
			'outcome',
			'object',
			'before',
			'x'
		);
		const values = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom('2026-01-31', 'import', 'done', 'console', '17')
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(keys, values)), (pairs) => {
				const { filters, before } = readAuditQuestion(new URLSearchParams(pairs));
				const again = readAuditQuestion(new URLSearchParams(auditQuery(filters, before)));
				expect(again).toEqual({ filters, before, problems: [] });
			}),
			{ numRuns: 1000 }
		);
	});
});

describe('the chain on the page', () => {
	const change = sql`update audit_entry set object = 'other' where entry_no = 2`;

	it('is said to be unbroken, or where it breaks', async () => {
		for (let entry = 0; entry < 3; entry++) await write({});
		expect((await view()).chain).toEqual({
			broken: null,
			unbrokenTo: 3,
			trustedTo: 0,
			newest: 3
		});
		await asOwnerWithoutTrigger(database.db, change);
		expect((await view()).chain).toMatchObject({
			unbrokenTo: 1,
			broken: { entryNo: 2, what: 'changed' }
		});
	});

	it('is walked on from where the last page ended, and anew after a while', async () => {
		const look = watchChain({ atOnce: 2 });
		for (let entry = 0; entry < 5; entry++) await write({});
		const reached = async (now: number) => (await look(database.db, now)).last.entryNo;
		expect([await reached(1e6), await reached(1e6), await reached(1e6)]).toEqual([2, 4, 5]);
		await asOwnerWithoutTrigger(database.db, change);
		expect(await look(database.db, 1e6)).toMatchObject({ broken: null });
		expect(await look(database.db, 2e6)).toMatchObject({ broken: { entryNo: 2 } });
		expect(await look(database.db, 2e6)).toMatchObject({ broken: { entryNo: 2 } });
	});

	it('SR-6.3 shows an entry changed while the server runs, at the next look', async () => {
		const look = watchChain();
		for (let entry = 0; entry < 5; entry++) await write({});
		expect(await look(database.db)).toMatchObject({ broken: null, trustedTo: 0 });
		await asOwnerWithoutTrigger(database.db, change);
		expect((await look(database.db)).broken).toEqual({ entryNo: 2, what: 'changed' });
	});

	it('says which entries of a long chain it took from an earlier look', async () => {
		const look = watchChain({ short: 3 });
		for (let entry = 0; entry < 5; entry++) await write({});
		expect(await look(database.db, 1e6)).toMatchObject({ trustedTo: 0, last: { entryNo: 5 } });
		await write({});
		expect(await look(database.db, 1e6)).toMatchObject({ trustedTo: 5, last: { entryNo: 6 } });
		expect(await look(database.db, 2e6)).toMatchObject({ trustedTo: 0, last: { entryNo: 6 } });
	});

	it('SR-6.3 shows an end removed while the server runs', async () => {
		const look = watchChain();
		for (let entry = 0; entry < 5; entry++) await write({});
		expect(await look(database.db)).toMatchObject({ broken: null });
		await asOwnerWithoutTrigger(database.db, sql`delete from audit_entry where entry_no > 3`);
		expect((await look(database.db)).broken).toEqual({ entryNo: 4, what: 'missing' });
		await write({});
		await write({});
		expect((await look(database.db)).broken).toEqual({ entryNo: 5, what: 'not the one noted' });
	});
});

describe('the file', () => {
	const fileOf = async (query = '') => {
		const { file } = await auditFile(reader, new URLSearchParams(query), database.db);
		return new Response(file?.body).text();
	};

	it('SR-5.5 holds all that is filtered, every column, and runs in no spreadsheet', async () => {
		await database.db.transaction().execute(async (tx) => {
			for (let entry = 0; entry < 2_100; entry++) {
				await audit(tx, { ...CONSOLE, action: 'import', object: `=b${entry}` });
			}
		});
		await write({ action: 'sign-out' });
		const text = await fileOf('action=import');
		const { about, header, rows } = parseCsv(text);
		expect(about[0]).toBe('# Audit of this Stipple: 2100 entries, newest first, times in UTC');
		expect(about[1]).toBe('# Filters: action=import');
		expect(rows).toHaveLength(2_100);
		expect(rows[0]?.[header.indexOf('object')]).toBe("'=b2099");
		expect(rows.at(-1)?.[header.indexOf('object')]).toBe("'=b0");
		const columns = await database.db.selectFrom('audit_entry').selectAll().executeTakeFirst();
		expect(header.toSorted()).toEqual([...Object.keys(columns ?? {}), 'actor_name'].toSorted());
	});

	it('SR-6.3 is recorded once, and what is added meanwhile is not in it', async () => {
		await write({});
		const text = await fileOf();
		expect(parseCsv(text).rows).toHaveLength(1);
		const entries = await database.db.selectFrom('audit_entry').selectAll().execute();
		expect(entries.map(({ action, object, detail }) => [action, object, detail])).toEqual([
			['import', null, {}],
			['audit-read', 'csv', { filters: '', entries: 1 }]
		]);
	});

	it('refuses a page number, for it holds every page', async () => {
		const file = await auditFile(reader, new URLSearchParams('before=5'), database.db);
		expect(file.problems[0]?.message).toMatch(/every page/);
	});
});
