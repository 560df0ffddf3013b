/** The charts of depth: improvement and days of redness by needle depth, a pair a panel. */
import type { Scale } from '#lib/charts/figure.ts';
import type { DosePanel } from '#lib/charts/panels.ts';
import { DEPTH_BANDS, type Band } from '#lib/domain/bands.ts';
import { counted, decimal } from '#lib/domain/format.ts';
import type { Context } from '../../analysis.ts';
import type { Panel } from '../improvement/panels.ts';
import { panelName } from '../change-at-visit/columns.ts';
import { axisLabel } from '../improvement/words.ts';
import { lineLabel, lineStyle } from '../lines.ts';
import { niceScale } from '../scale.ts';
import { told, toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { gainText, hiddenIn, hiddenPanel, rednessText, type Line } from './lines.ts';
import { DAY_DECIMALS } from './redness.ts';
import { fitOf, pairsOf, type Trend } from './trend.ts';

/** Decimals of a depth in mm. */
export const DEPTH_DECIMALS = 2;

export type Dose = { panel: Panel; lines: Line[]; total: Line | null; trend: Trend };

const bandOfLine = (line: string | null | undefined) =>
	DEPTH_BANDS.find(({ code }) => code === line) ?? null;

/** Where a band stands of which no mean depth is told: in its middle. */
const middleOf = ({ from, below }: Band) =>
	Number.isFinite(below) ? (from + Math.min(below, 2.5)) / 2 : 2.75;

/** What is drawn along the depths; a depth nobody recorded has no place there. */
const along = ({ lines }: Dose) =>
	lines.flatMap((line) => {
		const band = bandOfLine(line.group.key.line);
		return band ? [{ line, band }] : [];
	});

/** The fitted line of a panel, as it leaves the server. */
export function fitTold(dose: Dose, { filters }: Context): DosePanel['fits'] {
	const places = along(dose).flatMap(({ line: { depthMm, gain, patients } }) =>
		depthMm === null || !gain ? [] : [{ depthMm, mean: gain.value, patients: patients ?? 0 }]
	);
	const fit = fitOf(places, pairsOf(dose.panel.groups, filters.wk));
	if (!fit) return [];
	const { decimals } = dose.panel.measure;
	const points = fit.points.map(({ x, ...estimate }) => ({
		x: told(x, DEPTH_DECIMALS),
		value: told(estimate.value, decimals),
		low: told(estimate.low, decimals),
		high: told(estimate.high, decimals)
	}));
	return [{ ...fit, points }];
}

/** Panels on one scale share it: grades are read alike whatever their scale. */
export function gainScale(doses: readonly Dose[]): Scale {
	const values = doses.flatMap(({ lines }) =>
		lines.flatMap(({ gain, few }) =>
			gain ? [gain.value, ...(few ? [] : [gain.low ?? gain.value, gain.high ?? gain.value])] : []
		)
	);
	const worthwhile = doses.map(({ panel }) => panel.measure.smallestWorthwhile ?? 0);
	return niceScale(values, 1.1 * Math.max(0, ...worthwhile));
}

export const dayScale = (doses: readonly Dose[]): Scale =>
	niceScale(
		doses.flatMap(({ lines }) =>
			lines.flatMap(({ redness: { days } }) => (days ? [days.value, days.high ?? days.value] : []))
		),
		1
	);

export function depthScale(doses: readonly Dose[]): Scale {
	const deepest = Math.max(2, ...doses.flatMap((dose) => along(dose).map(placeOf)));
	return { min: 0, max: Math.ceil((deepest + 0.1) * 2) / 2, step: 0.5, decimals: 1 };
}

export function gainPanel(dose: Dose, scales: { x: Scale; y: Scale }, context: Context): DosePanel {
	const { panel } = dose;
	const { measure } = panel;
	const worthwhile = measure.smallestWorthwhile;
	return {
		kind: 'dose',
		id: `dose-${measure.code}-${panel.area ?? 'all'}`,
		title: panelName(panel),
		note: `Improvement at week ${context.filters.wk} · ${measure.shortName}`,
		hidden: hiddenPanel(panel, context),
		xLabel: 'Needle depth in mm',
		yLabel: axisLabel('scale', measure),
		xScale: scales.x,
		scale: scales.y,
		worthwhile:
			worthwhile === null ? null : { value: worthwhile, label: `worthwhile ${worthwhile}` },
		points: pointsOf(dose, context, (line, label) => ({
			estimate: toldEstimate(line.gain, line.decimals),
			patients: line.patients,
			few: line.few,
			why: line.why === 'no data' ? 'nobody was scored' : line.why,
			sentence: `${label}: ${gainText(line, measure, context)}.`
		})),
		fits: fitTold(dose, context)
	};
}

export function rednessPanel(
	dose: Dose,
	scales: { x: Scale; y: Scale },
	context: Context
): DosePanel {
	const { panel } = dose;
	return {
		kind: 'dose',
		id: `redness-${panel.measure.code}-${panel.area ?? 'all'}`,
		title: `${panelName(panel)}: redness`,
		note: 'Median days after the first session asked about, without any: 0 days',
		hidden: hiddenPanel(panel, context),
		xLabel: 'Needle depth in mm',
		yLabel: 'Median days of redness',
		xScale: scales.x,
		scale: scales.y,
		worthwhile: null,
		points: pointsOf(dose, context, (line, label) => ({
			estimate: toldEstimate(line.redness.days, DAY_DECIMALS),
			patients: line.redness.patients,
			few: line.redness.few,
			why: line.redness.why,
			sentence: `${label}: ${rednessText(line.redness)}.`
		})),
		fits: []
	};
}

type Point = DosePanel['points'][number];

function pointsOf(
	dose: Dose,
	context: Context,
	told: (line: Line, label: string) => Omit<Point, 'id' | 'label' | 'x' | 'style'>
): Point[] {
	const { known } = context;
	const named = (band: string) => ({
		id: band,
		label: lineLabel('depth', band, known),
		style: lineStyle('depth', band, known)
	});
	const shown = along(dose).map(({ line, band }) => {
		const name = named(band.code);
		const x = placeOf({ line, band });
		const mean = line.depthMm === null ? '' : `, on average ${decimal(x, DEPTH_DECIMALS)} mm`;
		const scored = line.patients ? `, ${counted(line.patients, 'patient')}` : '';
		return { ...name, x, ...told(line, `${name.label}${mean}${scored}`) };
	});
	const hidden = hiddenIn(dose.panel, context).flatMap((group) => {
		const band = bandOfLine(group.key.line);
		if (!band) return [];
		const name = named(band.code);
		const why = `hidden: ${reasonOf(group, context)}`;
		const none = { estimate: null, patients: null, few: false, why };
		return [{ ...name, x: middleOf(band), ...none, sentence: `${name.label}: ${why}.` }];
	});
	return [...shown, ...hidden].toSorted((a, b) => a.x - b.x);
}

/** The mean depth of those scored; without one the middle of the band, so that redness has its place. */
const placeOf = ({ line: { depthMm }, band }: { line: Line; band: Band }) =>
	depthMm === null ? middleOf(band) : told(depthMm, DEPTH_DECIMALS);
