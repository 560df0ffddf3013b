/** What improvement over time rests on, and how its lines are read. */
import type { Figure } from '#lib/charts/figure.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { count, list } from '#lib/domain/format.ts';
import type { Context } from '../../analysis.ts';
import { clinicRules } from '../clinic-rules.ts';
import { subjectOf } from './answer.ts';
import { decimalsOf } from './estimates.ts';
import { belowFloor, boundsOf, countsOf, FOLLOW_UP_FLOOR, percentSeen } from './follow-up.ts';
import { hiddenWords } from './hidden.ts';
import { modelWords, type Modelled } from './model.ts';
import type { Panel } from './panels.ts';
import { amount } from './words.ts';

export function restsOn(
	panels: Panel[],
	context: Context,
	models: ReadonlyMap<Panel, Modelled | null>
): Figure['restsOn'] {
	const { filters } = context;
	const named = panels.filter((panel) => panel.total);
	const name = (panel: Panel) => subjectOf(panel, filters.concern !== null);
	const followed = named.flatMap((panel) => {
		const { seen, due } = panel.total
			? countsOf(panel.total, filters.wk)
			: { seen: null, due: null };
		const share = percentSeen(panel.total, filters.wk);
		return seen === null || due === null || !share
			? []
			: [{ name: name(panel), seen, due, share, low: seen / due < FOLLOW_UP_FLOOR }];
	});
	const low = followed.filter((entry) => entry.low).map((entry) => entry.name);
	const bounds = named.flatMap((panel) => {
		const unit = filters.unit === 'responders' ? 'responders' : 'scale';
		const bound = boundsOf(panel.total, filters.wk, unit, panel.measure);
		if (!bound) return [];
		const decimals = decimalsOf(unit, panel.measure, panel.total?.cells[filters.wk]?.sums?.n ?? 0);
		return [`${name(panel)} ${amount(bound.low, unit, panel.measure, decimals)}`];
	});
	return [
		{
			title: `Follow-up at week ${filters.wk}`,
			text:
				followed.length === 0
					? [{ text: 'No visit was due in this window yet, or its counts are hidden.' }]
					: [
							{
								text: `${followed.map(({ name, seen, due, share }) => `${count(seen)} of ${count(due)} courses seen for ${name} (${share})`).join(', ')}.`
							},
							...(low.length > 0 ? [{ text: belowFloor(low, filters), strong: true }] : [])
						]
		},
		{
			title: 'If the missing did no better than baseline',
			text: [
				{
					text:
						bounds.length === 0
							? 'Cannot be said: nobody was scored, or the counts are hidden.'
							: `${filters.unit === 'responders' ? 'The share' : 'The mean'} would be: ${list(bounds)}.`
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Change since the first session, without a control group: part of it may be regression to the mean. Untreated sides and courses without a baseline score are left out.'
				}
			]
		},
		...(filters.model && filters.concern
			? [
					{
						title: 'The model',
						text: modelWords(
							panels.map((panel) => ({ name: name(panel), modelled: models.get(panel) ?? null }))
						)
					}
				]
			: []),
		{ title: 'Hidden', text: hiddenWords(context) }
	];
}

export function notes(panels: readonly Panel[], context: Context): string[] {
	const { filters } = context;
	const lines = filters.by
		? `Lines ${DIMENSION_FACTS[filters.by].by}.`
		: 'One line for all courses.';
	const beside = filters.evidence
		? [
				'Hollow points were published by others about other people, filled ones are these courses: they stand side by side, no test compares them.'
			]
		: [];
	return [
		`${lines} Bars are as wide as the visit window. Open points: fewer than 20 patients. Bands: 95 % intervals that count patients, not courses. Dotted line: smallest worthwhile difference. Up is better on every scale.`,
		...clinicRules(
			panels.map(({ measure }) => measure),
			context
		),
		...beside
	];
}
