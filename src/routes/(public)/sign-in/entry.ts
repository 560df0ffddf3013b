/** How the pages before the sign-in read their forms, and what they answer when something is wrong. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { auditSource } from '#lib/server/http/audit-source.ts';
import { ownPath } from '#lib/server/http/own-path.ts';
import { cookieName } from '#lib/server/app.ts';
import { Busy, DEVICE_COOKIE, Refused, type Visit } from '#lib/server/people.ts';

/** What is wrong, beside its field; `form` is of the whole. */
export type Problems = Partial<Record<NonNullable<Refused['field']> | 'form', string>>;

/** Who tries, and through which browser. */
export const visitOf = (event: RequestEvent): Visit => ({
	source: auditSource(event),
	userAgent: event.request.headers.get('user-agent'),
	device: event.cookies.get(cookieName(DEVICE_COOKIE, event.url))
});

/** One text without control characters, which no keyboard types and the database does not store. */
const FIELD = z.tuple([z.string().regex(/^(?:\t|\P{Cc})*$/u)]);

/** The form's fields as text; one that is missing, a file, sent twice or no text is empty. */
export async function readForm(request: Request): Promise<(name: string) => string> {
	const form = await request.formData().catch(() => new FormData());
	return (name) => FIELD.safeParse(form.getAll(name)).data?.[0] ?? '';
}

/** What was refused, as the page shows it; anything else is thrown on. `given` stays in the fields. */
export function refusedAs<Given extends Record<string, string>>(
	event: RequestEvent,
	fault: unknown,
	given: Given
) {
	if (fault instanceof Busy) {
		event.setHeaders({ 'Retry-After': '5' });
		const problems: Problems = {
			form: 'Many people sign in at this moment, so nothing was changed. Try again in a few seconds.'
		};
		return fail(503, { problems, given });
	}
	if (!(fault instanceof Refused)) throw fault;
	const problems: Problems = { [fault.field ?? 'form']: fault.message };
	if (fault.retryAfter === null) return fail(400, { problems, given });
	event.setHeaders({ 'Retry-After': String(fault.retryAfter) });
	return fail(429, { problems, given });
}

/** The second step, coming back to the same page afterwards. */
export const secondStep = (to: string): string => withTo('/sign-in/second-factor', to);

/** An address of the sign-in that remembers where to come back to. */
export function withTo(address: string, to: string): string {
	const own = ownPath(to);
	if (own === '/') return address;
	return `${address}${address.includes('?') ? '&' : '?'}to=${encodeURIComponent(own)}`;
}
