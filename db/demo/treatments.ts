/** What the demo's clinics treat and how: concerns, areas, depths, devices, adjuncts, protocols. */
import type { DeviceType, ProtocolTable } from '#db/schema.ts';
import { bandOf, DEPTH_BANDS } from '#lib/domain/bands.ts';
import type { Concern } from '#lib/domain/measure.ts';
import type { Treatment } from './effects.ts';
import type { Random } from './random.ts';
import { TRUTHS } from './truths.ts';

export type DemoProtocol = Omit<ProtocolTable, 'batch_id' | 'content_hash'>;
type Weighted<T> = readonly (readonly [T, number])[];
type AreaPlan = { area: string; weight: number; depths: readonly number[] };

/** What patients come for first. */
export const CONCERN_MIX: Weighted<Concern> = [
	['wrinkles', 38],
	['pores', 15],
	['pigmentation', 17],
	['acne_scars', 10],
	['texture', 5],
	['stretch_marks', 8],
	['puffiness', 3.5],
	['laxity', 3.5]
];

/** What else somebody who comes for the first may be treated for. */
export const ALSO: Record<Concern, Weighted<Concern>> = {
	wrinkles: [
		['wrinkles', 70],
		['laxity', 12],
		['pores', 8],
		['texture', 10]
	],
	pores: [
		['pores', 55],
		['texture', 20],
		['pigmentation', 25]
	],
	pigmentation: [
		['pigmentation', 65],
		['pores', 35]
	],
	acne_scars: [
		['acne_scars', 60],
		['pores', 40]
	],
	texture: [
		['texture', 40],
		['pores', 60]
	],
	stretch_marks: [
		['stretch_marks', 80],
		['pores', 20]
	],
	puffiness: [['wrinkles', 100]],
	laxity: [
		['laxity', 30],
		['wrinkles', 70]
	]
};

const plan = (area: string, weight: number, ...depths: number[]): AreaPlan => ({
	area,
	weight,
	depths
});

/** Areas of a concern, with the depths in use there. */
const AREA_PLANS: Record<Concern, readonly AreaPlan[]> = {
	wrinkles: [
		plan('neck', 32, 0.75, 1.25, 1.75, 2.25, 2.25, 2.25),
		plan('face', 20, 1, 1.5, 2),
		plan('face.periorbital', 14, 0.25, 0.5),
		plan('face.perioral', 9, 0.5, 0.75),
		plan('face.forehead', 9, 0.5, 0.75),
		plan('decolletage', 12, 1, 1.5),
		plan('hands', 10, 0.5, 1)
	],
	pores: [
		plan('face', 25, 0.5, 1, 1.5),
		plan('face.cheeks', 50, 0.5, 1, 1.5),
		plan('face.nose', 25, 0.25, 0.5)
	],
	pigmentation: [
		plan('face', 45, 0.5, 1, 1.5),
		plan('face.cheeks', 25, 0.5, 1),
		plan('hands', 14, 0.5, 1),
		plan('decolletage', 16, 0.5, 1)
	],
	acne_scars: [plan('face', 45, 1, 1.5, 2), plan('face.cheeks', 55, 1, 1.5, 2)],
	texture: [plan('face', 60, 1, 1.5), plan('face.cheeks', 40, 1, 1.5)],
	stretch_marks: [
		plan('abdomen', 45, 1.5, 2),
		plan('thighs', 35, 1.5, 2),
		plan('breasts', 20, 1.5, 2)
	],
	puffiness: [plan('face.periorbital', 1, 0.25)],
	laxity: [plan('neck', 60, 1.5, 2), plan('face', 40, 1.5, 2)]
};

/** The largest clinic treats many necks, most of them with the two protocols it could compare. */
const MANY_NECKS = plan('neck', 95, 0.75, 0.75, 0.75, 1.25, 1.75, 1.75, 1.75, 2.25, 2.25, 2.25);

export type Place = { concern: Concern; area: string; depthMm: number };

/** An area and a depth for a concern. */
export function drawPlace(random: Random, clinicId: string, concern: Concern): Place {
	const largest = clinicId === TRUTHS.largestClinic;
	const plans = AREA_PLANS[concern].map((entry) =>
		largest && concern === 'wrinkles' && entry.area === 'neck' ? MANY_NECKS : entry
	);
	const { area, depths } = random.pick(plans.map((entry) => [entry, entry.weight] as const));
	const depthMm = random.pick(depths.map((depth) => [depth, 1] as const));
	// Deep necks are drawn beside published ones: the clinic that gets worse does not treat them.
	const tooDeep = clinicId === TRUTHS.gettingWorse.clinicId && area === 'neck' && depthMm >= 2;
	return { concern, area, depthMm: tooDeep ? 1.75 : depthMm };
}

type Schedule = { code: string; words: string; sessions: number; intervalDays: number };
const schedule = (sessions: number, weeks: number): Schedule => ({
	code: `${sessions}x${weeks}w`,
	words: `${sessions} sessions every ${weeks} weeks`,
	sessions,
	intervalDays: weeks * 7
});
const FOUR_MONTHLY = schedule(4, 4);
/** Seen in print; how often each is used is judgement. */
const SCHEDULES: Weighted<Schedule> = [
	[FOUR_MONTHLY, 55],
	[schedule(3, 4), 20],
	[schedule(6, 2), 15],
	[schedule(3, 6), 10]
];

/** The depths a protocol of a band names; all within the band. */
const DEPTH_RANGES: Record<string, readonly [number, number]> = {
	'under-0.5': [0.25, 0.25],
	'0.5-1.0': [0.5, 0.75],
	'1.0-1.5': [1, 1.25],
	'1.5-2.0': [1.5, 1.75],
	'2.0-2.5': [2, 2.25]
};

/** Follow-up visits, planned before sessions 2 to 4 and after the last. */
const VISIT_WEEKS = [4, 8, 12, 17, 26];
/** A third of the courses is seen again after a year. */
export const WITH_ONE_YEAR = [...VISIT_WEEKS, 52];

const DEVICE_WORDS: Record<DeviceType, string> = {
	pen: 'Pen',
	stamp: 'Stamp',
	roller: 'Roller',
	rf_needling: 'RF needling',
	other: 'Other device'
};
const ADJUNCT_WORDS: Record<string, string> = {
	vitamin_c: 'vitamin C',
	tranexamic_acid: 'tranexamic acid',
	prp: 'PRP',
	hyaluronic_acid: 'hyaluronic acid'
};

/** How a clinic treats a place: device, adjunct and schedule. */
export function drawProtocol(
	random: Random,
	clinicId: string,
	place: Place
): { treatment: Treatment; protocol: DemoProtocol } {
	if (isPlain(clinicId, place)) {
		const better = clinicId === TRUTHS.largestClinic && place.depthMm === 1.75;
		const protocol = protocolOf('pen', place.depthMm, FOUR_MONTHLY, 'none');
		return {
			treatment: { ...place, device: 'pen', adjunct: 'none' },
			protocol: better ? crosswise(protocol) : protocol
		};
	}
	const device = drawDevice(random, place.concern, place.depthMm);
	const adjunct = device === 'pen' ? drawAdjunct(random, place) : 'none';
	return {
		treatment: { ...place, device, adjunct },
		protocol: protocolOf(device, place.depthMm, drawTiming(random, device, adjunct), adjunct)
	};
}

/** A pen alone, four times: the deep neck that was published, and the two that are compared. */
function isPlain(clinicId: string, { concern, area, depthMm }: Place): boolean {
	if (concern !== 'wrinkles' || area !== 'neck') return false;
	return depthMm >= 2 || clinicId === TRUTHS.largestClinic;
}

function drawTiming(random: Random, device: DeviceType, adjunct: string): Schedule {
	if (adjunct !== 'none') return FOUR_MONTHLY;
	if (device === 'rf_needling') return schedule(3, 6);
	if (device === 'roller') return schedule(6, 2);
	return device === 'stamp' ? schedule(3, 4) : random.pick(SCHEDULES);
}

function drawDevice(random: Random, concern: Concern, depthMm: number): DeviceType {
	if (depthMm >= 1.5 && concern !== 'pigmentation') {
		return random.pick<DeviceType>([
			['pen', 82],
			['rf_needling', 12],
			['roller', 6]
		]);
	}
	if (depthMm >= 0.5) {
		return random.pick<DeviceType>([
			['pen', 88],
			['roller', 12]
		]);
	}
	return random.pick<DeviceType>([
		['pen', 75],
		['stamp', 25]
	]);
}

function drawAdjunct(random: Random, place: { concern: Concern; depthMm: number }): string {
	if (place.concern === 'pigmentation') {
		return random.pick([
			['none', 50],
			['vitamin_c', 25],
			['tranexamic_acid', 25]
		]);
	}
	if (place.concern === 'acne_scars' && place.depthMm === 1.5) {
		return random.pick([
			['none', 60],
			['prp', 40]
		]);
	}
	return random.pick([
		['none', 88],
		['hyaluronic_acid', 12]
	]);
}

function protocolOf(
	device: DeviceType,
	depthMm: number,
	timing: Schedule,
	adjunct: string
): DemoProtocol {
	const band = bandOf(DEPTH_BANDS, depthMm)?.code ?? 'over-2.5';
	const [from, to] = DEPTH_RANGES[band] ?? [depthMm, depthMm];
	const withAdjunct = adjunct === 'none' ? '' : `-${adjunct}`;
	const words = adjunct === 'none' ? '' : `, with ${ADJUNCT_WORDS[adjunct] ?? adjunct}`;
	const cream = depthMm >= 1 ? ['topical_anaesthetic'] : [];
	return {
		protocol_id: `${device}-${band}-${timing.code}${withAdjunct}`,
		name: `${DEVICE_WORDS[device]} ${from === to ? from : `${from}–${to}`} mm, ${timing.words}${words}`,
		device_type: device,
		device_model: null,
		depth_mm_min: from,
		depth_mm_max: to,
		needle_count: device === 'roller' ? 192 : device === 'rf_needling' ? 25 : 12,
		passes: 2,
		planned_sessions: timing.sessions,
		planned_interval_days: timing.intervalDays,
		// The rollers' clinics never wrote their visits down: their courses follow the clinic's habit.
		visit_weeks: device === 'roller' ? null : [...VISIT_WEEKS],
		adjuncts: adjunct === 'none' ? cream : [adjunct, ...cream]
	};
}

/** The protocol that is really better (see `truths.ts`). */
const crosswise = (protocol: DemoProtocol): DemoProtocol => ({
	...protocol,
	protocol_id: TRUTHS.betterProtocol.protocolId,
	name: 'Pen 1.5–1.75 mm crosswise, 4 sessions every 4 weeks',
	passes: 4
});
