/** Invites new people, and shows which links are open and which are not any more. */
import { fail } from '@sveltejs/kit';
import { auditSource } from '#lib/server/http/audit-source.ts';
import { clinics, hasMailServer, operatorCodes, pastLinks } from '#lib/server/installation.ts';
import { invite, openInvitations, withdraw, type ShownLink } from '#lib/server/people.ts';
import { fieldsOf, problemsOf, readRights, textOf, UNREADABLE, type Problems } from '../forms.ts';
import type { RightsGiven } from '../rights.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const [open, past, all, codes] = await Promise.all([
		openInvitations(),
		pastLinks(),
		clinics(),
		operatorCodes()
	]);
	return { open, past, clinics: all, codes, mailServer: hasMailServer() };
};

/** What the page's forms answer. */
type Answer = {
	/** Which form it was: the answer stands there. */
	about: 'invite' | 'withdraw';
	done?: string;
	problems?: Problems;
	given?: { name: string; email: string; rights: RightsGiven };
	link?: ShownLink & { name: string };
};
const wrong = (answer: Answer) => fail(400, answer);

export const actions: Actions = {
	invite: async (event) => {
		const form = await fieldsOf(event.request);
		if (!form) return wrong({ about: 'invite', problems: UNREADABLE });
		const { given: rights, grants } = readRights(form);
		const name = textOf(form, 'name');
		const email = textOf(form, 'email');
		try {
			const link = await invite({ name, email, grants }, auditSource(event), event.url.origin);
			const answer: Answer = { about: 'invite', link: { ...link, name: name.trim() } };
			return answer;
		} catch (fault) {
			return wrong({
				about: 'invite',
				problems: problemsOf(fault),
				given: { name, email, rights }
			});
		}
	},
	withdraw: async (event) => {
		const form = await fieldsOf(event.request);
		const id = form ? textOf(form, 'id') : '';
		if (!/^[A-Za-z0-9_-]{1,64}$/.test(id))
			return wrong({ about: 'withdraw', problems: UNREADABLE });
		try {
			await withdraw(id, auditSource(event));
			const answer: Answer = {
				about: 'withdraw',
				done: 'Withdrawn: the link is worth nothing any more.'
			};
			return answer;
		} catch (fault) {
			return wrong({ about: 'withdraw', problems: problemsOf(fault) });
		}
	}
};
