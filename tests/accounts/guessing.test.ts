import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept, linkBehind } from '#lib/server/accounts/accept.ts';
import { invite } from '#lib/server/accounts/invitations.ts';
import { disable } from '#lib/server/accounts/persons.ts';
import { Refused } from '#lib/server/accounts/refused.ts';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import {
	accountCount,
	addressCount,
	takeTry,
	waitAfter,
	type Counted
} from '#lib/server/accounts/throttle.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { openTestDatabase } from '../support/database.ts';
import { aClinic, aPerson, aVisit, DIRECTOR, PASSWORD } from './people.ts';

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
		.execute();

test('SR-3.4 the wait grows with each wrong try, at most to a quarter of an hour', () => {
	for (const rule of ['account', 'address'] as const) {
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
		wait = await takeTry(db, counts);
		await db
			.updateTable('throttle')
			.set({ last_failure_at: sql<string>`clock_timestamp() + interval '5 seconds'` })
			.execute();
	}
	return wait;
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
	// The owner is not locked out for good, and is forgiven with the right password.
	await later(906);
	await signIn(db, { email, password: PASSWORD }, aVisit());
	const next = await refusal(signIn(db, { email, password: 'wrong' }, aVisit()));
	expect(next.retryAfter).toBeNull();
});

test('SR-3.4 guessing many accounts from one address is refused by the tenth try', async () => {
	const visit = aVisit('192.0.2.77');
	const given = { email: 'nobody@example.org', password: 'wrong' };
	expect(await wrongTries(9, [addressCount('192.0.2.77')])).toBe(0);
	expect((await refusal(signIn(db, given, visit))).retryAfter).toBeGreaterThan(0);
});

test('SR-3.4 wrong tries from elsewhere do not slow the owner of another account', async () => {
	await wrongTries(20, [addressCount('192.0.2.78')]);
	const { email } = await aPerson(db, 'unharmed@example.org');
	await signIn(db, { email, password: PASSWORD }, aVisit());
});

test('SR-3.4 tries at the same moment do not pass together', async () => {
	const counts = [accountCount('password', 'race@example.org'), addressCount('192.0.2.99')];
	const waits = await Promise.all(Array.from({ length: 20 }, () => takeTry(db, counts)));
	expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
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
	const answers = await Promise.all([
		refusal(signIn(db, { email, password: PASSWORD }, aVisit())),
		refusal(signIn(db, { email: 'never@example.org', password: PASSWORD }, aVisit())),
		refusal(signIn(db, { email: 'guessed@example.org', password: 'wrong' }, aVisit())),
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
			const began = performance.now();
			await refusal(signIn(db, kinds[name], aVisit()));
			times[name].push(performance.now() - began);
		}
	}
	const median = (list: number[]) => list.toSorted((a, b) => a - b)[4] ?? 0;
	// The spread of one kind against itself says how much of a difference is the machine's noise.
	const spread = (list: number[]) => {
		const sorted = list.toSorted((a, b) => a - b);
		return (sorted[7] ?? 0) - (sorted[1] ?? 0);
	};
	const noise = Math.max(...names.map((name) => spread(times[name])));
	const medians = names.map((name) => median(times[name]));
	expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(20 + noise);
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
