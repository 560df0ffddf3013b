/** A researcher asks for a release: what for, which columns matter most, by which approval. */
import { fail, redirect } from '@sveltejs/kit';
import { moved, readMove, readOrder } from '#lib/domain/column-order.ts';
import { auditSource } from '#lib/server/http/audit-source.ts';
import {
	askForRelease,
	LONGEST_ETHICS_REFERENCE,
	LONGEST_PURPOSE,
	MOST_OPEN_REQUESTS,
	RequestRefused,
	requestsOf,
	type RequestField
} from '#lib/server/releases-desk.ts';
import { fieldsOf, textOf } from '../../admin/forms.ts';
import { whoAsks } from '../asking.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { signedIn, asking } = whoAsks(locals);
	const own = await requestsOf(asking);
	return {
		order: readOrder(''),
		open: own.filter(({ answer }) => answer === 'open').length,
		most: MOST_OPEN_REQUESTS,
		longest: { purpose: LONGEST_PURPOSE, ethicsReference: LONGEST_ETHICS_REFERENCE },
		isDemo: signedIn.isDemo
	};
};

/** What the form answers: what stood in it, and what is wrong. */
type Answer = {
	purpose: string;
	ethicsReference: string;
	order: ReturnType<typeof readOrder>;
	problems: Partial<Record<RequestField | 'form', string>>;
};

export const actions: Actions = {
	default: async (event) => {
		const { asking } = whoAsks(event.locals);
		const form = await fieldsOf(event.request);
		const order = readOrder(form ? textOf(form, 'order') : '');
		const given = {
			// One more than may be, so that what is too long is refused and not cut.
			purpose: form ? textOf(form, 'purpose', LONGEST_PURPOSE * 2) : '',
			ethicsReference: form ? textOf(form, 'ethicsReference', LONGEST_ETHICS_REFERENCE * 2) : ''
		};
		const move = readMove(form ? textOf(form, 'move', 40) : '');
		if (move) {
			const answer: Answer = { ...given, order: moved(order, move), problems: {} };
			return answer;
		}
		const refused = await askForRelease(
			asking,
			{ ...given, columns: order },
			auditSource(event)
		).catch((fault: unknown): Answer => {
			if (!(fault instanceof RequestRefused)) throw fault;
			return { ...given, order, problems: { [fault.field ?? 'form']: fault.message } };
		});
		if (typeof refused !== 'number') return fail(400, refused);
		redirect(303, `/releases?asked=${refused}`);
	}
};
