/** One person: what they may do, and how their way in is closed, opened or renewed. */
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { counted } from '#lib/domain/format.ts';
import { auditSource } from '#lib/server/http/audit-source.ts';
import { clinics, hasMailServer, operatorCodes } from '#lib/server/installation.ts';
import {
	disable,
	enable,
	endSessionsOf,
	listPeople,
	personOf,
	resetLink,
	setRoles,
	type ShownLink
} from '#lib/server/people.ts';
import { fieldsOf, idOf, problemsOf, readRights, UNREADABLE, type Problems } from '../../forms.ts';
import type { RightsGiven } from '../../rights.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const id = idOf(params.person);
	const [people, all, codes] = await Promise.all([listPeople(), clinics(), operatorCodes()]);
	const person = people.find((one) => one.id === id);
	if (!person) error(404, NOBODY);
	const others = people.filter(
		(one) => one.id !== id && one.disabledAt === null && isAdministrator(one)
	);
	return {
		person,
		clinics: all,
		codes,
		mailServer: hasMailServer(),
		isLastAdministrator: isAdministrator(person) && others.length === 0,
		isSelf: locals.signedIn?.id === id
	};
};

const NOBODY = 'Nobody here has this id.';

const isAdministrator = ({ grants }: { grants: readonly { role: string }[] }) =>
	grants.some(({ role }) => role === 'administrator');

/** What the page's forms answer. */
type Answer = {
	/** Which form it was: the answer stands there. */
	about: 'roles' | 'sessions' | 'reset' | 'access';
	done?: string;
	problems?: Problems;
	given?: RightsGiven;
	link?: ShownLink;
};

const wrong = (answer: Answer) => fail(400, answer);

/** Runs a deed on the person of the address; what is refused stands beside its field. */
async function deed(
	event: RequestEvent<{ person: string }>,
	about: Answer['about'],
	run: (id: string) => Promise<Omit<Answer, 'about'>>,
	given?: RightsGiven
) {
	const id = idOf(event.params.person);
	if (!(await personOf(id))) error(404, NOBODY);
	try {
		const answer: Answer = { about, ...(await run(id)) };
		return answer;
	} catch (fault) {
		return wrong({ about, problems: problemsOf(fault), ...(given ? { given } : {}) });
	}
}

export const actions: Actions = {
	roles: async (event) => {
		const form = await fieldsOf(event.request);
		if (!form) return wrong({ about: 'roles', problems: UNREADABLE });
		const { given, grants } = readRights(form);
		return deed(
			event,
			'roles',
			async (id) => {
				await setRoles(id, grants, auditSource(event));
				return { done: 'The roles are saved and hold from now on.' };
			},
			given
		);
	},
	disable: (event) =>
		deed(event, 'access', async (id) => {
			await disable(id, auditSource(event));
			return { done: 'Disabled: no session is left, and signing in is refused.' };
		}),
	enable: (event) =>
		deed(event, 'access', async (id) => {
			await enable(id, auditSource(event));
			return { done: 'Enabled: the password and the roles of before hold again.' };
		}),
	endSessions: (event) =>
		deed(event, 'sessions', async (id) => {
			const ended = await endSessionsOf(id, auditSource(event));
			return { done: ended === 0 ? 'No session was open.' : `${counted(ended, 'session')} ended.` };
		}),
	reset: (event) =>
		deed(event, 'reset', async (id) => ({
			link: await resetLink(id, auditSource(event), event.url.origin)
		}))
};
