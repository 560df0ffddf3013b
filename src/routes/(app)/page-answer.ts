/** An analysis as a page needs it: what programs get as a status becomes an error page here. */
import { error, isHttpError } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import type { DrawnFigure, Figure } from '#lib/charts/figure.ts';
import { withoutKey } from '#lib/components/query.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import {
	answer,
	NotEntitled,
	NotTold,
	type Answered,
	type FixedByAddress
} from '#lib/server/app.ts';

/** An answer with what its page draws of the figure. */
export type PageAnswer = Omit<Answered, 'figure'> & { figure: DrawnFigure };

/** The heading over a question that the release does not answer. */
const NOT_TOLD = 'This release does not tell it';

/** The answer for this viewer. `fixed` is what the page's own address says. */
export async function pageAnswer(
	viewer: Viewer | null,
	analysisId: string,
	params: URLSearchParams,
	fixed: FixedByAddress = {}
): Promise<PageAnswer> {
	if (!viewer) {
		const { noCohort } = getRequestEvent().locals;
		if (noCohort === null) error(401, 'Sign in to see this.');
		error(404, { message: noCohort, title: 'There are no figures of this' });
	}
	try {
		const answered = await answer(viewer, analysisId, params, fixed, true);
		if (!answered) error(404, 'There is no such question.');
		const figure = drawnOf(answered.figure);
		return { ...answered, figure, bar: Object.keys(fixed).reduce(withoutFixed, answered.bar) };
	} catch (caught) {
		if (caught instanceof NotTold) {
			error(403, { message: caught.message, title: NOT_TOLD });
		}
		if (caught instanceof NotEntitled) error(403, caught.message);
		throw caught;
	}
}

/**
 * A further answer of a page, below its first: where the release that is asked does not tell it, the words
 * that say so stand in its place.
 */
export async function furtherAnswer(
	...asked: Parameters<typeof pageAnswer>
): Promise<{ answered: PageAnswer; why: null } | { answered: null; why: string }> {
	try {
		return { answered: await pageAnswer(...asked), why: null };
	} catch (caught) {
		if (isHttpError(caught) && caught.body.title === NOT_TOLD) {
			return { answered: null, why: caught.body.message };
		}
		throw caught;
	}
}

const drawnOf = ({ table: _table, ...drawn }: Figure): DrawnFigure => drawn;

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
