/** Saved views: the own ones, and those that directors share with the viewer's clinics. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { auditSource } from '#lib/server/http/audit-source.ts';
import { clinicsForRoles } from '#lib/server/people.ts';
import {
	NoSuchView,
	removeView,
	renameView,
	saveView,
	shareView,
	unshareView,
	ViewRefused,
	viewsOf
} from '#lib/server/saved-views.ts';
import { fieldsOf, textOf } from '../admin/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { owner, viewer } = whoAsks(locals);
	const mayShare = viewer.role === 'director' && owner.kind === 'person';
	const [views, clinics] = await Promise.all([
		viewsOf(owner, viewer),
		mayShare ? clinicsForRoles() : []
	]);
	const saved = url.searchParams.get('saved');
	return {
		views,
		saved: views.find(({ id }) => id === saved)?.name ?? null,
		mayShare,
		clinics: clinics
			.filter(({ id }) => viewer.clinics.includes(id))
			.map(({ id, label }) => ({ id, label: label ?? id })),
		endsWithVisit: owner.kind === 'visit'
	};
};

/** What a form of this page answers, and about which view. */
type Answer = { id?: string; done?: string; problem?: string };

export const actions: Actions = {
	save: async (event) => {
		const { owner, viewer } = whoAsks(event.locals);
		const form = await fieldsOf(event.request);
		if (!form) return fail(400, UNREADABLE);
		const given = {
			name: textOf(form, 'name'),
			analysis: textOf(form, 'analysis', 80),
			query: textOf(form, 'query', 2_001)
		};
		const id = await saveView(owner, viewer, given)
			.then((view) => view.id)
			.catch(refused);
		if (typeof id !== 'string') return fail(400, id);
		redirect(303, `/views?saved=${id}`);
	},
	rename: (event) =>
		change(event, async (id, form) => {
			const { owner, viewer } = whoAsks(event.locals);
			await renameView(owner, viewer, id, textOf(form, 'name'), auditSource(event));
			return 'Renamed.';
		}),
	remove: (event) =>
		change(event, async (id) => {
			const { owner, viewer } = whoAsks(event.locals);
			await removeView(owner, viewer, id, auditSource(event));
			return 'Removed.';
		}),
	share: (event) =>
		change(event, async (id, form) => {
			const { owner, viewer } = whoAsks(event.locals);
			await shareView(owner, viewer, id, textOf(form, 'clinic', 80), auditSource(event));
			return 'Shared: the staff of the clinic see it among their saved views.';
		}),
	unshare: (event) =>
		change(event, async (id) => {
			const { owner, viewer } = whoAsks(event.locals);
			await unshareView(owner, viewer, id, auditSource(event));
			return 'No longer shared.';
		})
};

const UNREADABLE: Answer = {
	problem: 'This form could not be read. Load the page again and send it from there.'
};

async function change(
	event: RequestEvent,
	deed: (id: string, form: FormData) => Promise<string>
): Promise<Answer | ReturnType<typeof fail<Answer>>> {
	const form = await fieldsOf(event.request);
	if (!form) return fail(400, UNREADABLE);
	const id = textOf(form, 'id', 64);
	const answer = await deed(id, form)
		.then((done): Answer => ({ id, done }))
		.catch(refused);
	return answer.problem === undefined ? answer : fail(400, { ...answer, id });
}

function refused(fault: unknown): Answer {
	if (fault instanceof NoSuchView) error(404, 'There is no such view among yours.');
	if (!(fault instanceof ViewRefused)) throw fault;
	return { problem: fault.message };
}

function whoAsks({ owner, viewer }: App.Locals) {
	if (!owner || !viewer) error(401, 'Sign in to see this.');
	return { owner, viewer };
}
