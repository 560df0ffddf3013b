/** One release as JSON: what it is and its privacy report, no row of it. */
import { asApiRelease } from '#lib/server/api/releases.ts';
import { noSuchRelease } from '#lib/server/http/problems.ts';
import { releaseOf } from '#lib/server/releases-desk.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const release = /^[1-9]\d{0,5}$/.test(params.number)
		? await releaseOf(locals.signedIn, Number(params.number))
		: null;
	return release ? Response.json(asApiRelease(release)) : noSuchRelease();
};
