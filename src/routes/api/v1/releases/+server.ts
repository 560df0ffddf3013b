/** The register of releases as JSON, the latest first. */
import { asApiReleaseLine } from '#lib/server/api/releases.ts';
import { releases } from '#lib/server/releases-desk.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
	Response.json({ releases: (await releases(locals.signedIn)).map(asApiReleaseLine) });
