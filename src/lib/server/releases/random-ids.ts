/** Ids of a release's rows: random, not derived from anything, and never the same twice. */
import { randomBytes, randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 12;

/** Gives a new id at each call. */
export function randomIds(): () => string {
	const given = new Set<string>();
	return () => {
		for (;;) {
			const id = Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
			if (given.has(id)) continue;
			given.add(id);
			return id;
		}
	};
}

/** The same values in an order that says nothing. */
export function shuffled<Value>(values: readonly Value[]): Value[] {
	const left = [...values];
	const out: Value[] = [];
	while (left.length > 0) out.push(...left.splice(randomInt(left.length), 1));
	return out;
}
