/** The shape of what travels with a request. */
import type { Viewer } from '#lib/domain/roles.ts';

declare global {
	namespace App {
		interface Locals {
			/** Names this request in the log and on an error page. */
			requestId: string;
			/** Who asks, found out from the visit's cookie on the server. */
			viewer: Viewer | null;
			/** Set when the database could not answer, which makes the whole answer a 503. */
			unavailable: boolean;
		}
		interface Error {
			message: string;
			requestId?: string;
		}
	}
}
