/**
 * Numbers that look drawn and are not: each follows from a row's number and a salt by the database's own
 * 64-bit hash, so that the same size always gives the same records, in whatever order they are written.
 */

/** From 0 to just below 1, for a row's number (a bigint expression) and what it is drawn for. */
export const unit = (row: string, salt: number) =>
	`((hashint8extended(${row}, ${salt}) & 1048575)::float8 / 1048576)`;

/** One of the values, each as often as its weight says. Strings are our own constants. */
export function pick(drawn: string, weights: Readonly<Record<string, number>>): string {
	const entries = Object.entries(weights);
	const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
	let below = 0;
	const cases = entries.slice(0, -1).map(([value, weight]) => {
		below += weight / total;
		return `when ${drawn} < ${below} then ${value}`;
	});
	return `(case ${cases.join(' ')} else ${entries.at(-1)?.[0]} end)`;
}

/** The row's own number for a part of it: courses of a patient, scores of a course. */
export const part = (row: string, of: string, most: number) =>
	`((${row})::bigint * ${most} + (${of}))`;

export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
