/** The columns a release shall keep, in their order, as forms and addresses spell and change them. */
import { RELEASE_COLUMN_NAMES, type ReleaseColumnName } from './release-columns.ts';

const nameIn = (text: string): ReleaseColumnName | undefined =>
	RELEASE_COLUMN_NAMES.find((name) => name === text);

/** "area,depth,…": what is not named is left out. All columns where none is named. */
export function readOrder(text: string): ReleaseColumnName[] {
	const named = text.split(',', 40).flatMap((part) => nameIn(part.trim()) ?? []);
	return named.length > 0 ? [...new Set(named)] : [...RELEASE_COLUMN_NAMES];
}

export const orderText = (order: readonly ReleaseColumnName[]): string => order.join(',');

/** Columns that are not in the order, in the usual one. */
export const leftOutOf = (order: readonly ReleaseColumnName[]): ReleaseColumnName[] =>
	RELEASE_COLUMN_NAMES.filter((name) => !order.includes(name));

const WAYS = ['up', 'down', 'out', 'in'] as const;
export type Move = { name: ReleaseColumnName; to: (typeof WAYS)[number] };

/** "depth:up", as the button of a form sends it; null for what is none. */
export function readMove(text: string): Move | null {
	const [of = '', way] = text.split(':');
	const name = nameIn(of);
	const to = WAYS.find((one) => one === way);
	return name && to ? { name, to } : null;
}

/** The order with one column moved, left out or taken in at the end; one column at least stays. */
export function moved(
	order: readonly ReleaseColumnName[],
	{ name, to }: Move
): ReleaseColumnName[] {
	const from = order.indexOf(name);
	const others = order.filter((column) => column !== name);
	if (to === 'in') return [...others, name];
	if (from < 0) return [...order];
	if (to === 'out') return others.length > 0 ? others : [...order];
	return others.toSpliced(Math.max(0, to === 'up' ? from - 1 : from + 1), 0, name);
}
