/** What the fields of roles, clinics and operator code hold, and how they show what was granted. */
import type { Role, RoleGrant } from '#lib/domain/roles.ts';

/** What is wrong, beside the field where it is; `form` for the whole. */
export type Problems = Partial<Record<string, string>>;

/** What the fields of rights hold, as typed or ticked. */
export type RightsGiven = {
	roles: Role[];
	clinics: Record<'director' | 'practitioner', string[]>;
	operator: string;
};

export const NO_RIGHTS: RightsGiven = {
	roles: [],
	clinics: { director: [], practitioner: [] },
	operator: ''
};

/** The fields that show these grants. */
export function rightsOf(grants: readonly RoleGrant[]): RightsGiven {
	const of = (role: Role) => grants.find((grant) => grant.role === role);
	return {
		roles: grants.map(({ role }) => role),
		clinics: {
			director: [...(of('director')?.clinics ?? [])],
			practitioner: [...(of('practitioner')?.clinics ?? [])]
		},
		operator: of('practitioner')?.operatorCode ?? ''
	};
}
