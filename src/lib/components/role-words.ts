/** What each role may do, in a sentence, and what a person was granted, in few words. */
import { list, sentenceCase } from '#lib/domain/format.ts';
import type { Role, RoleGrant } from '#lib/domain/roles.ts';

export const ROLE_SENTENCES: Readonly<Record<Role, string>> = {
	administrator: 'Looks after people, settings and the audit. Sees no outcomes.',
	director: 'Sees the figures of the clinics chosen here, one or all together.',
	practitioner: 'Sees the figures of the clinics chosen here, their own courses beside the rest.',
	researcher: 'Works on releases only, never on the records of a clinic.'
};

type Named = { id: string; label: string };

/** "Director of Demo clinic 1 and Demo clinic 2". */
export function grantSentence({ role, clinics, operatorCode }: RoleGrant, all: readonly Named[]) {
	const names = clinics.map((id) => all.find((clinic) => clinic.id === id)?.label ?? id);
	const where = names.length === 0 ? '' : ` ${role === 'director' ? 'of' : 'at'} ${list(names)}`;
	const code = operatorCode === null ? '' : `, operator ${operatorCode}`;
	return `${sentenceCase(role)}${where}${code}`;
}
