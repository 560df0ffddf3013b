/** How the forms of these pages are read on the server, and what they answer when something is wrong. */
import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { ROLES, type RoleGrant } from '#lib/domain/roles.ts';
import { Refused } from '#lib/server/people.ts';
import type { Problems, RightsGiven } from './rights.ts';

export type { Problems } from './rights.ts';

/** The form's fields; null where the body cannot be read as one. */
export const fieldsOf = (request: Request): Promise<FormData | null> =>
	request.formData().catch(() => null);

/** One field as text, bounded; empty where it is missing, sent as a file or sent twice. */
export function textOf(form: FormData, name: string, most = 400): string {
	const values = form.getAll(name);
	const [value] = values;
	return values.length === 1 && typeof value === 'string' ? value.slice(0, most) : '';
}

export const UNREADABLE: Problems = {
	form: 'This form could not be read. Load the page again and send it from there.'
};

/** Turns what people.ts refuses into a problem beside its field. Anything else is thrown on. */
export function problemsOf(fault: unknown): Problems {
	if (!(fault instanceof Refused)) throw fault;
	return { [fault.field ?? 'form']: fault.message };
}

const CLINICS = z.array(z.string().max(64)).max(200).catch([]);
const ROLES_TICKED = z.array(z.enum(ROLES)).max(ROLES.length).catch([]);

/** Reads the fields of rights. What is no role or no clinic counts as not ticked. */
export function readRights(form: FormData): { given: RightsGiven; grants: RoleGrant[] } {
	const given: RightsGiven = {
		roles: ROLES_TICKED.parse([...new Set(form.getAll('role'))]),
		clinics: {
			director: CLINICS.parse(form.getAll('director-clinic')),
			practitioner: CLINICS.parse(form.getAll('practitioner-clinic'))
		},
		operator: textOf(form, 'operator').trim()
	};
	const grants = given.roles.map((role) => ({
		role,
		clinics: role === 'director' || role === 'practitioner' ? given.clinics[role] : [],
		operatorCode: role === 'practitioner' && given.operator !== '' ? given.operator : null
	}));
	return { given, grants };
}

/** An id in an address or a form: a UUID or the like. Throws 404 for what none of ours looks like. */
export function idOf(value: string | null): string {
	if (value !== null && /^[A-Za-z0-9_-]{1,64}$/.test(value)) return value;
	error(404);
}
