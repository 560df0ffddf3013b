/** Who works on releases, as the server found out. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { readNumber } from '#lib/domain/read-number.ts';
import type { SignedIn } from '#lib/domain/roles.ts';
import { askingOf, BusyError } from '#lib/server/releases-desk.ts';

/** Throws 401 for a visitor, whom the hook lets nowhere near. */
export function whoAsks({ signedIn, owner }: App.Locals) {
	if (!signedIn || !owner) error(401, 'Sign in to see this.');
	return { signedIn, asking: askingOf(owner, signedIn) };
}

/** Only people make, withdraw and decline; a visit of the demo looks on. */
export const isPersonAs = ({ role, isDemo }: SignedIn, wanted: SignedIn['role']) =>
	role === wanted && !isDemo;

/** What the work gives; throws 503 with when to try again where too many wait for their turn at it. */
export async function inItsTurn<Given>(
	work: Promise<Given>,
	{ setHeaders }: Pick<RequestEvent, 'setHeaders'>
): Promise<Given> {
	try {
		return await work;
	} catch (fault) {
		if (!(fault instanceof BusyError)) throw fault;
		setHeaders({ 'Retry-After': '60' });
		error(503, fault.message);
	}
}

/** A number in an address; throws 404 for what is none. */
export function numberIn(text: string): number {
	return readNumber(text) ?? error(404, 'There is no such release.');
}
