/** How one of the viewer's clinics reads its figures; its directors change it here. */
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import {
	readPrimary,
	readResponder,
	readVisits,
	readWorthwhile,
	RULED_MEASURES,
	takesPercent,
	type Read
} from '#lib/domain/clinic-choice-input.ts';
import { CHOICE_KINDS } from '#lib/domain/clinic-choices.ts';
import { notOneOf, problem, type Problem } from '#lib/domain/refusals.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { auditSource } from '#lib/server/http/audit-source.ts';
import {
	choiceWords,
	choose,
	clinicSettings,
	madeWords,
	NotTheirClinic,
	takeBack
} from '#lib/server/clinic-settings.ts';
import { fieldsOf, textOf } from '../admin/forms.ts';
import { leadRows, measureRow, measureRows, ruledMeasures, rulesNow, visitsHeld } from './rules.ts';
import type { Actions, PageServerLoad } from './$types';

const measureIn = (code: string | null) => RULED_MEASURES.find((one) => one.code === code) ?? null;

export const load: PageServerLoad = async ({ locals, url }) => {
	const viewer = staff(locals.viewer);
	const { clinic, clinics, made } = await clinicSettings(
		viewer,
		url.searchParams.get('clinic')
	).catch(notFound);
	const code = url.searchParams.get('measure');
	const asked = measureIn(code);
	const problems: Problem[] =
		code && !asked
			? [
					problem(
						'measure',
						code,
						notOneOf(
							code,
							RULED_MEASURES.map((one) => one.code)
						)
					)
				]
			: [];
	const { min, max, unit } = asked ?? {};
	return {
		clinic: { id: clinic.id, label: clinic.label },
		clinics,
		words: madeWords(made),
		isDirector: viewer.role === 'director',
		mayChange: viewer.role === 'director' && locals.signedIn?.isDemo === false,
		isDemo: locals.signedIn?.isDemo ?? false,
		measures: measureRows(made, asked),
		leads: leadRows(made),
		ruled: ruledMeasures(),
		visits: visitsHeld(made, clinic.visitWeeks),
		asked: asked && {
			...measureRow(asked, made),
			unit: unit?.many ?? '',
			range: min == null || max == null ? null : { min, max },
			takesPercent: takesPercent(asked),
			...rulesNow(asked, made)
		},
		problems
	};
};

/** What a form of this page answers: which form it was, what became of it, what was typed. */
export type Answer = {
	about: 'responder' | 'worthwhile' | 'primary' | 'visits' | 'back';
	done?: string;
	problem?: string;
	given?: Record<string, string>;
};

export const actions: Actions = {
	responder: (event) =>
		change(event, 'responder', (form) => {
			const measure = measureIn(textOf(form, 'measure'));
			return measure
				? readResponder(measure, textOf(form, 'kind'), textOf(form, 'atLeast').trim())
				: NO_SUCH_MEASURE;
		}),
	worthwhile: (event) =>
		change(event, 'worthwhile', (form) => {
			const measure = measureIn(textOf(form, 'measure'));
			return measure ? readWorthwhile(measure, textOf(form, 'worthwhile').trim()) : NO_SUCH_MEASURE;
		}),
	primary: (event) =>
		change(event, 'primary', (form) =>
			readPrimary(textOf(form, 'concern'), textOf(form, 'area'), textOf(form, 'leading'))
		),
	visits: (event) =>
		change(event, 'visits', (form) => readVisits(form.getAll('week').slice(0, 20).map(String))),
	takeBack: async (event) => {
		const form = await fieldsOf(event.request);
		const kind = CHOICE_KINDS.find((name) => form && name === textOf(form, 'of'));
		if (!form || !kind) return fail(400, wrong('back', UNREADABLE));
		await takeBack(
			staff(event.locals.viewer),
			clinicOf(event),
			{ kind, subject: textOf(form, 'subject', 80) },
			auditSource(event)
		).catch(notFound);
		return { about: 'back', done: 'What held before the clinic’s choice holds again.' } as Answer;
	}
};

const NO_SUCH_MEASURE = { problem: 'There is no such measure: choose one from the list.' };
const UNREADABLE = 'This form could not be read. Load the page again and send it from there.';
const wrong = (about: Answer['about'], problem: string, given: Answer['given'] = {}): Answer => ({
	about,
	problem,
	given
});

async function change(
	event: RequestEvent,
	about: Answer['about'],
	read: (form: FormData) => Read
): Promise<Answer | ReturnType<typeof fail<Answer>>> {
	const form = await fieldsOf(event.request);
	if (!form) return fail(400, wrong(about, UNREADABLE));
	const given = read(form);
	if ('problem' in given) {
		const typed = Object.fromEntries(
			['kind', 'atLeast', 'worthwhile', 'concern', 'area', 'leading'].map((name) => [
				name,
				textOf(form, name, 80)
			])
		);
		return fail(400, wrong(about, given.problem, typed));
	}
	const { choice } = given;
	await choose(staff(event.locals.viewer), clinicOf(event), choice, auditSource(event)).catch(
		notFound
	);
	return { about, done: `From now on: ${choiceWords(choice)}.` };
}

/** The clinic stands in the address, as on the page that the form was on. */
const clinicOf = ({ url }: RequestEvent) => url.searchParams.get('clinic') ?? '';

function staff(viewer: Viewer | null): Viewer {
	if (!viewer) error(401, 'Sign in to see this.');
	return viewer;
}

function notFound(fault: unknown): never {
	if (fault instanceof NotTheirClinic) error(404, 'There is no such clinic among yours.');
	throw fault;
}
