import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept, linkBehind } from '#lib/server/accounts/accept.ts';
import { invite } from '#lib/server/accounts/invitations.ts';
import { countsAt, DEVICE_COOKIE } from '#lib/server/accounts/known-places.ts';
import { disable, enable } from '#lib/server/accounts/persons.ts';
import { hashesDone } from '#lib/server/accounts/password-hash.ts';
import { Refused } from '#lib/server/accounts/refused.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import {
	accountCount,
	addressCount,
	countHere,
	takeTry,
	waitAfter,
	type Counted
} from '#lib/server/accounts/throttle.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { openTestDatabase } from '../support/database.ts';
import { aClinic, aPerson, aVisit, cookieIn, DIRECTOR, PASSWORD } from './people.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());
beforeAll(() => aClinic(db, 'C001'));

const refusal = (promise: Promise<unknown>): Promise<Refused> =>
	promise.then(
		() => {
			throw new Error('not refused');
		},
		(error: unknown) => {
			if (error instanceof Refused) return error;
			throw error;
		}
	);

/** As if so many seconds had gone by since every wrong try. */
const later = (seconds: number) =>
	db
		.updateTable('throttle')
		.set({ last_failure_at: sql<string>`last_failure_at - make_interval(secs => ${seconds})` })
		.where('failures', '>', 0)
		.execute();

test('SR-3.4 the wait grows with each wrong try, at most to a quarter of an hour', () => {
	for (const rule of ['account', 'here', 'address'] as const) {
		const waits = Array.from({ length: 40 }, (_, failures) => waitAfter(failures, rule));
		expect(waits[0]).toBe(0);
		expect(waits[9]).toBeGreaterThan(0);
		expect(waits.at(-1)).toBe(900);
		expect(waits).toEqual([...waits].sort((a, b) => a - b));
	}
});

/** So many wrong tries, all a moment ago however slow this machine is. */
async function wrongTries(times: number, counts: Counted[]): Promise<number> {
	let wait = 0;
	for (let i = 0; i < times; i += 1) {
		wait = (await takeTry(db, counts)).seconds;
		await justNow();
	}
	return wait;
}

const justNow = () =>
	db
		.updateTable('throttle')
		.set({ last_failure_at: sql<string>`clock_timestamp() + interval '5 seconds'` })
		.where('failures', '>', 0)
		.execute();

/** The device's cookie of somebody who signs in well there. */
async function deviceAt(email: string, address: string): Promise<string> {
	const { cookies } = await signIn(db, { email, password: PASSWORD }, aVisit(address));
	return cookieIn(cookies, DEVICE_COOKIE);
}

test('SR-3.4 guessing one account is refused by the tenth try, from many addresses too', async () => {
	const { email } = await aPerson(db, 'guessed@example.org');
	const first = await refusal(signIn(db, { email, password: 'wrong' }, aVisit()));
	expect(first.retryAfter).toBeNull();
	await wrongTries(8, [accountCount('password', email)]);
	// The right password waits as well, or the wait would tell that it is right.
	for (const password of ['wrong', PASSWORD]) {
		const refused = await refusal(signIn(db, { email, password }, aVisit()));
		expect(refused.message).toMatch(/too many wrong tries. Wait \d+ (seconds|minutes)/);
		expect(refused.retryAfter).toBeGreaterThan(0);
	}
	await later(906);
	await signIn(db, { email, password: PASSWORD }, aVisit());
});

test(
	'SR-3.4 whoever guesses without an end keeps the owner out neither at home nor in a known browser',
	{ timeout: 120_000 },
	async () => {
		const { email, id } = await aPerson(db, 'owner@example.org');
		const device = await deviceAt(email, '198.51.100.7');
		const right = { email, password: PASSWORD };
		// The account waits, and its next free try is always taken by somebody else.
		for (let round = 0; round < 2; round += 1) {
			await wrongTries(10, [accountCount('password', email)]);
			const stranger = await refusal(signIn(db, right, aVisit()));
			expect(stranger.retryAfter).toBeGreaterThan(0);
			await signIn(db, right, aVisit('198.51.100.7'));
			const elsewhere = `198.51.100.${100 + round}`;
			await signIn(db, right, aVisit(elsewhere, device));
			await later(906);
		}
		// Nor does somebody in the same house, at the same address.
		await wrongTries(40, [addressCount('198.51.100.7')]);
		await wrongTries(40, [countHere('password', email, '198.51.100.7')]);
		await signIn(db, right, aVisit('198.51.100.7', device));
		// Where the password may have been a thief's, nowhere is known any more.
		await disable(db, id, CONSOLE);
		await enable(db, id, CONSOLE);
		await wrongTries(10, [accountCount('password', email)]);
		await refusal(signIn(db, right, aVisit('198.51.100.8', device)));
	}
);

test('SR-3.4 in a known place, too, guessing is refused by the tenth try', async () => {
	const { email, id } = await aPerson(db, 'known@example.org');
	const device = await deviceAt(email, '198.51.100.9');
	const place = { device: null, address: '198.51.100.9' };
	for (const here of [place, { device, address: '198.51.100.10' }]) {
		const counts = await countsAt(db, 'password', { account: email, personId: id }, here);
		expect(counts).not.toContainEqual(accountCount('password', email));
		expect(await wrongTries(9, counts)).toBeGreaterThan(0);
	}
});

test('SR-3.4 a made-up cookie of a browser makes no place known', async () => {
	const { email } = await aPerson(db, 'made-up@example.org');
	await wrongTries(10, [accountCount('password', email)]);
	for (const device of ['\0', 'A'.repeat(32), 'x'.repeat(5000)]) {
		const right = signIn(db, { email, password: PASSWORD }, aVisit(undefined, device));
		expect((await refusal(right)).retryAfter).toBeGreaterThan(0);
	}
});

test('SR-3.4 guessing many accounts from one address is refused by the tenth try', async () => {
	const visit = aVisit('192.0.2.77');
	const given = { email: 'nobody@example.org', password: 'wrong' };
	expect(await wrongTries(9, [addressCount('192.0.2.77')])).toBe(0);
	expect((await refusal(signIn(db, given, visit))).retryAfter).toBeGreaterThan(0);
});

test('SR-3.4 accounts invented at an address that must wait leave nothing behind', async () => {
	const visit = aVisit('192.0.2.76');
	await wrongTries(20, [addressCount('192.0.2.76')]);
	const rows = () => db.selectFrom('throttle').select('key').execute();
	const entries = () => db.selectFrom('audit_entry').select('entry_no').execute();
	const invented = (name: string) =>
		refusal(signIn(db, { email: `${name}@example.org`, password: 'wrong' }, visit));
	await invented('first');
	const [rowsBefore, entriesBefore] = [await rows(), await entries()];
	for (let i = 0; i < 20; i += 1) await invented(`invented-${i}`);
	expect(await rows()).toHaveLength(rowsBefore.length);
	// Each wait has one entry in the audit, however often it is run into.
	expect(await entries()).toHaveLength(entriesBefore.length);
	await later(906);
	await invented('next');
	await justNow();
	await invented('throttled again');
	await invented('and again');
	expect(await entries()).toHaveLength(entriesBefore.length + 2);
});

test('SR-3.4 wrong tries from elsewhere do not slow the owner of another account', async () => {
	await wrongTries(20, [addressCount('192.0.2.78')]);
	const { email } = await aPerson(db, 'unharmed@example.org');
	await signIn(db, { email, password: PASSWORD }, aVisit());
});

test('SR-3.4 tries at the same moment do not pass together', async () => {
	const counts = [
		accountCount('password', 'race@example.org'),
		countHere('password', 'race@example.org', '192.0.2.99'),
		addressCount('192.0.2.99')
	];
	const waits = await Promise.all(Array.from({ length: 20 }, () => takeTry(db, counts)));
	expect(waits.filter(({ seconds }) => seconds === 0)).toHaveLength(5);
	expect(waits.filter(({ isNew }) => isNew)).toHaveLength(1);
});

test('SR-3.4 an IPv6 network counts as one address, and the table names nobody', async () => {
	expect(addressCount('2001:db8:1:2::1')).toEqual(addressCount('2001:0db8:1:2:ffff::9'));
	expect(addressCount('2001:db8:1:3::1')).not.toEqual(addressCount('2001:db8:1:2::1'));
	expect(addressCount('::ffff:192.0.2.1')).toEqual(addressCount('192.0.2.1'));
	const rows = await db.selectFrom('throttle').select('key').execute();
	expect(rows.length).toBeGreaterThan(0);
	for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/);
});

test('SR-3.3 unknown, disabled and wrong are answered with the same words', async () => {
	const { email, id } = await aPerson(db, 'gone@example.org');
	await disable(db, id, CONSOLE);
	const known = await aPerson(db, 'there@example.org');
	const answers = await Promise.all([
		refusal(signIn(db, { email, password: PASSWORD }, aVisit())),
		refusal(signIn(db, { email: 'never@example.org', password: PASSWORD }, aVisit())),
		refusal(signIn(db, { email: known.email, password: 'wrong' }, aVisit())),
		refusal(signIn(db, { email: ['x'], password: {} }, aVisit()))
	]);
	expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
	expect(new Set(answers.map(({ field }) => field)).size).toBe(1);
});

test('SR-3.3 unknown, disabled and wrong take the same time', { timeout: 120_000 }, async () => {
	const { email } = await aPerson(db, 'timed@example.org');
	const gone = await aPerson(db, 'timed-gone@example.org');
	await disable(db, gone.id, CONSOLE);
	const kinds = {
		wrong: { email, password: 'wrong' },
		unknown: { email: 'timed-nobody@example.org', password: 'wrong' },
		disabled: { email: gone.email, password: PASSWORD }
	};
	const times = { wrong: [] as number[], unknown: [] as number[], disabled: [] as number[] };
	const names = ['wrong', 'unknown', 'disabled'] as const;
	// One after the other in turn, so that a slow moment of the machine falls on all three.
	for (let round = 0; round < 9; round += 1) {
		for (const name of names) {
			await db.deleteFrom('throttle').execute();
			const before = hashesDone();
			const began = performance.now();
			await refusal(signIn(db, kinds[name], aVisit()));
			times[name].push(performance.now() - began);
			// Nearly all of the time goes to one hash, which no path may leave out.
			expect(hashesDone() - before, name).toBe(1);
		}
	}
	const median = (list: number[]) => list.toSorted((a, b) => a - b)[4] ?? Number.NaN;
	for (const name of ['unknown', 'disabled'] as const) {
		const ratio = median(times[name]) / median(times.wrong);
		expect(ratio, name).toBeGreaterThan(0.7);
		expect(ratio, name).toBeLessThan(1.4);
	}
});

test('SR-3.3 used, withdrawn, run out and invented links are answered alike', async () => {
	const link = await invite(
		db,
		{ email: 'once@example.org', name: 'Once', grants: [DIRECTOR] },
		CONSOLE
	);
	const given = { name: 'Once', password: PASSWORD };
	expect(await linkBehind(db, link.token, aVisit())).toMatchObject({ kind: 'invitation' });
	await accept(db, link.token, given, aVisit());
	const expired = await invite(
		db,
		{ email: 'late@example.org', name: 'Late', grants: [DIRECTOR] },
		CONSOLE
	);
	await db
		.updateTable('invitation')
		.set({ expires_at: new Date(Date.now() - 1000).toISOString() })
		.where('email', '=', 'late@example.org')
		.execute();
	const answers = [];
	for (const token of [link.token, expired.token, 'invented', '']) {
		expect(await linkBehind(db, token, aVisit())).toBeNull();
		answers.push((await refusal(accept(db, token, given, aVisit()))).message);
	}
	expect(new Set(answers).size).toBe(1);
});

test('SR-3.4 guessing links is refused by the tenth try', async () => {
	const visit = aVisit('192.0.2.11');
	let refused = 0;
	for (let i = 0; i < 12; i += 1) {
		await linkBehind(db, `guess${i}`, visit).catch((error: unknown) => {
			if (!(error instanceof Refused)) throw error;
			refused += 1;
		});
	}
	expect(refused).toBeGreaterThanOrEqual(2);
});

test('SR-6.1 SR-6.2 every outcome has an entry, and none names a wrong address or a password', async () => {
	const rows = await db.selectFrom('audit_entry').selectAll().execute();
	const actions = new Set(rows.map(({ action }) => action));
	for (const action of ['sign-in', 'sign-in-refused', 'sign-in-throttled', 'person-disabled']) {
		expect(actions).toContain(action);
	}
	const text = JSON.stringify(rows);
	expect(text).not.toContain('@');
	expect(text).not.toContain(PASSWORD);
	expect(text).not.toContain('wrong"');
});
