/** The list of analyses, with the keys and values each takes for whoever asks. */
import { analysesFor } from '#lib/server/app.ts';
import { notEntitled } from '#lib/server/http/problems.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
	locals.viewer
		? Response.json({ analyses: await analysesFor(locals.viewer) })
		: notEntitled('Sign in first.');
