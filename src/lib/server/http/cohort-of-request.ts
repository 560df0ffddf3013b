/** Which cohort a researcher's request is about: the one in its address, or the one looked at last. */
import type { RequestEvent } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { readCohortName } from '#lib/domain/cohort-rules.ts';
import { cookieAttributes, cookieName } from '../accounts/cookies.ts';
import { scopeOf, type Found } from '../releases/scope.ts';
import { isForPrograms } from './refusals.ts';

/** The name of the cohort looked at last: a link without one goes on with it. It grants nothing. */
const COOKIE = 'stipple_cohort';

const SEVERAL: Found = {
	scope: null,
	problem: 'The address names several cohorts. Leave one of them.'
};

const REMEMBERED_SECONDS = 30 * 24 * 3600;

type Asked = { found: Found; elsewhere: null } | { found: null; elsewhere: string };

/**
 * The cohort, or why there is none. A page without one in its address leads to the same page with the one
 * looked at last, else to the cohorts to choose from: what is seen is always said by the address.
 */
export async function cohortAskedFor(
	db: Kysely<Database>,
	{ url, cookies, locals }: Pick<RequestEvent, 'url' | 'cookies' | 'locals'>
): Promise<Asked> {
	const cookie = cookieName(COOKIE, url);
	const named = url.searchParams.get('cohort');
	if (named === null || named === '') {
		if (isForPrograms(url.pathname)) return { found: NOT_NAMED, elsewhere: null };
		return { found: null, elsewhere: withLast(cookies.get(cookie), url) };
	}
	if (url.searchParams.getAll('cohort').length > 1) return { found: SEVERAL, elsewhere: null };
	const found = await scopeOf(db, locals.signedIn, named);
	if (found.scope && cookies.get(cookie) !== named && !isForPrograms(url.pathname)) {
		cookies.set(cookie, found.scope.cohort, cookieAttributes(url, REMEMBERED_SECONDS));
	}
	return { found, elsewhere: null };
}

const NOT_NAMED: Found = {
	scope: null,
	problem: 'As a researcher you see figures of a release or of a cohort of it: say which.'
};

function withLast(last: string | undefined, { pathname, searchParams }: URL): string {
	if (last === undefined || !readCohortName(last)) return '/cohorts';
	const asked = new URLSearchParams(searchParams);
	asked.set('cohort', last);
	asked.sort();
	return `${pathname}?${asked}`;
}
