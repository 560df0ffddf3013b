/** An analysis as JSON: the same numbers as its page and its CSV. */
import { asApiAnswer } from '#lib/server/api/answer.ts';
import { deliver } from '#lib/server/http/deliver.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	deliver(event, event.params.analysis, 'json', (answered) => Response.json(asApiAnswer(answered)));
