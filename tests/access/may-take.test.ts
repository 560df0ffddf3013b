/** Who may take the files of a release, and that whoever may not is told just that. */
import { expect, test } from 'vitest';
import type { Role, SignedIn, Viewer } from '#lib/domain/roles.ts';
import { FILES_ARE_FOR, mayTake } from '#lib/server/releases-desk.ts';

function asking(role: Role, clinics: readonly string[]) {
	const signedIn: SignedIn = {
		id: 'p-1',
		name: 'Ada',
		email: null,
		isDemo: false,
		role,
		roles: [role],
		mustSetSecondFactor: false,
		sessionId: null
	};
	const viewer: Viewer = { role, clinics, threshold: 5, insideClinic: true, operatorCode: null };
	return { signedIn, viewer };
}

test.each<[Role, string[], string[], boolean]>([
	['researcher', [], ['north', 'south'], true],
	['researcher', [], [], true],
	['director', ['north', 'south'], ['north', 'south'], true],
	['director', ['north'], ['north', 'south'], false],
	['director', ['north'], [], false],
	['practitioner', ['north'], ['north'], false],
	['administrator', [], ['north'], false]
])('a %s of %j, a release of %j: %s', (role, own, clinics, may) => {
	expect(mayTake(asking(role, own), { clinics, withdrawn: null })).toBe(may);
	expect(mayTake(asking(role, own), { clinics, withdrawn: { at: '', reason: '' } })).toBe(false);
});

test('a visitor takes none', () => {
	expect(mayTake({ signedIn: null, viewer: null }, { clinics: [], withdrawn: null })).toBe(false);
});

test('the refusal names every clinic, not one of them, and who takes an imported one', () => {
	expect(FILES_ARE_FOR).toMatch(/directors of every clinic/);
	expect(FILES_ARE_FOR).toMatch(/imported for researchers alone/);
});
