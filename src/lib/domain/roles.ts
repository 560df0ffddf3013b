/** Who may see what, in one readable table. */
import type { Dimension } from './dimensions.ts';

export const ROLES = ['director', 'practitioner', 'researcher'] as const;
export type Role = (typeof ROLES)[number];

/** The person who asks: what the server found out, never what the request says. */
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
};

/** Staff see groups from 5 patients on; what leaves the clinic starts at 11. */
export const STAFF_THRESHOLD = 5;
export const OUTSIDE_THRESHOLD = 11;

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
