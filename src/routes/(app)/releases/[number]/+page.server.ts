/** One release: what is in it, how it was made safe, how it is cited, and its withdrawal. */
import { error, fail, redirect } from '@sveltejs/kit';
import { auditSource } from '#lib/server/http/audit-source.ts';
import { clinicsForRoles } from '#lib/server/people.ts';
import {
	LONGEST_REASON,
	makerOf,
	mayTake,
	mayWithdraw,
	ReleaseRefused,
	releaseOf,
	type Release,
	verifyRelease,
	withdrawRelease
} from '#lib/server/releases-desk.ts';
import { fieldsOf, textOf } from '../../admin/forms.ts';
import { inItsTurn, isPersonAs, numberIn, whoAsks } from '../asking.ts';
import { citation } from '../citation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	const { signedIn } = whoAsks(locals);
	const release = await releaseOf(signedIn, numberIn(params.number));
	if (!release) error(404, 'There is no such release.');
	const { clinics } = release;
	const isOfOwn = clinics.some((id) => locals.viewer?.clinics.includes(id));
	const ofDirector = signedIn.role === 'director' && isOfOwn;
	const [labels, verified] = await Promise.all([
		ofDirector ? clinicsForRoles() : [],
		url.searchParams.get('verify') === 'now'
			? inItsTurn(verifyRelease(release.releaseNo), { setHeaders })
			: null
	]);
	return {
		release: shownOf(release),
		role: signedIn.role,
		citation: citation(release, url.origin),
		// Whose records they were is told to the directors of these clinics alone.
		clinics: labels.filter(({ id }) => clinics.includes(id)).map(({ id, label }) => label ?? id),
		mayTake: mayTake(locals, release),
		mayWithdraw:
			isPersonAs(signedIn, 'director') &&
			release.withdrawn === null &&
			mayWithdraw(locals.viewer?.clinics ?? [], release),
		longestReason: LONGEST_REASON,
		verified,
		made: url.searchParams.get('made') !== null,
		withdrawnNow: url.searchParams.get('withdrawn') !== null
	};
};

/** Who made it and of whose records stays with the server. */
function shownOf(release: Release) {
	const { releaseNo, title, description, ethicsReference, requestNo, madeAt } = release;
	const { dataVersion, synthetic, choices, report, hash, withdrawn } = release;
	return {
		releaseNo,
		title,
		description,
		ethicsReference,
		requestNo,
		madeAt,
		dataVersion,
		synthetic,
		choices,
		report,
		hash,
		withdrawn
	};
}

/** What became of the form. */
type Answer = { problem: string; given: string };

export const actions: Actions = {
	withdraw: async (event) => {
		const { signedIn } = whoAsks(event.locals);
		const releaseNo = numberIn(event.params.number);
		const form = await fieldsOf(event.request);
		const given = form ? textOf(form, 'reason', LONGEST_REASON * 2).trim() : '';
		const refused = (problem: string) => fail(400, { problem, given } satisfies Answer);
		if (form?.get('sure') !== 'yes') {
			return refused('Tick that you mean it: a withdrawn release does not come back.');
		}
		if (given === '') return refused('Say why: everyone who cites the release reads it.');
		try {
			const maker = makerOf(signedIn, event.locals.viewer);
			await withdrawRelease(maker, releaseNo, given, auditSource(event));
		} catch (fault) {
			if (!(fault instanceof ReleaseRefused)) throw fault;
			return refused(fault.message);
		}
		redirect(303, `/releases/${releaseNo}?withdrawn`);
	}
};
