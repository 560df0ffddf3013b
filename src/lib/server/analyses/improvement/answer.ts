/** The answer sentence of improvement: each panel's change at the chosen week, with its verdict. */
import type { Phrase } from '#lib/charts/figure.ts';
import { areaLabel, areaOf } from '#lib/domain/areas.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import { optionsOf, type Filters } from '#lib/domain/filters.ts';
import { unfitForChange } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import { estimateOf, unitBarred } from './estimates.ts';
import { ASSUMED, rangeOf, verdictAt } from './follow-up.ts';
import { groupsHidden, refusal } from '../widen.ts';
import { anyStep, hiddenPanelsSentence, outcomesHref } from './hidden.ts';
import type { Panel } from './panels.ts';
import { answerSentence, changed, changedBetween, type Clause } from './words.ts';

export function answer(panels: Panel[], context: Context): Phrase[] {
	const { filters, known } = context;
	const withEstimate: Clause[] = [];
	const hiddenTitles: string[] = [];
	for (const panel of panels) {
		const { estimate, decimals } = estimateOf(
			panel.total?.cells[filters.wk],
			filters.unit,
			panel.measure,
			filters.miss
		);
		const range = rangeOf(panel.total, filters.wk, filters, panel.measure);
		const subject = subjectOf(panel, filters.concern !== null);
		if (estimate) {
			withEstimate.push({
				subject,
				predicate: range
					? changedBetween(range, filters.unit, panel.measure, decimals)
					: changed(estimate, filters.unit, panel.measure, decimals),
				verdict: verdictAt(panel.total, filters.wk, filters.miss, panel.measure)
			});
		} else if (!panel.total) hiddenTitles.push(subject);
	}
	const barred = panels.map(({ measure }) => unitBarred(filters.unit, measure, filters.miss));
	if (withEstimate.length === 0 && barred.length > 0 && barred.every((reason) => reason !== null)) {
		const unfit = panels.every(({ measure }) => unfitForChange(measure) !== null);
		const step = unfit ? 'Choose another measure.' : 'Choose “change on the scale”.';
		return [{ text: `${[...new Set(barred)].join(' ')} ${step}` }];
	}
	if (withEstimate.length === 0) {
		const [whole] = context.hidden.filter((group) => group.whole);
		const href = (wider: Filters) => outcomesHref(wider, context);
		if (whole && panels.every((panel) => !panel.total)) {
			return refusal(whole, context, href, anyStep(context));
		}
		const why = panels.some((panel) => panel.total?.cells[filters.wk]?.sums === null)
			? 'too few patients were scored'
			: 'nobody was scored';
		return [
			{
				text: `No answer at week ${filters.wk} for these filters: ${why}. Try another week or fewer filters.`
			}
		];
	}
	const where = Object.entries(filters.where)
		.filter(([key]) => key !== 'area' && key !== 'clinic')
		.map(([key, value]) => {
			const dimension = DIMENSIONS.find((name) => name === key);
			const label = dimension
				? optionsOf(dimension, known).find((option) => option.value === value)?.label
				: null;
			return `${dimension === 'depth' ? 'at ' : ''}${label ?? value}`;
		});
	const whose = filters.network ? 'In all clinics together, by' : 'By';
	const said = [...where, ...(filters.miss === 'seen' ? [] : [ASSUMED[filters.miss]])];
	const opening = `${whose} week ${filters.wk}${said.length > 0 ? `, ${said.join(', ')},` : ''}`;
	return [
		...answerSentence(opening, withEstimate),
		{ text: hiddenPanelsSentence(hiddenTitles) },
		...groupsHidden(
			panels.flatMap((panel) => panel.groups),
			context
		)
	];
}

/** "necks" on a page of areas, "wrinkles" elsewhere. */
export function subjectOf({ measure, area }: Panel, byArea: boolean): string {
	if (byArea && area) return areaOf(area)?.plural ?? areaLabel(area);
	// Only what is hidden has no area there: single areas may be told where all together are not.
	if (byArea) return `all areas together (${measure.shortName})`;
	const concern = Object.entries(CONCERN_WORDS).find(([name]) => name === measure.concern);
	return concern?.[1].noun ?? measure.name;
}
