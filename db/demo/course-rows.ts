/** One course of the demo, or a split-face pair, with everything that was recorded of it. */
import type { CourseTable } from '#db/schema.ts';
import { DEFAULT_VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { DemoClinic } from './clinics.ts';
import { drawCourse, improvementAt, shortfallAt, untreatedImprovement } from './improvement.ts';
import type { DemoPatient } from './people.ts';
import type { Random } from './random.ts';
import type { CourseKey, DemoRecords } from './records.ts';
import { addSafety } from './safety-rows.ts';
import { scalesFor } from './scales.ts';
import { addScores, type ScoredCourse } from './score-rows.ts';
import { drawTimeline, type Timeline } from './timeline.ts';
import { drawProtocol, WITH_ONE_YEAR, type DemoProtocol, type Place } from './treatments.ts';
import { TRUTHS } from './truths.ts';

export type CourseStart = {
	clinic: DemoClinic;
	patient: DemoPatient;
	courseId: string;
	place: Place;
	/** YYYY-MM. */
	month: string;
	/** From the first session to the clinic's data-through day. */
	daysKnown: number;
	operator: string;
};

/** Adds a course; with `pairWith` also the untreated other side of the same face, under that code. */
export function addCourse(
	random: Random,
	start: CourseStart,
	pairWith: string | null,
	out: DemoRecords,
	protocols: Map<string, DemoProtocol>
): void {
	const { clinic, patient, place, operator } = start;
	const { treatment, protocol } = drawProtocol(random, clinic.clinicId, place);
	protocols.set(protocol.protocol_id, protocol);
	const planned = protocol.planned_sessions ?? 1;
	const course = drawCourse(random, treatment, planned, specialOf(start, protocol));
	const ownVisits = protocol.visit_weeks && random.chance(1 / 3) ? WITH_ONE_YEAR : null;
	const plan = {
		sessions: planned,
		intervalDays: protocol.planned_interval_days ?? 28,
		visitWeeks: ownVisits ?? protocol.visit_weeks ?? DEFAULT_VISIT_WEEKS
	};
	const timeline = drawTimeline(random, clinic, plan, start.daysKnown, (day) =>
		shortfallAt(course, day / 7)
	);
	const key = {
		clinic_id: clinic.clinicId,
		course_id: start.courseId,
		patient_id: patient.patient_id
	};
	const row: DemoRecords['courses'][number] = {
		...key,
		protocol_id: protocol.protocol_id,
		body_area: place.area,
		side: pairWith ? 'left' : place.area === 'hands' ? 'both' : 'na',
		pair_id: pairWith ? `${patient.patient_id}-pair` : null,
		arm: pairWith ? 'treated' : null,
		concerns: [place.concern],
		start_month: start.month,
		status: timeline.status,
		end_day: timeline.endDay,
		visit_weeks: ownVisits,
		operator_code: operator,
		control: 'no',
		stop_reason:
			timeline.status === 'discontinued'
				? drawStopReason(random, shortfallAt(course, timeline.lastDay / 7))
				: null
	};
	out.courses.push(row);
	const sessions = addSessions(random, start, key, protocol, timeline, out);
	const scored: ScoredCourse = {
		key,
		scales: scalesFor(place.concern, place.area, clinic.cameras),
		operator,
		sessionDays: timeline.sessionDays,
		improvement: (day) => improvementAt(course, day / 7)
	};
	addScores(random, scored, timeline.visits, out);
	const onFace = place.area.startsWith('face');
	addSafety(
		random,
		{ key, clinic, timeline, sessions, onFace, skinType: patient.skin_type ?? 2 },
		out
	);
	if (!pairWith) return;
	out.courses.push({
		...row,
		course_id: pairWith,
		side: 'right',
		arm: 'untreated',
		protocol_id: null,
		visit_weeks: [...plan.visitWeeks],
		control: 'yes'
	});
	const untreated = { ...key, course_id: pairWith };
	const improvement = () => untreatedImprovement(random);
	addScores(random, { ...scored, key: untreated, improvement }, timeline.visits, out);
}

/** Where one of the demo's truths changes what a course reaches. */
function specialOf(start: CourseStart, protocol: DemoProtocol): { shift: number; factor: number } {
	const { betterProtocol, gettingWorse } = TRUTHS;
	const better = protocol.protocol_id === betterProtocol.protocolId;
	const worse =
		start.clinic.clinicId === gettingWorse.clinicId && start.month >= gettingWorse.fromMonth;
	return { shift: better ? betterProtocol.points : 0, factor: worse ? gettingWorse.factor : 1 };
}

/** Who has been disappointed says so. */
function drawStopReason(random: Random, shortfall: number): CourseTable['stop_reason'] {
	return random.pick([
		['no_benefit', shortfall > 5 ? 60 : 20],
		['cost', 25],
		['moved', 12],
		['side_effect', 8],
		['pregnancy', 2],
		['other', 10],
		['unknown', 18]
	]);
}

/** Adds the sessions, with some missed appointments between them; gives back those that took place. */
function addSessions(
	random: Random,
	{ clinic, place, operator }: CourseStart,
	key: CourseKey,
	protocol: DemoProtocol,
	timeline: Timeline,
	out: DemoRecords
) {
	const asRange = random.chance(0.1) && place.depthMm >= 0.5;
	const deeperFrom = random.chance(0.07) ? 2 : Infinity;
	const otherHands = clinic.practitioners[random.int(0, clinic.practitioners.length - 1)];
	const given: { day: number; sessionNo: number; asked: boolean; depthMm: number }[] = [];
	let sessionNo = 0;
	timeline.sessionDays.forEach((day, index) => {
		const depthMm = Math.min(2.5, place.depthMm + (index >= deeperFrom ? 0.5 : 0));
		const empty = {
			clinic_id: key.clinic_id,
			course_id: key.course_id,
			depth_mm: null,
			depth_mm_min: null,
			depth_mm_max: null,
			device_type: null,
			device_model: null,
			needle_count: null,
			passes: null,
			adjuncts: [],
			operator_code: random.chance(0.92) ? operator : (otherHands ?? operator),
			endpoint: null
		};
		if (index > 0 && random.chance(0.03)) {
			out.sessions.push({
				...empty,
				session_no: ++sessionNo,
				session_day: day - random.int(2, 6),
				performed: random.chance(0.5) ? 'no_show' : 'cancelled',
				side_effects_asked: 'no'
			});
		}
		const asked = random.chance(clinic.asked);
		out.sessions.push({
			...empty,
			session_no: ++sessionNo,
			session_day: day,
			performed: 'done',
			depth_mm: asRange ? null : depthMm,
			depth_mm_min: asRange ? depthMm - 0.25 : null,
			depth_mm_max: asRange ? depthMm : null,
			device_type: protocol.device_type,
			endpoint: depthMm >= 1 && random.chance(0.7) ? 'pinpoint_bleeding' : 'erythema',
			side_effects_asked: asked ? 'yes' : 'no'
		});
		given.push({ day, sessionNo, asked, depthMm });
	});
	return given;
}
