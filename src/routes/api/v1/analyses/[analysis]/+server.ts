/** An analysis as JSON: the same numbers as its page and its CSV. */
import { asApiAnswer } from '#lib/server/api/answer.ts';
import { deliver } from '#lib/server/http/deliver.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
	deliver(locals.viewer, params.analysis, url.searchParams, (answered) =>
		Response.json(asApiAnswer(answered))
	);
