/** Who acts in a request, for its audit entries. */
import type { RequestEvent } from '@sveltejs/kit';
import type { AuditSource } from '../audit.ts';

export const auditSource = (event: RequestEvent): AuditSource => {
	const { signedIn, requestId } = event.locals;
	return {
		actor: signedIn?.id ?? 'visitor',
		role: signedIn?.role ?? null,
		requestId,
		address: addressOf(event)
	};
};

/** The visitor's address; null where the proxy that should name it did not. */
export function addressOf(event: Pick<RequestEvent, 'getClientAddress'>): string | null {
	try {
		return event.getClientAddress();
	} catch {
		return null;
	}
}
