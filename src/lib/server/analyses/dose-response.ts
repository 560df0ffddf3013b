/** Improvement at one visit, and days of redness, by needle depth: a pair of charts an area. */
import type { Figure } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { counted } from '#lib/domain/format.ts';
import type { Analysis, Context, Group } from '../analysis.ts';
import { clinicRules } from './clinic-rules.ts';
import { benefitSignatures, benefitSums } from '../queries/benefit-sums.ts';
import {
	dayScale,
	depthScale,
	gainPanel,
	gainScale,
	rednessPanel,
	type Dose
} from './depth/dose-panels.ts';
import { tidy, twin } from './depth/dose-tables.ts';
import { answer, restsOn } from './depth/dose-words.ts';
import { lineOf } from './depth/lines.ts';
import { acceptedBy, groups, guards } from './depth/series.ts';
import { adjusted, trendOf } from './depth/trend.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { leadingOf } from './change-at-visit/columns.ts';
import { byArea, onSameScale } from './improvement/panel-order.ts';
import { panelsOf } from './improvement/panels.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';

export const doseResponse: Analysis = {
	id: 'dose-response',
	title: 'Improvement by needle depth',
	description:
		'Mean improvement at one visit window and median days of redness by needle depth, by concern or body area, with 95 % intervals, the slope for each millimetre and a test for trend.',
	methods: [
		'clustered-mean',
		'clustered-proportion',
		'ratio-of-means',
		'verdict',
		'linear-slope',
		'jonckheere-terpstra',
		'isotonic',
		'restricted-cubic-spline',
		'benjamini-hochberg',
		'kaplan-meier',
		'survival-quantile',
		'log-rank'
	],
	terms: IMPROVEMENT_TERMS,
	page: '/depth',
	permission: 'aggregates',
	ofRelease: { finest: ['depth'] },
	accepted: acceptedBy('depth'),
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
	const doses = dosesOf(shown, totals, context);
	const courses = totals.reduce((sum, group) => sum + group.courses, 0);
	const about = filters.concern ? `${CONCERN_WORDS[filters.concern].label}: is` : 'Is';
	const scales = { x: depthScale(doses), days: dayScale(doses) };
	return {
		analysis: doseResponse.id,
		title: `${about} deeper better, or only redder?`,
		answer: answer(doses, context),
		basis: `${counted(courses, 'series', 'series')} shown`,
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: doses.flatMap((dose) => {
			const alike = doses.filter(({ panel }) => onSameScale(panel.measure, dose.panel.measure));
			return [
				gainPanel(dose, { x: scales.x, y: gainScale(alike) }, context),
				rednessPanel(dose, { x: scales.x, y: scales.days }, context)
			];
		}),
		restsOn: restsOn(doses, context),
		notes: [
			'A mark a depth band, at the mean depth of its courses; a course has the depth of its first session, of a range the upper end. Open marks: fewer than 20 patients. Bars: 95 % intervals that count patients. The line is a fit, a curve from five depths on, else the means so smoothed that none falls: it looks rising whatever the data, the test for trend stands in the table.',
			'Days of redness: after each patient’s first session that was asked about; no redness counts as 0 days, redness still open as longer than seen (Kaplan–Meier). Less than a day’s difference is small.',
			...clinicRules(
				doses.map(({ panel }) => panel.measure),
				context
			)
		],
		twins: [twin(doses, context)],
		table: tidy(doses, context)
	};
}

function dosesOf(shown: Group[], totals: Group[], context: Context): Dose[] {
	const { filters } = context;
	const all = panelsOf(shown, totals, context);
	const panels = filters.concern ? byArea(all) : leadingOf(all, context);
	const trends = adjusted(
		panels.map(({ groups, measure }) => trendOf(groups, measure, filters.wk))
	);
	return panels.flatMap((panel, i) => {
		const trend = trends[i];
		if (!trend) return [];
		const line = (group: Group) => lineOf(group, panel.measure, filters.wk);
		return [
			{ panel, lines: panel.groups.map(line), total: panel.total && line(panel.total), trend }
		];
	});
}
