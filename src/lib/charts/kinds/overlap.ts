/** Shares of groups in bands of a scale: two groups face each other, more stand side by side. */
import type { Scale } from '../figure.ts';
import type { OverlapPanel } from '../panels.ts';
import { along, scaleUpTo, ticks, type Tick } from './axis.ts';
import { HEIGHT } from './plane.ts';

const SCALES: readonly Scale[] = [0.1, 0.2, 0.4, 0.6, 0.8, 1].map((max) => ({
	min: 0,
	max,
	step: max / 2,
	decimals: 2
}));
/** Px of what stands in the place of a share that is hidden: it says nothing of its size. */
const HIDDEN = 10;

export type OverlapBar = {
	armIndex: number;
	binIndex: number;
	from: number;
	width: number;
	top: number;
	height: number;
	hidden: boolean;
};

export type OverlapShape = {
	bars: OverlapBar[];
	/** Px of the line from which bars rise, and fall where two groups face each other. */
	floor: number;
	yTicks: Tick[];
	xTicks: { at: number; label: string }[];
	/** Where groups are alike enough, in per cent. */
	between: { from: number; to: number };
};

export function overlapShape({ arms, bins, between }: OverlapPanel): OverlapShape {
	const facing = arms.length === 2;
	const range = {
		min: bins[0]?.from ?? 0,
		max: bins.at(-1)?.to ?? 1,
		step: 1,
		decimals: 1
	};
	const most = Math.max(0, ...bins.flatMap(({ shares }) => shares.map((share) => share ?? 0)));
	const scale = scaleUpTo(most, SCALES);
	const reach = facing ? HEIGHT / 2 : HEIGHT;
	const bars = bins.flatMap((bin, binIndex) => {
		const from = along(range, bin.from);
		const width = along(range, bin.to) - from;
		return arms.map((_, armIndex): OverlapBar => {
			const share = bin.shares[armIndex] ?? null;
			const height = share === null ? HIDDEN : (along(scale, share) / 100) * reach;
			const slot = facing ? width : width / arms.length;
			return {
				armIndex,
				binIndex,
				from: facing ? from : from + armIndex * slot,
				width: slot,
				top: facing && armIndex === 1 ? reach : reach - height,
				height,
				hidden: share === null
			};
		});
	});
	const up = ticks(scale).map((tick) => ({ ...tick, label: (100 * tick.value).toFixed(0) }));
	return {
		bars,
		floor: reach,
		yTicks: facing
			? [
					...up.map((tick) => ({ ...tick, at: 50 + tick.at / 2 })),
					...up.slice(1).map((tick) => ({ ...tick, value: -tick.value, at: 50 - tick.at / 2 }))
				]
			: up,
		xTicks: [range.min, between.from, (range.min + range.max) / 2, between.to, range.max].map(
			(value) => ({ at: along(range, value), label: value.toFixed(1) })
		),
		between: { from: along(range, between.from), to: along(range, between.to) }
	};
}
