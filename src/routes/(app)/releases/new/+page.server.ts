/** A director looks at what a release would be, choice by choice, and makes it. */
import { error, fail, redirect } from '@sveltejs/kit';
import { auditSource } from '#lib/server/http/audit-source.ts';
import { clinicsForRoles } from '#lib/server/people.ts';
import {
	LONGEST_DESCRIPTION,
	LONGEST_ETHICS_REFERENCE,
	LONGEST_TITLE,
	makerOf,
	makeRelease,
	openRequest,
	previewRelease,
	ReleaseRefused
} from '#lib/server/releases-desk.ts';
import { fieldsOf, textOf } from '../../admin/forms.ts';
import { inItsTurn, isPersonAs, whoAsks } from '../asking.ts';
import { chosenQuery, readChosen } from './choices.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	const { signedIn } = whoAsks(locals);
	const maker = makerOf(signedIn, locals.viewer);
	const chosen = readChosen(url.searchParams, maker.clinics);
	if (chosen.strange) error(404, NOT_OWN);
	const { choices, clinics, requestNo, asked } = chosen;
	const [labels, request, preview] = await Promise.all([
		clinicsForRoles(),
		requestNo === null ? null : openRequest(requestNo),
		asked ? inItsTurn(previewRelease(maker, clinics, choices), { setHeaders }) : null
	]);
	return {
		choices,
		clinics: labels
			.filter(({ id }) => maker.clinics.includes(id))
			.map(({ id, label }) => ({ id, label: label ?? id, chosen: clinics.includes(id) })),
		request,
		requestGone: requestNo !== null && request === null,
		preview: preview && {
			...preview,
			costs: preview.costs.map(({ choices: other, ...cost }) => ({
				...cost,
				query: chosenQuery({ ...chosen, choices: other }),
				isThis: other.linked === choices.linked && `${other.order}` === `${choices.order}`
			}))
		},
		query: chosenQuery(chosen),
		mayMake: isPersonAs(signedIn, 'director'),
		longest: {
			title: LONGEST_TITLE,
			description: LONGEST_DESCRIPTION,
			ethicsReference: LONGEST_ETHICS_REFERENCE
		}
	};
};

const NOT_OWN = 'The address names a clinic that is not yours. Choose the clinics anew.';

/** What stood in the form, and why it was not made. */
type Answer = {
	title: string;
	description: string;
	ethicsReference: string;
	problem: string;
};

export const actions: Actions = {
	default: async (event) => {
		const { signedIn } = whoAsks(event.locals);
		const maker = makerOf(signedIn, event.locals.viewer);
		const form = await fieldsOf(event.request);
		if (!form) error(400, 'This form could not be read. Load the page again.');
		const chosen = readChosen(event.url.searchParams, maker.clinics);
		if (chosen.strange) error(404, NOT_OWN);
		const { choices, clinics, requestNo } = chosen;
		const given = {
			title: textOf(form, 'title', LONGEST_TITLE * 2).trim(),
			description: textOf(form, 'description', LONGEST_DESCRIPTION * 2).trim(),
			ethicsReference: textOf(form, 'ethicsReference', LONGEST_ETHICS_REFERENCE * 2).trim()
		};
		if (given.description.length > LONGEST_DESCRIPTION) {
			const problem = `A description has at most ${LONGEST_DESCRIPTION} characters.`;
			return fail(400, { ...given, problem } satisfies Answer);
		}
		const made = await makeRelease(
			maker,
			{ ...given, requestNo, choices, clinics },
			auditSource(event)
		).catch((fault: unknown): Answer => {
			if (!(fault instanceof ReleaseRefused)) throw fault;
			return { ...given, problem: fault.message };
		});
		if ('problem' in made) return fail(400, made);
		redirect(303, `/releases/${made.releaseNo}?made`);
	}
};
