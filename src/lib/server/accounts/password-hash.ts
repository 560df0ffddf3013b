/**
 * Passwords as they are stored: scrypt, its parameters beside the hash. Few are worked out at once, for
 * each takes 128 MiB; who would have to wait too long is told to come back.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's cost for scrypt. */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const MAX_MEMORY = 256 * 1024 ** 2;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

const AT_ONCE = 2;
const MAY_WAIT = 16;
const WAIT_MS = 4_000;

/** Too many passwords are being checked; nothing was changed, and the same may be tried again soon. */
export class Busy extends Error {}

/** A new hash, with a salt of its own. Throws Busy. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(SALT_BYTES);
	const key = await derive(password, salt, COST, KEY_BYTES);
	const { N, r, p } = COST;
	return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether it is the password. Without a hash to compare with, it takes as long and says no. Throws Busy. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
	const parts = stored === null ? null : partsOf(stored);
	const { salt, cost, key } = parts ?? NOBODYS;
	const derived = await derive(password, salt, cost, key.length);
	return timingSafeEqual(derived, key) && parts !== null;
}

/** What the password of an unknown account is compared with. */
const NOBODYS = { salt: randomBytes(SALT_BYTES), cost: COST, key: randomBytes(KEY_BYTES) };

type Cost = { N: number; r: number; p: number };

function partsOf(stored: string): { salt: Buffer; cost: Cost; key: Buffer } | null {
	const match = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([\w-]+)\$([\w-]+)$/.exec(stored);
	if (!match) return null;
	const [, N = '', r = '', p = '', salt = '', key = ''] = match;
	return {
		salt: Buffer.from(salt, 'base64url'),
		cost: { N: Number(N), r: Number(r), p: Number(p) },
		key: Buffer.from(key, 'base64url')
	};
}

/** The same letters count as the same, however a keyboard composes them. */
function derive(password: string, salt: Buffer, cost: Cost, bytes: number): Promise<Buffer> {
	done += 1;
	return inTurn(
		() =>
			new Promise((resolve, reject) =>
				scrypt(
					password.normalize('NFKC'),
					salt,
					bytes,
					{ ...cost, maxmem: MAX_MEMORY },
					(error, key) => (error ? reject(error) : resolve(key))
				)
			)
	);
}

let done = 0;

/** How many hashes this process began, by which it is seen that no answer leaves one out (SR-3.3). */
export const hashesDone = (): number => done;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= AT_ONCE) await turn();
	else running += 1;
	try {
		return await work();
	} finally {
		// The turn goes to whoever waits longest; nobody waiting, it is free.
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}

function turn(): Promise<void> {
	if (waiting.length >= MAY_WAIT) throw new Busy('Too many passwords are being checked.');
	return new Promise((resolve, reject) => {
		const mine = () => {
			clearTimeout(limit);
			resolve();
		};
		const limit = setTimeout(() => {
			waiting.splice(waiting.indexOf(mine), 1);
			reject(new Busy('Too many passwords are being checked.'));
		}, WAIT_MS);
		waiting.push(mine);
	});
}
