/** An analysis as a page needs it: what programs get as a status becomes an error page here. */
import { error } from '@sveltejs/kit';
import { withoutKey } from '#lib/components/query.ts';
import type { Concern } from '#lib/domain/measure.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { answer, NotEntitled, type Answered } from '#lib/server/app.ts';

/** The answer for this viewer. `fixed` is what the page's own address says. */
export async function pageAnswer(
	viewer: Viewer | null,
	analysisId: string,
	params: URLSearchParams,
	fixed: { concern?: Concern } = {}
): Promise<Answered> {
	if (!viewer) error(401, 'Sign in to see this.');
	try {
		const answered = await answer(viewer, analysisId, params, fixed);
		if (!answered) error(404, 'There is no such question.');
		return fixed.concern ? { ...answered, bar: withoutConcern(answered.bar) } : answered;
	} catch (caught) {
		if (caught instanceof NotEntitled) error(403, caught.message);
		throw caught;
	}
}

/** The concern stands in the page's address, so that its query does not repeat it. */
function withoutConcern(bar: Answered['bar']): Answered['bar'] {
	const set = bar.set.map((choice) => ({
		...choice,
		clearQuery: choice.clearQuery === null ? null : dropped(choice.clearQuery)
	}));
	return { ...bar, set, query: dropped(bar.query) };
}

const dropped = (query: string) => withoutKey(query, 'concern');
