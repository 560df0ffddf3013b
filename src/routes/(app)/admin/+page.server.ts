/** Is this installation ready? The checklist of the first run, and what there is of everything. */
import { auditSource } from '#lib/server/http/audit-source.ts';
import { noteBackup, readiness } from '#lib/server/installation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => readiness();

export const actions: Actions = {
	backedUp: async (event) => {
		await noteBackup(auditSource(event));
		return { done: 'Noted: there is a backup as of today.' };
	}
};
