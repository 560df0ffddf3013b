/** One release as JSON: what it is and its privacy report, no row of it. */
import { readNumber } from '#lib/domain/read-number.ts';
import { asApiRelease } from '#lib/server/api/releases.ts';
import { noSuchRelease } from '#lib/server/http/problems.ts';
import { releaseOf } from '#lib/server/releases-desk.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const releaseNo = readNumber(params.number);
	const release = releaseNo === null ? null : await releaseOf(locals.signedIn, releaseNo);
	return release ? Response.json(asApiRelease(release)) : noSuchRelease();
};
