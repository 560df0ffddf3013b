/** What of an answer follows the clinic's own choices, in words; and where clinics chose apart. */
import { areaLabel } from '#lib/domain/areas.ts';
import { NO_CHOICES, pointsWords } from '#lib/domain/clinic-choices.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { list } from '#lib/domain/format.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { CONCERNS, type Measure } from '#lib/domain/measure.ts';
import type { Context } from '../analysis.ts';

/**
 * Sentences for the notes of an answer over these measures: "The clinic’s own: Lemperle 0–5 better by 2
 * grades or more is improved enough." None where everything is as published.
 */
export function clinicRules(
	measures: readonly Measure[],
	{ known }: Pick<Context, 'known'>
): string[] {
	const choices = known.choices ?? NO_CHOICES;
	const shown = [...new Map(measures.map((measure) => [measure.code, measure])).values()];
	const own = shown.flatMap((measure) => [
		...(choices.responders[measure.code]
			? [`${measure.shortName} ${measure.responderWords} is improved enough`]
			: []),
		...(choices.worthwhile[measure.code] === undefined
			? []
			: [
					`on ${measure.shortName} ${pointsWords(measure.smallestWorthwhile ?? 0, measure)} is the smallest worthwhile difference`
				]),
		...choices.primary
			.filter(({ measure: code }) => code === measure.code)
			.map(
				({ concern, area }) =>
					`${measure.shortName} leads for ${CONCERN_WORDS[concern].noun} on the ${areaLabel(area).toLowerCase()}`
			)
	]);
	const concerns = new Set(shown.map(({ concern }) => concern));
	const apart = choices.apart.flatMap(({ kind, subject }) => {
		const [first, area = ''] = subject.split('.');
		const concern = CONCERNS.find((name) => name === first);
		if (kind === 'primary') {
			return concern && concerns.has(concern)
				? [
						`the measure that leads for ${CONCERN_WORDS[concern].noun} on the ${areaLabel(area).toLowerCase()}`
					]
				: [];
		}
		const measure = shown.find(({ code }) => code === subject) ? measureOf(subject) : undefined;
		const what =
			kind === 'responder' ? 'what is improved enough' : 'the smallest worthwhile difference';
		return measure ? [`${what} on ${measure.shortName}`] : [];
	});
	return [
		...(own.length > 0 ? [`Chosen by the clinic: ${list(own)}.`] : []),
		...(apart.length > 0
			? [`Your clinics chose differently: ${list(apart)}. What was published holds here for all.`]
			: [])
	];
}
