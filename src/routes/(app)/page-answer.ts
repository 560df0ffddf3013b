/** An analysis as a page needs it: what programs get as a status becomes an error page here. */
import { error } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { withoutKey } from '#lib/components/query.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import {
	answer,
	NotEntitled,
	NotTold,
	type Answered,
	type FixedByAddress
} from '#lib/server/app.ts';

/** The answer for this viewer. `fixed` is what the page's own address says. */
export async function pageAnswer(
	viewer: Viewer | null,
	analysisId: string,
	params: URLSearchParams,
	fixed: FixedByAddress = {}
): Promise<Answered> {
	if (!viewer) {
		const { noCohort } = getRequestEvent().locals;
		if (noCohort === null) error(401, 'Sign in to see this.');
		error(404, { message: noCohort, title: 'There are no figures of this' });
	}
	try {
		const answered = await answer(viewer, analysisId, params, fixed, true);
		if (!answered) error(404, 'There is no such question.');
		return { ...answered, bar: Object.keys(fixed).reduce(withoutFixed, answered.bar) };
	} catch (caught) {
		if (caught instanceof NotTold) {
			error(403, { message: caught.message, title: 'This release does not tell it' });
		}
		if (caught instanceof NotEntitled) error(403, caught.message);
		throw caught;
	}
}

/** Concern and area stand in the page's address, so that its query and its chips do not repeat them. */
function withoutFixed(bar: Answered['bar'], key: string): Answered['bar'] {
	const set = bar.set
		.filter((choice) => choice.key !== key)
		.map((choice) => ({
			...choice,
			clearQuery: choice.clearQuery === null ? null : withoutKey(choice.clearQuery, key)
		}));
	return { ...bar, set, query: withoutKey(bar.query, key) };
}
