/**
 * The register of methods: what each statistic is, in words and as a formula, whose it is, and what it
 * cannot say. The methods page, files and the API are made from it. A new statistic gets its entry in
 * the file of its family; a test holds the register beside what `statistics/index.ts` exports.
 */
import { ADJUSTED } from '#lib/statistics/register/adjusted.ts';
import { COMPARISONS } from '#lib/statistics/register/comparisons.ts';
import { DOSE } from '#lib/statistics/register/dose.ts';
import { MEANS } from '#lib/statistics/register/means.ts';
import type { Family, Method, Source } from '#lib/statistics/register/method.ts';
import { MONITORING } from '#lib/statistics/register/monitoring.ts';
import { PROPORTIONS } from '#lib/statistics/register/proportions.ts';
import { RATES } from '#lib/statistics/register/rates.ts';
import { READING } from '#lib/statistics/register/reading.ts';
import { RELIABILITY } from '#lib/statistics/register/reliability.ts';
import { TIMES } from '#lib/statistics/register/times.ts';

export type { Family, Method, Source };

const families = [
	MEANS,
	PROPORTIONS,
	RATES,
	COMPARISONS,
	ADJUSTED,
	DOSE,
	TIMES,
	MONITORING,
	RELIABILITY,
	READING
] as const;

export const FAMILIES: readonly Family[] = families;

/** The name of an entry, as an analysis declares it. */
export type MethodId = (typeof families)[number]['methods'][number]['id'];

export const METHODS: readonly Method[] = FAMILIES.flatMap(({ methods }) => methods);

/** "Liang & Zeger 1986", "Franco et al. 2019". */
export function cite({ authors, year }: Source): string {
	const names = authors.split(', ').map((author) => author.replace(/ [A-Z]{1,3}$/, ''));
	const lead = names.length > 2 ? `${names[0]} et al.` : names.join(' & ');
	return `${lead} ${year}`;
}

/** The entry of this id. Throws when there is none. */
export function methodOf(id: string): Method {
	const method = METHODS.find((entry) => entry.id === id);
	if (!method) throw new RangeError(`no method is called ${id}`);
	return method;
}
