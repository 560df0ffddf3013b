/** An entry of the audit in plain words. */
import { sentenceCase } from '#lib/domain/format.ts';
import { AUDIT_ACTIONS } from '../audit.ts';
import type { NamedEntry } from './entries.ts';

/** Actors that are nobody with an account. */
export const OTHER_ACTORS: Readonly<Record<string, string>> = {
	console: 'Console',
	demo: 'Demo visitor',
	visitor: 'Visitor, not signed in'
};

/** "Console", "Demo visitor", or the person's name. */
export const actorWords = ({ actor, actor_name: name }: NamedEntry) =>
	name ?? OTHER_ACTORS[actor] ?? `Unknown person ${actor}`;

/** "Setting changed"; an action of a later version keeps its code. */
export const actionWords = (action: string) =>
	Object.entries(AUDIT_ACTIONS).find(([code]) => code === action)?.[1] ?? action;

export type DetailLine = {
	label: string;
	text: string;
	/** The beginning of a hash, where the whole is more than anyone reads. */
	short: string | null;
};

/** In this order, and before all others. */
const FIRST = ['was', 'is'];
const LABELS: Readonly<Record<string, string>> = {
	sha256: 'SHA-256',
	filesHash: 'Files, SHA-256'
};

/** Details whose values are codes of ours: "not_open" reads "not open". */
const CODES = ['why', 'what'];

/** The details line by line: "Data version", "3". Nothing is left out. */
export const detailLines = (detail: NamedEntry['detail']): DetailLine[] =>
	Object.entries(detail)
		.toSorted(([a], [b]) => place(a) - place(b))
		.map(([key, value]) => {
			const told = textOf(value);
			const text = CODES.includes(key) ? told.replaceAll('_', ' ') : told;
			const short = /^[0-9a-f]{64}$/.test(text) ? text.slice(0, 8) : null;
			return { label: LABELS[key] ?? labelOf(key), text, short };
		});

const place = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);

/** "dataVersion" and "data_version" as "Data version". */
const labelOf = (key: string) =>
	sentenceCase(
		key
			.replaceAll(/[_-]/g, ' ')
			.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
			.toLowerCase()
	);

function textOf(value: unknown): string {
	if (value === null || value === '') return 'none';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join('; ');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
