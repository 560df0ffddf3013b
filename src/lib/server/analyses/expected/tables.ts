/** The prediction and what was seen, as a table to read and as a tidy table to download. */
import type { Table, TwinTable } from '#lib/charts/figure.ts';
import { decimal, interval, percent, percentDecimals, sentenceCase } from '#lib/domain/format.ts';
import type { Context } from '../../analysis.ts';
import { told, toldEstimate } from '../told.ts';
import type { Prediction } from './prediction.ts';
import { refusalOf } from './words.ts';

const DASH = '–';

export function twinTables(predictions: readonly Prediction[], context: Context): TwinTable[] {
	return predictions.flatMap((prediction) => [
		courseTable(prediction, context),
		...(predictions.length === 1 && prediction.why !== 'hidden'
			? [seenTable(prediction, context)]
			: [])
	]);
}

export function courseTable(prediction: Prediction, context: Context): TwinTable {
	const { area, points, why } = prediction;
	const { decimals, unit, shortName } = area.measure;
	const band = (ends: { low: number; high: number } | null) =>
		ends ? `${decimal(ends.low, decimals)} to ${decimal(ends.high, decimals)}` : DASH;
	return {
		caption: `${area.name}, ${shortName}`,
		note: `Improvement in ${unit.many}, above 0 is better`,
		columns: [
			{ label: 'Week', align: 'left' },
			{ label: 'Middle', align: 'right', strong: true },
			{ label: 'Half of such courses', align: 'right' },
			{ label: 'Four fifths', align: 'right' },
			{ label: 'Patients seen', align: 'right' }
		],
		rows:
			why === null
				? points.map(({ week, middle, half, most, patients, why: reason }) => ({
						group: null,
						style: null,
						cells: [
							`Week ${week}`,
							middle === null ? DASH : decimal(middle, decimals),
							band(half),
							band(most),
							String(patients)
						],
						hidden: middle === null ? sentenceCase(reason ?? 'no answer') : null
					}))
				: [
						{
							group: null,
							style: null,
							cells: ['Any week'],
							hidden: refusalOf(prediction, context).reason
						}
					]
	};
}

function seenTable(prediction: Prediction, { filters }: Context): TwinTable {
	return {
		caption: 'Seen in patients like this',
		note: 'Shares of patients with 95 % intervals',
		columns: [
			{ label: 'What', align: 'left' },
			{ label: 'Seen', align: 'right', strong: true },
			{ label: 'In whom', align: 'left' },
			{ label: 'Patients', align: 'right' }
		],
		rows: factsOf(prediction, filters.wk).map(({ label, text, of, patients, why }) => ({
			group: null,
			style: null,
			cells: [
				label,
				text ?? DASH,
				of ?? 'everybody on the area',
				patients > 0 ? String(patients) : DASH
			],
			hidden: why === null ? null : sentenceCase(why)
		}))
	};
}

type Fact = {
	id: string;
	unit: string;
	label: string;
	text: string | null;
	value: number | null;
	low: number | null;
	high: number | null;
	of: string | null;
	patients: number;
	why: string | null;
};

/** Each thing seen, as a number for the file and in words for the page. */
export function factsOf({ area, improved, redness, darkening }: Prediction, week: number): Fact[] {
	const share = (
		id: string,
		label: string,
		{ estimate, patients, of, why }: Prediction['improved'],
		decimals: number
	): Fact => {
		const numbers = toldEstimate(estimate, decimals);
		return {
			id,
			unit: 'percent',
			label,
			text:
				estimate &&
				`${percent(estimate.value, decimals)} ${interval(estimate.low, estimate.high, decimals)}`.trim(),
			value: numbers?.value ?? null,
			low: numbers?.low ?? null,
			high: numbers?.high ?? null,
			of,
			patients,
			why
		};
	};
	const day = (id: string, label: string, value: number | null): Fact => ({
		id,
		unit: 'days',
		label,
		text: value === null ? null : value === 0 ? 'within a day' : `by day ${value}`,
		value,
		low: null,
		high: null,
		of: redness.of,
		patients: redness.patients,
		why: redness.why ?? (value === null ? 'too few patients to tell' : null)
	});
	const rule =
		area.measure.mdc95 === null
			? sentenceCase(area.measure.responderWords)
			: 'Better by more than noise';
	return [
		share('improved', `${rule}, week ${week}`, improved, percentDecimals(improved.patients)),
		day('redness_half', 'Redness gone in half', redness.half),
		day(
			'redness_late',
			`Redness gone in ${redness.late === null ? 'nearly all' : percent(redness.late)}`,
			redness.lateDay
		),
		...(redness.afterDay3 === null
			? []
			: [
					share(
						'red_after_day_3',
						'Still red after day 3',
						{
							...redness,
							estimate: { value: redness.afterDay3, low: null, high: null }
						},
						percentDecimals(redness.patients)
					)
				]),
		share('darkening', 'Skin darkened in the course', darkening, 1)
	];
}

/** One row a figure; bands have ends and no value. */
export function tidyTable(predictions: readonly Prediction[], context: Context): Table {
	const { filters } = context;
	return {
		columns: [
			{ key: 'concern', label: 'Concern', type: 'text' },
			{ key: 'measure', label: 'Measure', type: 'text' },
			{ key: 'area', label: 'Body area', type: 'text' },
			{ key: 'week', label: 'Week', type: 'integer', unit: 'wk' },
			{ key: 'figure', label: 'Figure', type: 'text' },
			{ key: 'unit', label: 'Unit', type: 'text' },
			{ key: 'value', label: 'Value', type: 'decimal' },
			{ key: 'low', label: 'Lower end (interval or band)', type: 'decimal' },
			{ key: 'high', label: 'Upper end (interval or band)', type: 'decimal' },
			{ key: 'of', label: 'In whom', type: 'text' },
			{ key: 'patients', label: 'Patients it rests on', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: predictions.flatMap((prediction) => {
			const { area, points, patients, why, said } = prediction;
			const { measure } = area;
			const start = [filters.concern, measure.code, area.name];
			const unit = measure.unit.many;
			if (why !== null) {
				const reason = refusalOf(prediction, context).reason;
				const none = ['expected', unit, null, null, null, null, null, reason];
				const facts = why === 'hidden' ? [] : factRows(prediction, start, filters.wk);
				return [[...start, null, ...none], ...facts];
			}
			const like = said.filter((one) => one.why === null).map(({ label }) => label);
			const of = like.length > 0 ? like.join(', ') : null;
			return [
				...points.flatMap((point) => {
					const of3 = (id: string, numbers: (number | null)[]) => [
						...start,
						point.week,
						id,
						unit,
						...numbers.map((number) => told(number, measure.decimals)),
						of,
						patients,
						point.why
					];
					return [
						of3('expected', [point.middle, null, null]),
						of3('band_50', [null, point.half?.low ?? null, point.half?.high ?? null]),
						of3('band_80', [null, point.most?.low ?? null, point.most?.high ?? null])
					];
				}),
				...factRows(prediction, start, filters.wk)
			];
		})
	};
}

const factRows = (prediction: Prediction, start: (string | null)[], week: number) =>
	factsOf(prediction, week).map(({ id, unit, value, low, high, of, patients, why }) => [
		...start,
		week,
		id,
		unit,
		value,
		low,
		high,
		of,
		patients > 0 ? patients : null,
		why
	]);
