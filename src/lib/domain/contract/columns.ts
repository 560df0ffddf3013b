/**
 * The kinds of columns the data contract knows. A table is one list of them; the parser, the header
 * check, the messages and the help text all come from that list.
 */

/** required: every row. conditional: a rule of the table says when. optional: may be blank. */
export type Need = 'required' | 'conditional' | 'optional';

export type ColumnType =
	'id' | 'string' | 'code' | 'codes' | 'int' | 'ints' | 'dec' | 'date' | 'month' | 'skin_type';

export type Column = {
	name: string;
	type: ColumnType;
	need: Need;
	/** The rule in words, as a sentence without its subject: "between 0.05 and 6 mm". */
	rule: string;
	codes?: readonly string[];
	min?: number;
	max?: number;
	/** Digits after the decimal point at most. */
	decimals?: number;
	maxLength?: number;
	/** Ids of people: also refused when two words are joined like a name. */
	person?: true;
	/** A month or `UK-03-2021` is taken too, and stored without a day (W7). */
	partial?: true;
};

/** The value of a cell of this column, once parsed. */
export type ValueOf<C> =
	| (C extends { type: 'code'; codes: readonly (infer Code)[] }
			? Code
			: C extends { type: 'codes' }
				? string[]
				: C extends { type: 'ints' }
					? number[]
					: C extends { type: 'int' | 'dec' | 'skin_type' }
						? number
						: string)
	| (C extends { need: 'required' } ? never : null);

export function id<const N extends string, const R extends Need>(name: N, need: R, rule = '') {
	return { name, type: 'id' as const, need, rule };
}
/** An id that stands for a person. */
export function personId<const N extends string, const R extends Need>(
	name: N,
	need: R,
	rule = ''
) {
	return { name, type: 'id' as const, need, rule, person: true as const };
}
export function string<const N extends string, const R extends Need>(
	name: N,
	need: R,
	maxLength: number,
	rule = ''
) {
	return { name, type: 'string' as const, need, rule, maxLength };
}
export function code<const N extends string, const R extends Need, const C extends string>(
	name: N,
	need: R,
	codes: readonly C[],
	rule = ''
) {
	return { name, type: 'code' as const, need, rule, codes };
}
export function codes<const N extends string, const R extends Need>(
	name: N,
	need: R,
	list: readonly string[],
	rule = ''
) {
	return { name, type: 'codes' as const, need, rule, codes: list };
}
export function int<const N extends string, const R extends Need>(
	name: N,
	need: R,
	min: number,
	max: number,
	rule = ''
) {
	return { name, type: 'int' as const, need, rule, min, max };
}
export function ints<const N extends string, const R extends Need>(
	name: N,
	need: R,
	min: number,
	max: number,
	rule = ''
) {
	return { name, type: 'ints' as const, need, rule, min, max };
}
export function dec<const N extends string, const R extends Need>(
	name: N,
	need: R,
	limits: { min?: number; max?: number; decimals?: number },
	rule = ''
) {
	return { name, type: 'dec' as const, need, rule, ...limits };
}
export function date<const N extends string, const R extends Need>(name: N, need: R, rule = '') {
	return { name, type: 'date' as const, need, rule };
}
/** A date of which day or even month may be unknown. */
export function partialDate<const N extends string, const R extends Need>(
	name: N,
	need: R,
	rule = ''
) {
	return { name, type: 'date' as const, need, rule, partial: true as const };
}
export function month<const N extends string, const R extends Need>(name: N, need: R, rule = '') {
	return { name, type: 'month' as const, need, rule };
}
export function skinType<const N extends string, const R extends Need>(
	name: N,
	need: R,
	rule = ''
) {
	return { name, type: 'skin_type' as const, need, rule };
}
export const yesNo = <const N extends string, const R extends Need>(name: N, need: R, rule = '') =>
	code(name, need, ['yes', 'no', 'unknown'], rule);

/** Depth of needles in mm. */
export const depth = <const N extends string, const R extends Need>(name: N, need: R, rule = '') =>
	dec(name, need, { min: 0.05, max: 6, decimals: 2 }, rule);
/** Days from the course's first session, which is day 0. */
export const day = <const N extends string, const R extends Need>(name: N, need: R, rule = '') =>
	int(name, need, -36_500, 36_500, rule);
