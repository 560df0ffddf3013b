import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashPassword, isPassword } from '#lib/server/accounts/password-hash.ts';
import { passwordProblem } from '#lib/server/accounts/password-rules.ts';

const ADA = {
	hasSecondFactor: false,
	words: ['Ada Brennan', 'ada.brennan@example.org', 'ada.brennan', 'Harbour Skin Clinic']
};

test.each([
	['violet anchor tripod mustang'],
	['correct otter battery lamp'],
	['Жёлтый трактор едет домой'],
	['  spaces   count    too   '],
	['kJ#9x!vQ2@mZp7&Lr'],
	['ü'.repeat(3) + 'bermorgen wird gefegt']
])('SR-3.2 takes a long password of any characters: %s', (password) => {
	expect(passwordProblem(password, ADA)).toBeNull();
});

test('SR-3.2 asks for 15 characters, or 8 beside a second factor', () => {
	expect(passwordProblem('kJ#9x!vQ2@mZp7', ADA)).toMatch(/15 characters or more/);
	expect(passwordProblem('kJ#9x!vQ2@mZp7&', ADA)).toBeNull();
	const withFactor = { ...ADA, hasSecondFactor: true };
	expect(passwordProblem('kJ#9x!v', withFactor)).toMatch(/8 characters or more/);
	expect(passwordProblem('kJ#9x!vQ', withFactor)).toBeNull();
});

test('SR-3.2 counts characters, not the bytes they take', () => {
	expect(passwordProblem('🐢🐇🐟🐸🐻🐼🐨🦊🐷🐮🐭🐹🐰🦁', ADA)).toMatch(/too short/);
});

test('SR-3.2 takes 128 characters and more', () => {
	const long = 'violet anchor tripod mustang '.repeat(9).slice(0, 250);
	expect(passwordProblem(long.slice(0, 128), ADA)).toBeNull();
	expect(passwordProblem(`${long}!`, ADA)).toBeNull();
	expect(passwordProblem('v'.repeat(300), ADA)).toMatch(/too long/);
});

test.each([
	['correcthorsebatterystaple'],
	['Correct Horse Battery Staple'],
	['passwordpassword'],
	['P@ssw0rdP@ssw0rd1'],
	['123456789012345'],
	['aaaaaaaaaaaaaaaaaaaa'],
	['abcdefghijklmnopqrstuvwxyz'],
	['qwertyuiopasdfghjkl'],
	['stipple-stipple-1'],
	['Stipple2026Stipple'],
	['microneedling2026!'],
	['Ada Brennan 1234'],
	['ada.brennan@example.org'],
	['harbourskinclinic1'],
	['xyxyxyxyxyxyxyxyxy']
])('SR-3.2 refuses what is guessed first: %s', (password) => {
	expect(passwordProblem(password, ADA)).not.toBeNull();
});

test('SR-3.2 has an answer to every text, and says the same each time', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 })),
			fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 4 }),
			fc.boolean(),
			(password, words, hasSecondFactor) => {
				const problem = passwordProblem(password, { words, hasSecondFactor });
				expect(problem === null || problem.length > 20).toBe(true);
				expect(passwordProblem(password, { words, hasSecondFactor })).toBe(problem);
				// What is enough alone is enough beside a second factor.
				if (passwordProblem(password, { words, hasSecondFactor: false }) === null) {
					expect(passwordProblem(password, { words, hasSecondFactor: true })).toBeNull();
				}
			}
		),
		{ numRuns: 1000 }
	);
});

test('SR-3.2 stores a password as scrypt at 2^17, 8, 1 with a salt of its own', async () => {
	const [one, two] = [await hashPassword('violet anchor'), await hashPassword('violet anchor')];
	expect(one).toMatch(/^scrypt\$131072\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
	expect(one).not.toBe(two);
	expect(await isPassword('violet anchor', one)).toBe(true);
	expect(await isPassword('violet anchoR', one)).toBe(false);
	expect(await isPassword('violet anchor', null)).toBe(false);
	expect(await isPassword('violet anchor', 'rubbish')).toBe(false);
});

test('SR-8.2 of many passwords at once the last are told to come back, and the others are checked', async () => {
	const answers = await Promise.allSettled(
		Array.from({ length: 30 }, () => isPassword('violet anchor', null))
	);
	const refused = answers.filter(({ status }) => status === 'rejected');
	expect(refused.length).toBeGreaterThanOrEqual(12);
	expect(refused.length).toBeLessThan(30);
	expect(await isPassword('violet anchor', await hashPassword('violet anchor'))).toBe(true);
});

test('a key typed on another keyboard is the same password', async () => {
	const stored = await hashPassword('Gr\u00fc\u00dfe aus der Praxis');
	expect(await isPassword('Gru\u0308\u00dfe aus der Praxis', stored)).toBe(true);
});
