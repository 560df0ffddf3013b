/** Entries of the audit as the address asks for them. Looking at them is itself an entry. */
import { auditView } from '#lib/server/audit-log.ts';
import { auditSource } from '#lib/server/http/audit-source.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	auditView(auditSource(event), event.url.searchParams);
