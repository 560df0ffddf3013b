/** Two or three groups set against each other; without groups, which of them can be compared. */
import { redirect } from '@sveltejs/kit';
import { armKey } from '#lib/domain/arms.ts';
import { LEADING_CONCERNS } from '#lib/domain/concerns.ts';
import { pageAnswer } from '../page-answer.ts';
import { asksForGroups, choicesOf } from './choices.ts';
import { rednessSentence, sideEffects } from './side-effects.ts';
import type { PageServerLoad } from './$types';

const NOT_COMPARED = [
	{
		text: 'No difference is told, for the reasons above. What each group had is drawn; nothing is adjusted for.'
	}
];

export const load: PageServerLoad = async ({ locals, url }) => {
	const { searchParams } = url;
	const compared = [...searchParams].some(([key, value]) => armKey(key) && value !== '');
	if (!compared) {
		const outcomes = asksForGroups(searchParams);
		// Groups are chosen among everybody's courses, also by a practitioner.
		if (locals.viewer?.role === 'practitioner' && !outcomes.has('practitioner')) {
			outcomes.set('practitioner', 'all');
		}
		const answered = await pageAnswer(locals.viewer, 'improvement-over-time', outcomes);
		return { answered: null, safety: null, choices: choicesOf(answered) };
	}
	if (!searchParams.has('concern') && !searchParams.has('measure')) {
		const asked = new URLSearchParams(searchParams);
		asked.set('concern', LEADING_CONCERNS[0]);
		redirect(307, `/compare?${asked}`);
	}
	const [effect, { figure }] = await Promise.all([
		pageAnswer(locals.viewer, 'compare-effect', searchParams),
		sideEffects(locals.viewer, searchParams)
	]);
	// Groups that are not alike in scores are not alike in side effects either.
	const withheld = effect.figure.sign?.word === 'WITHHELD';
	const redness = withheld ? [] : rednessSentence(figure.answer);
	const answer = [...effect.figure.answer, ...redness];
	return {
		answered: { ...effect, figure: { ...effect.figure, answer } },
		safety: {
			answer: withheld ? NOT_COMPARED : figure.answer,
			panels: figure.panels.filter(({ kind }) => kind === 'steps')
		},
		choices: null
	};
};
