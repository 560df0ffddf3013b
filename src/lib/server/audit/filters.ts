/** Which entries of the audit are asked for: read from the address, written back in one fixed form. */
import { z } from 'zod';
import { dayNumber } from '#lib/domain/contract/days.ts';
import { notOneOf, problem, single, type Problem } from '#lib/domain/refusals.ts';
import { AUDIT_ACTIONS, type AuditAction } from '../audit.ts';

export const OUTCOMES = ['done', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type AuditFilters = {
	/** First and last day, YYYY-MM-DD, in UTC. */
	from: string | null;
	to: string | null;
	/** A person's id, "visitor", "demo" or "console". */
	actor: string | null;
	action: AuditAction | null;
	outcome: Outcome | null;
	/** The whole text of what it was done to. */
	object: string | null;
};

const ACTIONS = Object.keys(AUDIT_ACTIONS) as AuditAction[]; // an object's own keys

const aDay = z
	.string()
	.refine(
		(text) => dayNumber(text) !== null && text >= '2000-01-01',
		'is not a day since 2000 written YYYY-MM-DD'
	);
const oneLine = z.string().regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'holds characters that no entry has');

/** One schema for each key of the form. The message says what is wrong with the value. */
const KEYS = {
	from: aDay,
	to: aDay,
	actor: oneLine,
	action: z.enum(ACTIONS, { error: ({ input }) => notOneOf(String(input), ACTIONS) }),
	outcome: z.enum(OUTCOMES, { error: ({ input }) => notOneOf(String(input), OUTCOMES) }),
	object: oneLine,
	before: z
		.string()
		.regex(/^[1-9]\d{0,14}$/, 'is not the number of an entry')
		.transform(Number)
} as const;

export type AuditQuestion = {
	filters: AuditFilters;
	/** Only entries with a smaller number: the page after one that ended there. */
	before: number | null;
	/** What was left out of the address, and why. */
	problems: Problem[];
};

/** Reads the address. Whatever cannot be used is left out and named. */
export function readAuditQuestion(params: URLSearchParams): AuditQuestion {
	const { values, problems } = single(params);
	const take = <Key extends keyof typeof KEYS>(key: Key): z.infer<(typeof KEYS)[Key]> | null => {
		const value = values.get(key);
		values.delete(key);
		if (value === undefined) return null;
		const parsed = KEYS[key].safeParse(value);
		// Each key's schema gives that key's type.
		if (parsed.success) return parsed.data as z.infer<(typeof KEYS)[Key]>;
		const rule = parsed.error.issues[0]?.message ?? '';
		problems.push(problem(key, value, rule.startsWith('“') ? rule : `The value ${rule}.`));
		return null;
	};
	const filters: AuditFilters = {
		from: take('from'),
		to: take('to'),
		actor: take('actor'),
		action: take('action'),
		outcome: take('outcome'),
		object: take('object')
	};
	const before = take('before');
	if (filters.from !== null && filters.to !== null && filters.to < filters.from) {
		problems.push(
			problem('to', filters.to, `The last day lies before the first, ${filters.from}.`)
		);
		filters.to = null;
	}
	for (const [key, value] of values) {
		const known = Object.keys(KEYS).join(', ');
		problems.push(problem(key, value, `There is no such key here. Keys: ${known}.`));
	}
	return { filters, before, problems };
}

/** The query string of these filters: the same filters give the same text. Empty for none. */
export function auditQuery(filters: AuditFilters, before: number | null = null): string {
	const params = new URLSearchParams();
	for (const [key, value] of Object.entries(filters)) if (value !== null) params.set(key, value);
	if (before !== null) params.set('before', String(before));
	return params.toString();
}
