/** Recovery codes: each works once in the place of the second factor. */
import { randomInt } from 'node:crypto';

/** Without letters and digits that are mistaken for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODES = 10;
const HALF = 5;

/** Ten codes of 50 bits, such as `7KQ2M-XW9HD`. */
export const newCodes = (): string[] =>
	Array.from({ length: CODES }, () => `${letters()}-${letters()}`);

const letters = () =>
	Array.from({ length: HALF }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
