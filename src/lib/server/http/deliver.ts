/** One answer, delivered to programs: refused in full when anything in the question is wrong. */
import type { Viewer } from '#lib/domain/roles.ts';
import { answer, NotEntitled, type Answered } from '../app.ts';
import { badFilters, noSuchAnalysis, notEntitled } from './problems.ts';

/** The answer written by `write`, or a 4xx that says what is wrong and how to mend it. */
export async function deliver(
	viewer: Viewer | null,
	analysisId: string,
	params: URLSearchParams,
	write: (answered: Answered) => Response
): Promise<Response> {
	if (!viewer) return notEntitled('Sign in first.');
	try {
		const answered = await answer(viewer, analysisId, params);
		if (!answered) return noSuchAnalysis();
		return answered.problems.length > 0 ? badFilters(answered.problems) : write(answered);
	} catch (error) {
		if (error instanceof NotEntitled) return notEntitled(error.message);
		throw error;
	}
}
