/** What was predicted beside what was seen: as a picture, as a table to read and as a tidy table. */
import type { Figure, Table } from '#lib/charts/figure.ts';
import type { CalibrationPanel } from '#lib/charts/panels.ts';
import { counted, decimal, interval, percent } from '#lib/domain/format.ts';
import type { Context } from '../../analysis.ts';
import { niceScale } from '../scale.ts';
import { told, toldEstimate } from '../told.ts';
import type { Calibration } from './calibration.ts';
import { whyNot } from './calibration-words.ts';

/** Marks of fewer patients are drawn open. */
const FEW = 20;

export function calibrationPanel(found: Calibration, context: Context): CalibrationPanel {
	const { area, groups, patients, why } = found;
	const { decimals, unit, shortName } = area.measure;
	const ends = groups.flatMap(({ predicted, seen, low, high }) => [
		predicted,
		seen,
		low ?? seen,
		high ?? seen
	]);
	return {
		kind: 'calibration',
		id: `${area.measure.code}-${area.area}`,
		title: `${area.name}, week ${context.filters.wk}`,
		note:
			why === null
				? `${shortName} · ${counted(patients, 'patient')}, each predicted from the others`
				: shortName,
		hidden: why === null ? null : whyNot(found, context),
		xLabel: `Predicted, ${unit.many} better than baseline`,
		yLabel: `Seen, ${unit.many} better than baseline`,
		scale: niceScale(ends),
		marks: groups.map(({ predicted, seen, low, high, patients: n }, i) => ({
			id: String(i + 1),
			label: `group ${i + 1}`,
			sentence: `Predicted ${decimal(predicted, decimals)}, seen ${decimal(seen, decimals)} ${interval(low, high, decimals)} ${unit.many}; ${counted(n, 'patient')}.`,
			why: null,
			few: n < FEW,
			predicted: told(predicted, decimals),
			seen: toldEstimate({ value: seen, low, high }, decimals),
			style: { kind: 'single' }
		}))
	};
}

export function calibrationTable(found: Calibration, context: Context): Figure['twins'][number] {
	const { area, groups, bands, why } = found;
	const { decimals, unit } = area.measure;
	return {
		caption: 'The same figures',
		note: `Means in ${unit.many} better than baseline, 95 % intervals`,
		columns: [
			{ label: 'Patients by what was predicted', align: 'left' },
			{ label: 'Predicted', align: 'right' },
			{ label: 'Seen', align: 'right', strong: true },
			{ label: 'Patients', align: 'right' }
		],
		rows:
			why === null
				? [
						...groups.map(({ predicted, seen, low, high, patients }, i) => ({
							group: i === 0 ? 'Groups, least to most' : null,
							style: null,
							cells: [
								`Group ${i + 1}`,
								decimal(predicted, decimals),
								`${decimal(seen, decimals)} ${interval(low, high, decimals)}`.trim(),
								String(patients)
							],
							hidden: null
						})),
						...bands.map(({ coverage, share, interval: range }, i) => ({
							group: i === 0 ? 'Scores within the band' : null,
							style: null,
							cells: [
								`Band of ${percent(coverage)}`,
								percent(coverage),
								share === null
									? 'hidden'
									: `${percent(share, 1)} ${range ? interval(100 * range.low, 100 * range.high, 1) : ''}`.trim(),
								String(found.patients)
							],
							hidden: null
						}))
					]
				: [
						{
							group: null,
							style: null,
							cells: ['All groups'],
							hidden: whyNot(found, context).reason
						}
					]
	};
}

export function calibrationTidy(found: Calibration | null, context: Context): Table {
	const { filters } = context;
	const rows = (): Table['rows'] => {
		if (!found) return [];
		const { area, groups, bands, why } = found;
		const { code, decimals, unit } = area.measure;
		const start = [filters.concern, code, area.name, filters.wk];
		if (why !== null) {
			return [
				[...start, 'any', 'any', null, null, null, null, null, whyNot(found, context).reason]
			];
		}
		return [
			...groups.map(({ predicted, seen, low, high, patients }, i) => [
				...start,
				`group ${i + 1}`,
				unit.many,
				...[predicted, seen, low, high].map((number) => told(number, decimals)),
				patients,
				null
			]),
			...bands.map(({ coverage, share, interval: range }) => [
				...start,
				`within band of ${coverage} %`,
				'percent',
				coverage,
				told(share, 1),
				told(range && 100 * range.low, 1),
				told(range && 100 * range.high, 1),
				found.patients,
				share === null ? 'hidden: too few patients within or beyond the bands' : null
			])
		];
	};
	return {
		columns: [
			{ key: 'concern', label: 'Concern', type: 'text' },
			{ key: 'measure', label: 'Measure', type: 'text' },
			{ key: 'area', label: 'Body area', type: 'text' },
			{ key: 'week', label: 'Week', type: 'integer', unit: 'wk' },
			{ key: 'figure', label: 'Figure', type: 'text' },
			{ key: 'unit', label: 'Unit', type: 'text' },
			{ key: 'predicted', label: 'Predicted', type: 'decimal' },
			{ key: 'seen', label: 'Seen', type: 'decimal' },
			{ key: 'low', label: 'Seen, lower end of the 95 % interval', type: 'decimal' },
			{ key: 'high', label: 'Seen, upper end of the 95 % interval', type: 'decimal' },
			{ key: 'patients', label: 'Patients it rests on', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: rows()
	};
}
