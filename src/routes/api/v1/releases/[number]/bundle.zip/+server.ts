/** The bundle of a release, or of a cohort of it: everything in one ZIP. */
import { version } from '$app/environment';
import { deliverBundle } from '#lib/server/http/deliver-release.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	deliverBundle(event, { number: event.params.number, build: version });
