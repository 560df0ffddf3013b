/** Each file and each answer of the API leaves an entry, written in the role of the server. */
import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { aboutLines } from '#lib/server/about.ts';
import { connection } from '#lib/server/connection.ts';
import { deliver } from '#lib/server/http/deliver.ts';
import { loadDemo } from '#lib/server/records/demo.ts';
import { closeAll } from '#lib/server/stop.ts';
import { fillDictionaries } from '#db/dictionaries.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let before = 0;
beforeAll(async () => {
	database = await openTestDatabase();
	await fillDictionaries(database.db);
	await loadDemo(database.db);
	// The embedded engine serves one connection: from here on the server's own.
	if (database.embedded) await database.db.destroy();
	process.env.DATABASE_URL = database.url;
});
beforeEach(async () => {
	before = (await entries()).length;
});
afterAll(async () => {
	await closeAll();
	await database.close();
});

const entries = () =>
	connection().selectFrom('audit_entry').selectAll().orderBy('entry_no').execute();

const viewer: Viewer = {
	role: 'practitioner',
	clinics: ['demo-1'],
	threshold: 5,
	insideClinic: true,
	operatorCode: null
};

/** What a route hands on of a request. */
function anEvent(query: string, asks: Viewer | null = viewer): RequestEvent {
	const signedIn = asks && { id: 'p-7', role: asks.role };
	const url = new URL(`http://127.0.0.1/api/v1/analyses/session-counts?${query}`);
	return {
		url,
		request: new Request(url),
		locals: { viewer: asks, signedIn, requestId: 'r-1' },
		getClientAddress: () => '192.0.2.7'
		// Nothing else of the request is looked at.
	} as unknown as RequestEvent;
}

const asText = (text: string) => () =>
	new Response(text, { headers: { 'Content-Type': 'text/plain', 'X-Kept': 'yes' } });

it('SR-6.1 records who took what: analysis, filters, rows and the hash of the bytes', async () => {
	const event = anEvent('depth=0.5-1.0&area=face&by=area');
	const response = await deliver(event, 'session-counts', 'csv', ({ figure }) =>
		asText(`${figure.table.rows.length} rows`)()
	);
	const body = await response.text();
	expect(response.headers.get('X-Kept')).toBe('yes');
	const [entry, ...others] = (await entries()).slice(before);
	expect(others).toEqual([]);
	expect(entry).toMatchObject({
		actor: 'p-7',
		role: 'practitioner',
		clinic: 'demo-1',
		action: 'export',
		object: 'session-counts',
		outcome: 'done',
		request_id: 'r-1',
		address: '192.0.2.7'
	});
	expect(entry?.detail).toMatchObject({
		format: 'csv',
		rows: Number(body.split(' ')[0]),
		sha256: createHash('sha256').update(body).digest('hex')
	});
	// One canonical form, whatever the order of the address.
	const again = anEvent('by=area&area=face&depth=0.5-1.0');
	await deliver(again, 'session-counts', 'json', asText('x'));
	const last = (await entries()).at(-1);
	expect(last?.detail).toMatchObject({ format: 'json', filters: entry?.detail.filters });
	expect(last?.detail.filters).toMatch(/area=face/);
});

it('SR-6.1 records of a figure beside other clinics that it rests on all of them, and says so in it', async () => {
	let words = '';
	await deliver(anEvent('network=on'), 'side-effects-per-session', 'csv', (answered) => {
		words = aboutLines(answered).join('\n');
		return asText(words)();
	});
	const entry = (await entries()).at(-1);
	expect(entry).toMatchObject({ action: 'export', clinic: null });
	expect(entry?.detail).toMatchObject({ clinics: 'all clinics, others unnamed' });
	expect(words).toContain('all clinics, others unnamed');
	expect(words).not.toMatch(/Demo clinic/);
});

it('records nothing of what is refused', async () => {
	const asked = [
		[anEvent('area=moon'), 'session-counts'],
		[anEvent(''), 'no-such-analysis'],
		[anEvent('', null), 'session-counts']
	] as const;
	for (const [event, analysis] of asked) {
		const response = await deliver(event, analysis, 'csv', asText('x'));
		expect(response.status).toBeGreaterThanOrEqual(400);
	}
	expect(await entries()).toHaveLength(before);
});

it('hands nothing out when the entry cannot be written', async () => {
	const event = anEvent('');
	event.locals.requestId = '\u0000'; // what no column takes
	await expect(deliver(event, 'session-counts', 'csv', asText('x'))).rejects.toThrow();
	expect(await entries()).toHaveLength(before);
});
