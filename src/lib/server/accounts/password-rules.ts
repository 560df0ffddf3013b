/**
 * Which passwords are taken (SR-3.2): long ones of any characters, but none that is guessed first. How
 * they are stored is in password-hash.ts.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { COMMON_PASSWORDS, COMMON_WORDS } from './common-passwords.ts';
import { Refused } from './refused.ts';

export const SHORTEST_PASSWORD = 15;
/** Enough where a second factor stands beside it. */
const SHORTEST_WITH_SECOND_FACTOR = 8;
/** In characters; only so that nobody sends us books. */
export const LONGEST_PASSWORD = 256;

/** What must be left without common and known words. */
const OWN_CHARACTERS = 8;
const OWN_DIFFERENT = 5;
/** Shorter words are found in too many good passwords. */
const SHORTEST_WORD = 4;

export type PasswordContext = {
	hasSecondFactor: boolean;
	/** What somebody who knows the person tries first: names, the e-mail address, the clinics. */
	words: readonly string[];
};

/** Why the password is not taken, and what would be; null for one that is. Takes any text. */
export function passwordProblem(password: string, context: PasswordContext): string | null {
	const characters = lengthOf(password);
	const shortest = context.hasSecondFactor ? SHORTEST_WITH_SECOND_FACTOR : SHORTEST_PASSWORD;
	if (characters < shortest) {
		return `This password is too short: use ${shortest} characters or more. A few words in a row do well.`;
	}
	if ([...password].length > LONGEST_PASSWORD) {
		return `This password is too long: use at most ${LONGEST_PASSWORD} characters.`;
	}
	const plain = password.normalize('NFKC').toLowerCase();
	const joined = plain.replace(/[^\p{L}\p{N}]/gu, '');
	if (COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(joined)) {
		return 'This password is on the list of those that are guessed first. Choose one of your own.';
	}
	const own = withoutWords(plain, context.words);
	if ([...own].length < OWN_CHARACTERS || new Set(own).size < OWN_DIFFERENT) {
		return 'Without common words, names and rows such as 1234, little of this password is left to guess. Add words of your own.';
	}
	return null;
}

const lengthOf = (password: string) => [...password.normalize('NFKC')].length;

/** Whether a password is long enough where no second factor stands beside it. */
export const isLongAlone = (password: string): boolean => lengthOf(password) >= SHORTEST_PASSWORD;

/** What remains without blanks, known words, rows of the alphabet and repetitions. */
function withoutWords(plain: string, words: readonly string[]): string {
	const known = [...words.flatMap(partsOf), ...COMMON_WORDS].sort((a, b) => b.length - a.length);
	let rest = plain;
	for (const word of known) rest = rest.replaceAll(word, ' ');
	return unrepeated(withoutRows(rest.replace(/\s/g, '')));
}

/** A name or an address whole and in its parts, as they may stand in a password. */
function partsOf(text: string): string[] {
	const plain = text.normalize('NFKC').toLowerCase();
	const parts = [plain, plain.replace(/\s+/g, ''), ...plain.split(/[^\p{L}\p{N}]+/u)];
	return [...new Set(parts)].filter((part) => [...part].length >= SHORTEST_WORD);
}

/** Without rows of four and more such as `abcd`, `4321` and `aaaa`. */
function withoutRows(text: string): string {
	const characters = [...text];
	const kept: string[] = [];
	let from = 0;
	while (from < characters.length) {
		const step = stepAt(characters, from);
		let to = from + 1;
		while (Math.abs(step) <= 1 && to < characters.length && stepAt(characters, to - 1) === step) {
			to += 1;
		}
		if (to - from < 4) kept.push(...characters.slice(from, from + 1));
		from = to - from < 4 ? from + 1 : to;
	}
	return kept.join('');
}

const stepAt = (characters: readonly string[], at: number): number =>
	(characters[at + 1]?.codePointAt(0) ?? Number.NaN) - (characters[at]?.codePointAt(0) ?? 0);

/** Of a text that is one piece said several times, the piece. */
function unrepeated(text: string): string {
	for (let length = 1; length <= text.length / 2; length += 1) {
		const piece = text.slice(0, length);
		if (piece.repeat(Math.ceil(text.length / length)).startsWith(text)) return piece;
	}
	return text;
}

/** Throws Refused for a password that is not taken; `person` is who will use it. */
export async function checkNewPassword(
	db: Kysely<Database>,
	password: string,
	person: { name: string; email: string; hasSecondFactor: boolean },
	field: 'password' | 'newPassword' = 'password'
): Promise<void> {
	const clinics = await db.selectFrom('clinic').select('label').execute();
	const words = [
		person.name,
		person.email,
		person.email.replace(/@.*/, ''),
		...clinics.flatMap(({ label }) => (label === null ? [] : [label]))
	];
	const problem = passwordProblem(password, { hasSecondFactor: person.hasSecondFactor, words });
	if (problem !== null) throw new Refused(problem, field);
}
