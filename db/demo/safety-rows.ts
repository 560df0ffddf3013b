/** Who was asked about side effects when, and what they reported: sessions, contacts, side effects. */
import type { DemoClinic } from './clinics.ts';
import type { Random } from './random.ts';
import type { CourseKey, DemoRecords } from './records.ts';
import { drawCourseEffects, drawSessionEffects, type Occurrence } from './side-effects.ts';
import type { Timeline } from './timeline.ts';

type Contact = DemoRecords['contacts'][number];
type GivenSession = { day: number; sessionNo: number; asked: boolean; depthMm: number };

export type AskedCourse = {
	key: CourseKey;
	clinic: DemoClinic;
	timeline: Timeline;
	sessions: readonly GivenSession[];
	onFace: boolean;
	skinType: number;
};

/** Days after each session on which the clinic calls. */
const CALL_DAYS = [1, 3, 7];
/** Without a question few mention anything. */
const MENTIONED_UNASKED = 0.04;

/** Adds the contacts and the side effects of a course. */
export function addSafety(random: Random, course: AskedCourse, out: DemoRecords): void {
	const contacts = drawContacts(random, course);
	out.contacts.push(...contacts);
	const asked = contacts.filter((contact) => contact.side_effects_asked === 'yes');
	const lastAsked = Math.max(-1, ...asked.map((contact) => contact.contact_day));
	const report = (session: GivenSession, effect: Occurrence) => {
		const mentioned = session.asked || random.chance(MENTIONED_UNASKED);
		const onset = session.day + effect.onsetAfterDays;
		// Rare effects are told at the next contact, so long as there is one.
		const known = effect.unexpected ? onset <= lastAsked : mentioned;
		if (known && onset <= course.timeline.lastDay) {
			out.sideEffects.push(row(random, course.key, session, effect, lastAsked));
		}
	};
	for (const session of course.sessions) {
		for (const effect of drawSessionEffects(random, session.depthMm, course.onFace)) {
			report(session, effect);
		}
	}
	for (const effect of drawCourseEffects(random, course.skinType, course.onFace)) {
		const session = course.sessions[random.int(0, course.sessions.length - 1)];
		if (session) report(session, effect);
	}
}

/** One contact a day: a session outweighs a visit, a visit a call. */
function drawContacts(random: Random, course: AskedCourse): Contact[] {
	const { key, clinic, timeline } = course;
	const byDay = new Map<number, Contact>();
	const add = (day: number, kind: Contact['kind'], asked: boolean) => {
		if (day < 0 || day > timeline.lastDay || byDay.has(day)) return;
		byDay.set(day, {
			clinic_id: key.clinic_id,
			course_id: key.course_id,
			contact_day: day,
			kind,
			side_effects_asked: asked ? 'yes' : 'no'
		});
	};
	for (const { day, asked } of course.sessions) add(day, 'session', asked);
	for (const { day, attended } of timeline.visits) {
		if (attended) add(day, 'visit', random.chance(clinic.asked));
	}
	for (const { day } of course.sessions) {
		for (const after of CALL_DAYS) {
			if (random.chance(clinic.calls)) add(day + after, 'call', random.chance(clinic.asked));
		}
	}
	return [...byDay.values()].sort((a, b) => a.contact_day - b.contact_day);
}

/** What ends after the last question is not known to have ended. */
function row(
	random: Random,
	key: CourseKey,
	session: GivenSession,
	effect: Occurrence,
	lastAsked: number
): DemoRecords['sideEffects'][number] {
	const onset = session.day + effect.onsetAfterDays;
	const ended = onset + effect.durationDays <= Math.max(lastAsked, session.day + 1);
	const severe = effect.severity === 'severe' && effect.unexpected;
	return {
		clinic_id: key.clinic_id,
		patient_id: key.patient_id,
		course_id: key.course_id,
		side_effect_id: null,
		session_no: session.sessionNo,
		term: effect.term,
		severity: effect.severity,
		grade: null,
		onset_day: onset,
		duration_days: ended ? effect.durationDays : null,
		ongoing: ended ? 'no' : 'yes',
		serious: severe && effect.term === 'infection' ? 'yes' : 'no',
		solicited: session.asked ? 'yes' : 'no',
		relatedness: effect.unexpected ? 'probable' : 'definite',
		outcome: ended ? 'recovered' : 'recovering',
		reporter: random.chance(0.6) ? 'patient' : 'clinician'
	};
}
