/** Who may see what, in one readable table. */
import type { CohortRules } from './cohort-rules.ts';
import type { Dimension } from './dimensions.ts';

export const ROLES = ['administrator', 'director', 'practitioner', 'researcher'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that see figures of the clinics they belong to. All others see none. */
export const STAFF = ['director', 'practitioner'] as const satisfies readonly Role[];
export const isStaff = (role: Role) => STAFF.some((name) => name === role);

/** One role of a person: its clinics where it is a staff role, the operator code for "mine". */
export type RoleGrant = {
	role: Role;
	clinics: readonly string[];
	operatorCode: string | null;
};

/** Who is signed in, as pages may know it; what figures they may ask for is in Viewer. */
export type SignedIn = {
	/** The person's id; "demo" for a visit of the demo, which has no account. */
	id: string;
	name: string;
	email: string | null;
	isDemo: boolean;
	/** The role worked in, and all that may be chosen. */
	role: Role;
	roles: readonly Role[];
	/** An administrator without a second factor sets one up before anything else. */
	mustSetSecondFactor: boolean;
	sessionId: string | null;
};

/** Who asks for figures: what the server found out, never what the request says. */
export type Viewer = {
	role: Role;
	/** The clinics whose records this person's figures may rest on. */
	clinics: readonly string[];
	/** Groups of fewer patients are hidden. */
	threshold: number;
	/** Outside the clinic, counts within a cell are hidden like any small cell. */
	insideClinic: boolean;
	/** The practitioner's own operator code, for `practitioner=mine`. */
	operatorCode: string | null;
	/** What a researcher's figures rest on instead of clinics' records. */
	release?: ReleaseScope;
};

/** A release, or a cohort of it: what questions of researchers read. */
export type ReleaseScope = {
	/** The number of the release. */
	number: number;
	/** As links name it: `neck-study@2`, or `release-1` for all of a release. */
	cohort: string;
	rules: CohortRules;
};

/** Staff see groups from 5 patients on; what leaves the clinic starts at 11. */
export const STAFF_THRESHOLD = 5;
export const OUTSIDE_THRESHOLD = 11;

/** What the same person may take out of the clinic. */
export const outsideView = (viewer: Viewer): Viewer => ({
	...viewer,
	threshold: Math.max(viewer.threshold, OUTSIDE_THRESHOLD),
	insideClinic: false
});

/** Dimensions that name colleagues or clinics; all others are open to every viewer. */
const NAMING: Partial<Record<Dimension, { filter: readonly Role[]; group: readonly Role[] }>> = {
	// A practitioner may set the own courses against the rest, not colleague against colleague.
	practitioner: { filter: ['director', 'practitioner'], group: ['director'] },
	clinic: { filter: ['director', 'practitioner'], group: ['director', 'practitioner'] }
};

/** Whether this viewer may narrow a figure by the dimension. */
export const mayFilterBy = ({ role }: Viewer, dimension: Dimension) =>
	NAMING[dimension]?.filter.includes(role) ?? true;

/** Whether this viewer may part a figure by the dimension. */
export const mayGroupBy = ({ role }: Viewer, dimension: Dimension) =>
	NAMING[dimension]?.group.includes(role) ?? true;
