/** The expected course as a picture: the middle, and the bands in which half and four fifths of such courses lie. */
import type { FanPanel } from '#lib/charts/panels.ts';
import { counted, decimal } from '#lib/domain/format.ts';
import type { Context } from '../../analysis.ts';
import { axisLabel } from '../improvement/words.ts';
import { niceScale } from '../scale.ts';
import { told } from '../told.ts';
import type { Point, Prediction } from './prediction.ts';
import { refusalOf } from './words.ts';

/** Marks of fewer patients are drawn open. */
const FEW = 20;

/** `people` puts the numbers of patients into words: on paper that leaves the clinic they are round. */
export function fanPanel(
	prediction: Prediction,
	context: Context,
	people = (patients: number) => counted(patients, 'patient')
): FanPanel {
	const { area, points, why, patients } = prediction;
	const { measure } = area;
	const ends = points.flatMap(({ most }) => (most ? [most.low, most.high] : []));
	const refused = why === null ? null : refusalOf(prediction, context);
	return {
		kind: 'fan',
		id: `${measure.code}-${area.area}`,
		title: area.name,
		note: refused
			? measure.shortName
			: `${measure.shortName} · model of ${people(patients)}, one course each`,
		hidden: refused && { reason: refused.reason, next: refused.next },
		xLabel: 'Weeks since first session',
		yLabel: axisLabel('scale', measure),
		scale: niceScale([...ends, measure.smallestWorthwhile ?? 0]),
		noise:
			measure.mdc95 === null
				? null
				: { low: -measure.mdc95, high: measure.mdc95, label: 'within noise of one patient' },
		points: points.map((point) => ({
			id: String(point.week),
			label: `week ${point.week}`,
			week: point.week,
			middle: told(point.middle, measure.decimals),
			half: toldBand(point.half, measure.decimals),
			most: toldBand(point.most, measure.decimals),
			sentence: sentenceOf(point, prediction, people),
			why: point.why,
			few: point.patients < FEW
		}))
	};
}

const toldBand = (band: Point['half'], decimals: number) =>
	band && { low: told(band.low, decimals), high: told(band.high, decimals) };

function sentenceOf(
	{ week, middle, half, most, why, patients }: Point,
	{ area }: Prediction,
	people: (patients: number) => string
): string {
	if (middle === null || !half || !most) return `Week ${week}: ${why ?? 'no answer'}.`;
	const { decimals, unit } = area.measure;
	const range = ({ low, high }: { low: number; high: number }) =>
		`${decimal(low, decimals)} to ${decimal(high, decimals)}`;
	return `Week ${week}: middle ${decimal(middle, decimals)} ${unit.many} better, half between ${range(half)}, four fifths between ${range(most)}; ${people(patients)} seen.`;
}
