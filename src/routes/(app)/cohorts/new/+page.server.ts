/** A cohort by rules: counted as the address says, saved by the form. */
import { error, fail, redirect } from '@sveltejs/kit';
import { build, openReleases, Refused, save } from '#lib/server/cohorts.ts';
import { auditSource } from '#lib/server/http/audit-source.ts';
import { fieldsOf, textOf } from '../../admin/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const releases = await openReleases(locals.signedIn);
	const [latest] = releases;
	if (!url.searchParams.has('release')) {
		if (!latest) redirect(303, '/cohorts');
		redirect(303, `/cohorts/new?release=${latest.number}`);
	}
	const built = await build(locals.signedIn, url.searchParams);
	if (!built || !releases.some(({ number }) => number === built.release)) {
		error(404, 'There is no such release, or it was withdrawn. Choose one under Cohorts.');
	}
	return { built, releases };
};

type Answer = Partial<Record<'title' | 'description' | 'release' | 'form', string>> & {
	given?: { title: string; description: string };
};

export const actions: Actions = {
	save: async (event) => {
		const { signedIn } = event.locals;
		if (!signedIn) error(401, 'Sign in to see this.');
		const form = await fieldsOf(event.request);
		if (!form) {
			return fail<Answer>(400, {
				form: 'This form could not be read. Load the page again and send it from there.'
			});
		}
		const given = { title: textOf(form, 'title'), description: textOf(form, 'description', 1001) };
		const asked = new URLSearchParams(textOf(form, 'rules', 4000));
		const name = await save(asked, given, signedIn, auditSource(event)).catch(
			(fault: unknown): Answer => {
				if (!(fault instanceof Refused)) throw fault;
				return { [fault.field ?? 'form']: fault.message, given };
			}
		);
		if (name === null) error(404, 'There is no such release.');
		if (typeof name !== 'string') return fail(400, name);
		redirect(303, `/cohorts/${name}`);
	}
};
