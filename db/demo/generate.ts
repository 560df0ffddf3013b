/**
 * The synthetic demo: six clinics, 6,000 patients and 9,000 courses over three years, the same for the
 * same seed. Nobody in it exists; patients and practitioners are codes.
 */
import { DEFAULT_VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import { DEMO_CLINICS, FIRST_MONTH, MONTHS, type DemoClinic } from './clinics.ts';
import { addCourse, type CourseStart } from './course-rows.ts';
import { drawPatient } from './people.ts';
import { seeded, type Random } from './random.ts';
import type { DemoRecords } from './records.ts';
import { ALSO, CONCERN_MIX, drawPlace, type DemoProtocol, type Place } from './treatments.ts';
import { TRUTHS } from './truths.ts';

/** The seed of the demo that ships: a draw whose deep necks lie close to the published ones. */
export const DEMO_SEED = 2026;

/** Courses of ten patients: 15 in all. */
const COURSES_OF_TEN = [1, 2, 1, 3, 1, 2, 1, 1, 2, 1] as const;

/** Makes the records of all six clinics. */
export function generateDemo(seed: number = DEMO_SEED): DemoRecords {
	const random = seeded(seed);
	const out: DemoRecords = {
		clinics: [],
		protocols: [],
		patients: [],
		courses: [],
		sessions: [],
		assessments: [],
		sideEffects: [],
		contacts: []
	};
	const protocols = new Map<string, DemoProtocol>();
	for (const clinic of DEMO_CLINICS) {
		out.clinics.push({
			clinic_id: clinic.clinicId,
			label: clinic.label,
			visit_weeks: [...DEFAULT_VISIT_WEEKS],
			data_through: clinic.dataThrough
		});
		for (let number = 0; number < clinic.patients; number++) {
			addPatient(random, clinic, number, out, protocols);
		}
	}
	out.protocols.push(
		...[...protocols.values()].sort((a, b) => (a.protocol_id < b.protocol_id ? -1 : 1))
	);
	return out;
}

function addPatient(
	random: Random,
	clinic: DemoClinic,
	number: number,
	out: DemoRecords,
	protocols: Map<string, DemoProtocol>
): void {
	const patientId = `${clinic.clinicId.replace('demo-', 'D')}-${String(number + 1).padStart(4, '0')}`;
	const courses = COURSES_OF_TEN[number % COURSES_OF_TEN.length] ?? 1;
	const pair =
		courses === 2 &&
		(TRUTHS.splitFace.clinicIds as readonly string[]).includes(clinic.clinicId) &&
		random.chance(TRUTHS.splitFace.share);
	const main = pair
		? random.pick([['acne_scars', 2] as const, ['wrinkles', 1] as const])
		: random.pick(CONCERN_MIX);
	const patient = drawPatient(random, clinic, patientId, main);
	out.patients.push(patient);
	// The busiest practitioner first, the others less and less.
	const operator = random.pick(
		clinic.practitioners.map((code, index) => [code, 1 / (index + 2)] as const)
	);
	const lastDay = epochDay(clinic.dataThrough);
	const firstDay = drawFirstDay(random, lastDay);
	const courseId = (course: number) => `${patientId}-${course + 1}`;
	const add = (course: number, day: number, place: Place, pairWith: string | null) => {
		const start: CourseStart = {
			clinic,
			patient,
			courseId: courseId(course),
			place,
			month: new Date(day * 86_400_000).toISOString().slice(0, 7),
			daysKnown: lastDay - day,
			operator
		};
		addCourse(random, start, pairWith, out, protocols);
	};
	if (pair) {
		add(0, firstDay, { concern: main, area: 'face', depthMm: 1.5 }, courseId(1));
		return;
	}
	const areas = new Set<string>();
	for (let course = 0; course < courses; course++) {
		const place = drawNewPlace(random, clinic, course === 0 ? [[main, 1]] : ALSO[main], areas);
		areas.add(place.area);
		const later = course > 0 && random.chance(0.55) ? random.int(60, 400) : 0;
		add(course, firstDay + later > lastDay ? firstDay : firstDay + later, place, null);
	}
}

/** A place of the body that this patient has not been treated on, if one is found. */
function drawNewPlace(
	random: Random,
	clinic: DemoClinic,
	concerns: Parameters<typeof random.pick<Place['concern']>>[0],
	areas: ReadonlySet<string>
): Place {
	let place = drawPlace(random, clinic.clinicId, random.pick(concerns));
	for (let attempt = 0; attempt < 12 && areas.has(place.area); attempt++) {
		place = drawPlace(random, clinic.clinicId, random.pick(concerns));
	}
	return place;
}

const epochDay = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** A day of the three years, a little more often a late one: the clinics grow. */
function drawFirstDay(random: Random, lastDay: number): number {
	const from = Date.UTC(FIRST_MONTH.year, FIRST_MONTH.month - 1, 1) / 86_400_000;
	const until = Date.UTC(FIRST_MONTH.year, FIRST_MONTH.month - 1 + MONTHS, 1) / 86_400_000;
	const share = random.uniform() ** 0.95;
	return Math.min(lastDay, from + Math.floor(share * (until - from)));
}
