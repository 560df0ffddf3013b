/** The shape of what travels with a request. */
import type { SignedIn, Viewer } from '#lib/domain/roles.ts';
import type { Facts } from '#lib/server/facts.ts';
import type { Owner } from '#lib/server/saved-views.ts';

declare global {
	namespace App {
		interface Locals {
			/** Names this request in the log and on an error page. */
			requestId: string;
			/** Who asks, found out from the cookies on the server; null for a visitor. */
			signedIn: SignedIn | null;
			/** What figures they may ask for; null for visitors and for roles that see none. */
			viewer: Viewer | null;
			/** Why a researcher's question about figures has no release to rest on; null where it has one. */
			noCohort: string | null;
			/** The newest version of the data as the request came; null for visitors and programs with a token. */
			data: Pick<Facts, 'dataVersion' | 'epoch'> | null;
			/** Whose saved views are theirs; null for a visitor. Never sent to the browser. */
			owner: Owner | null;
			/** What went wrong on our side; 503 where the database could not answer. */
			failed: { status: 500 | 503; body: App.Error } | null;
		}
		interface PageData {
			/** Of every page behind the sign-in; error pages may be without. */
			signedIn?: Omit<SignedIn, 'sessionId'>;
		}
		interface Error {
			message: string;
			requestId?: string;
			/** Where the status alone would say the wrong thing. */
			title?: string;
		}
	}
}
