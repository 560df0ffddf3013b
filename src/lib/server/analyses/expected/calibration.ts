/** The calibration of an area's expected courses at the week that is asked for, in the thread for models. */
import type { Viewer } from '#lib/domain/roles.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Interval, TrajectoryCalibration } from '#lib/statistics/index.ts';
import { wilsonInterval } from '#lib/statistics/index.ts';
import { model } from '../../models/model.ts';
import type { Context } from '../../analysis.ts';
import type { Area } from './areas.ts';
import { MOST_CAREFUL, patientsOf } from './prediction.ts';

const FOLDS = 5;

export type Calibration = {
	area: Area;
	patients: number;
	/** Why there is none; null where there is one. */
	why: 'hidden' | 'too few patients' | 'no data' | 'no fit' | null;
	groups: {
		predicted: number;
		seen: number;
		low: number | null;
		high: number | null;
		patients: number;
	}[];
	/** Of 100 scores seen, how many lay within the band of so many per cent; null where it is hidden. */
	bands: { coverage: number; share: number | null; interval: Interval | null }[];
};

export async function calibrationOf(
	area: Area,
	{ filters, viewer }: Context
): Promise<Calibration> {
	const nothing = { area, patients: 0, groups: [], bands: [] };
	const { total } = area;
	if (!total?.cells.course?.sums || !total.cells[filters.wk]?.sums)
		return { ...nothing, why: 'hidden' };
	const patients = total.cells[filters.wk]?.patients ?? 0;
	if (patients < MOST_CAREFUL) {
		return { ...nothing, patients, why: patients === 0 ? 'no data' : 'too few patients' };
	}
	const found = await model(
		'trajectoryCalibration',
		patientsOf(total, []),
		VISIT_WEEKS,
		filters.wk,
		{
			folds: FOLDS,
			minimumPatients: MOST_CAREFUL
		}
	);
	return {
		area,
		patients: found.patients,
		why: found.reason === null ? null : 'no fit',
		groups: found.groups.flatMap(({ predicted, seen: { mean, interval, n } }) =>
			mean === null
				? []
				: [
						{
							predicted,
							seen: mean,
							low: interval?.low ?? null,
							high: interval?.high ?? null,
							patients: n
						}
					]
		),
		bands: bandsOf(found, viewer)
	};
}

/** Over several clinics a few patients within a band, between two or beyond both hide them. */
export function bandsOf(
	{ bands, patients }: Pick<TrajectoryCalibration, 'bands' | 'patients'>,
	{ insideClinic, threshold }: Pick<Viewer, 'insideClinic' | 'threshold'>
): Calibration['bands'] {
	const ends = [0, ...bands.map(({ within }) => within).toSorted((a, b) => a - b), patients];
	const parts = ends.slice(1).map((end, i) => end - (ends[i] ?? 0));
	const told = insideClinic || parts.every((part) => part === 0 || part >= threshold);
	return bands.map(({ coverage, within }) => ({
		coverage: 100 * coverage,
		share: told ? (100 * within) / patients : null,
		interval: told ? wilsonInterval(within, patients) : null
	}));
}
