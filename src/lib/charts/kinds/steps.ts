/** Shares that hold until the next day of asking, as lines, bands and marks on a plane. */
import type { Scale } from '../figure.ts';
import type { StepsPanel } from '../panels.ts';
import { along, scaleUpTo } from './axis.ts';
import { area, down, level, line, unbroken } from './plane.ts';

type Series = StepsPanel['series'][number];

/** Axes from none to all, and closer ones for what few have. */
const SCALES: readonly Scale[] = [
	{ min: 0, max: 0.05, step: 0.01, decimals: 2 },
	{ min: 0, max: 0.1, step: 0.02, decimals: 2 },
	{ min: 0, max: 0.25, step: 0.05, decimals: 2 },
	{ min: 0, max: 0.5, step: 0.1, decimals: 2 },
	{ min: 0, max: 1, step: 0.25, decimals: 2 }
];

/** The scale of the shares: as close as the highest bound allows. */
export function shareScale({ series }: Pick<StepsPanel, 'series'>): Scale {
	const bounds = series.flatMap(({ points }) =>
		points.map(({ share }) => share?.high ?? share?.value ?? 0)
	);
	return scaleUpTo(Math.max(0, ...bounds), SCALES);
}

/** The days as a scale: from 0 to the last one. */
export const dayScale = (days: readonly number[]): Scale => ({
	min: 0,
	max: Math.max(1, ...days),
	step: 1,
	decimals: 0
});

export type StepsShape = {
	lines: string[];
	bands: string[];
	marks: { index: number; x: number; y: number | null; few: boolean }[];
	/** Where cases were last known to be open: on the line. */
	censored: { x: number; y: number }[];
};

/** A share that is hidden or unknown breaks line and band; its mark has no height. */
export function stepsShape(series: Series, days: readonly number[], scale: Scale): StepsShape {
	const time = dayScale(days);
	const placed = series.points.map((point) => {
		if (!point.share) return null;
		const { value, low, high } = point.share;
		return {
			day: point.day,
			x: along(time, point.day),
			y: down(scale, value),
			top: down(scale, high ?? value),
			bottom: down(scale, low ?? value)
		};
	});
	const runs = unbroken(placed);
	return {
		lines: runs.map((run) => line(level(run))),
		bands: runs
			.map((run) =>
				area(
					run.flatMap(({ x, top, bottom }, i) => {
						const next = run[i + 1];
						return next
							? [
									{ x, top, bottom },
									{ x: next.x, top, bottom }
								]
							: [];
					})
				)
			)
			.filter((band) => band !== ''),
		marks: series.points.map((point, index) => ({
			index,
			x: along(time, point.day),
			y: placed[index]?.y ?? null,
			few: point.few
		})),
		censored: series.censoredAt.flatMap((day) => {
			const on = series.points.findLastIndex((point) => point.day <= day);
			const y = placed[on]?.y;
			return y === undefined ? [] : [{ x: along(time, day), y }];
		})
	};
}
