/** The register of releases, and the requests for them: own ones, or those that wait for a director. */
import { error, fail } from '@sveltejs/kit';
import { auditSource } from '#lib/server/http/audit-source.ts';
import {
	declineRequest,
	LONGEST_REASON,
	NoOpenRequest,
	openRequests,
	releases,
	RequestRefused,
	requestsOf
} from '#lib/server/releases-desk.ts';
import { toldColumns } from '#lib/domain/release-report.ts';
import { fieldsOf, textOf } from '../admin/forms.ts';
import { isPersonAs, numberIn, whoAsks } from './asking.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { signedIn, asking } = whoAsks(locals);
	const [all, own, open] = await Promise.all([
		releases(signedIn),
		signedIn.role === 'researcher' ? requestsOf(asking) : [],
		signedIn.role === 'director' ? openRequests() : []
	]);
	const asked = url.searchParams.get('asked');
	return {
		role: signedIn.role,
		mayDecline: isPersonAs(signedIn, 'director'),
		longestReason: LONGEST_REASON,
		rows: all.map(({ releaseNo, title, madeAt, synthetic, report, hash, withdrawn }) => ({
			releaseNo,
			title,
			madeAt,
			synthetic,
			hash,
			withdrawn: withdrawn?.reason ?? null,
			patients: report.patients,
			k: report.k.reached,
			columns: toldColumns(report).length,
			columnsOf: report.columns.length
		})),
		own,
		open,
		asked: own.some(({ requestNo }) => String(requestNo) === asked) ? asked : null
	};
};

/** What became of a form, and about which request. */
type Answer = { requestNo: number; done?: string; problem?: string; given?: string };

export const actions: Actions = {
	decline: async (event) => {
		const form = await fieldsOf(event.request);
		const requestNo = numberIn(form ? textOf(form, 'request', 8) : '');
		const given = form ? textOf(form, 'reason', LONGEST_REASON * 2) : '';
		const refused = await declineRequest(requestNo, given, auditSource(event)).catch(
			(fault: unknown): Answer => {
				if (fault instanceof NoOpenRequest) error(404, 'There is no such open request.');
				if (!(fault instanceof RequestRefused)) throw fault;
				return { requestNo, problem: fault.message, given };
			}
		);
		if (refused) return fail(400, refused);
		const answer: Answer = { requestNo, done: `Request ${requestNo} is declined.` };
		return answer;
	}
};
