/** What each protocol gains by one visit, against the days of redness it costs: a chart an area. */
import type { Figure } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { counted } from '#lib/domain/format.ts';
import type { Analysis, Context, Group } from '../analysis.ts';
import { benefitSignatures, benefitSums } from '../queries/benefit-sums.ts';
import { leadingOf } from './change-at-visit/columns.ts';
import { frontierPanel, scalesOf, type Protocols } from './depth/frontier.ts';
import { tidy, twin } from './depth/frontier-tables.ts';
import { answer, restsOn } from './depth/frontier-words.ts';
import { lineOf } from './depth/lines.ts';
import { acceptedBy, groups, guards } from './depth/series.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { byArea } from './improvement/panel-order.ts';
import { panelsOf } from './improvement/panels.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';

export const benefitDowntime: Analysis = {
	id: 'benefit-downtime',
	title: 'Benefit against downtime',
	description:
		'Mean improvement at one visit window and median days of redness of each protocol, by concern or body area, with 95 % intervals and the protocols that no other beats.',
	methods: [
		'clustered-mean',
		'clustered-proportion',
		'ratio-of-means',
		'kaplan-meier',
		'survival-quantile'
	],
	terms: IMPROVEMENT_TERMS,
	page: '/depth',
	permission: 'aggregates',
	ofRelease: { finest: ['depth'] },
	accepted: acceptedBy('protocol'),
	rows: (cohort, question) => benefitSums(cohort, question),
	groups,
	signatures: benefitSignatures,
	guards,
	// The same series as over time, so that both hide the same.
	within: improvementOverTime.within,
	covers: improvementOverTime.covers,
	figure
};

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters } = context;
	const found = panelsOf(shown, totals, context);
	const panels = filters.concern ? byArea(found) : leadingOf(found, context);
	const all = panels.map((panel): Protocols => {
		const line = (group: Group) => lineOf(group, panel.measure, filters.wk);
		return { panel, lines: panel.groups.map(line), total: panel.total && line(panel.total) };
	});
	const courses = totals.reduce((sum, group) => sum + group.courses, 0);
	const about = filters.concern ? `${CONCERN_WORDS[filters.concern].label}: what` : 'What';
	const days = scalesOf(all).x;
	return {
		analysis: benefitDowntime.id,
		title: `${about} does each protocol gain, for how many days of redness?`,
		answer: answer(all, context),
		basis: `${counted(courses, 'series', 'series')} shown`,
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: all.map((protocols) =>
			frontierPanel(protocols, { x: days, y: scalesOf([protocols]).y }, context)
		),
		restsOn: restsOn(all, context),
		notes: [
			'A mark a protocol: higher gains more, further left is red for less time. The line joins those that no other beats in both. Faded: fewer than 20 patients scored or asked. Each mark leads to a comparison with the protocol most used beside it.'
		],
		twins: [twin(all, context)],
		table: tidy(all, context)
	};
}
