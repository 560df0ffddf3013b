/** One file of a release, or of a cohort of it. */
import { version } from '$app/environment';
import { deliverFile } from '#lib/server/http/deliver-release.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { number, name, format } = event.params;
	return deliverFile(event, { number, name, ending: format, build: version });
};
