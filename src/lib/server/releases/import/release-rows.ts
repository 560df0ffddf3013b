/**
 * The tables of a bundle -> the rows of a release, as they were before they were written into files. What the
 * files spell in another way is turned back here, column by column; the release's hash says whether it holds.
 */
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import { asWritten } from '#lib/formats/csv.ts';
import { Refused } from '../../accounts/refused.ts';
import type { ReleaseRows } from '../rows.ts';
import { protocolRows } from './protocols.ts';
import { keyOf, type BundleRows } from './read-rows.ts';
import type { Row } from './table-rows.ts';

type CourseRow = ReleaseRows['release_course'][number];
type Trajectory = ReleaseRows['release_trajectory'][number];

const COURSE = ['clinic_id', 'course_id'];

export function releaseRowsOf(bundle: BundleRows): ReleaseRows {
	const patients = new Map(
		(bundle.patients ?? []).map((row) => [keyOf(row, ['clinic_id', 'patient_id']), row])
	);
	const courses = (bundle.courses ?? []).map((row) =>
		courseRow(row, patients.get(keyOf(row, ['clinic_id', 'patient_id'])) ?? {})
	);
	return {
		release_course: courses,
		release_trajectory: trajectories(bundle),
		release_session: (bundle.sessions ?? []).map((row) => ({
			clinic_id: text(row, 'clinic_id'),
			course_id: text(row, 'course_id'),
			session_no: number(row, 'session_no'),
			session_day: number(row, 'session_day'),
			endpoint: textOrNull(row, 'endpoint'),
			side_effects_asked: text(row, 'side_effects_asked')
		})),
		release_side_effect: (bundle.side_effects ?? []).map((row) => ({
			clinic_id: text(row, 'clinic_id'),
			course_id: text(row, 'course_id'),
			row_key: text(row, 'side_effect_id'),
			session_no: numberOrNull(row, 'session_no'),
			term: text(row, 'term'),
			severity: text(row, 'severity'),
			grade: numberOrNull(row, 'grade'),
			onset_day: numberOrNull(row, 'onset_day'),
			duration_days: numberOrNull(row, 'duration_days'),
			ongoing: text(row, 'ongoing'),
			serious: text(row, 'serious'),
			solicited: text(row, 'solicited'),
			relatedness: textOrNull(row, 'relatedness'),
			outcome: textOrNull(row, 'outcome')
		})),
		release_contact: (bundle.contacts ?? []).map((row) => ({
			clinic_id: text(row, 'clinic_id'),
			course_id: text(row, 'course_id'),
			contact_day: number(row, 'contact_day'),
			kind: text(row, 'kind'),
			side_effects_asked: text(row, 'side_effects_asked')
		})),
		release_protocol: protocolRows(bundle.protocols ?? [])
	};
}

type Shared = ReturnType<typeof sharedOf>;

/** What a row of scores repeats of its course. */
function sharedOf(row: Row) {
	return {
		clinic_id: text(row, 'clinic_id'),
		course_id: text(row, 'course_id'),
		patient_id: text(row, 'patient_id'),
		area: textOrNull(row, 'body_area'),
		area_root: textOrNull(row, 'area_root'),
		concern: textOrNull(row, 'concern'),
		depth_band: textOrNull(row, 'depth_band'),
		device: textOrNull(row, 'device'),
		protocol_id: unguarded(row, 'protocol_id'),
		spacing_band: textOrNull(row, 'spacing_band'),
		sessions_band: textOrNull(row, 'sessions_band'),
		adjunct: textOrNull(row, 'adjunct'),
		skin_band: textOrNull(row, 'skin_type_band'),
		age_band: textOrNull(row, 'age_band'),
		sex: textOrNull(row, 'sex'),
		smoking: textOrNull(row, 'smoking'),
		year: row.start_year == null ? null : String(row.start_year),
		control: row.control === 'yes',
		pair_id: unguarded(row, 'pair_id'),
		sessions_done: number(row, 'sessions_done'),
		scheduled: windowBits(row),
		dropped_day: numberOrNull(row, 'end_day')
	};
}

const courseRow = (row: Row, patient: Row): CourseRow => ({
	...sharedOf(row),
	status: text(row, 'status'),
	sessions_planned: numberOrNull(row, 'sessions_planned'),
	interval_days: numberOrNull(row, 'interval_days'),
	keloid_history: textOrNull(patient, 'keloid_history'),
	isotretinoin_6m: textOrNull(patient, 'isotretinoin_6m'),
	anticoagulant: textOrNull(patient, 'anticoagulant'),
	pregnancy: textOrNull(patient, 'pregnancy'),
	active_infection: textOrNull(patient, 'active_infection'),
	immunosuppressed: textOrNull(patient, 'immunosuppressed')
});

function trajectories(bundle: BundleRows): Trajectory[] {
	const courseOf = new Map(
		(bundle.courses ?? []).map((row) => [keyOf(row, COURSE), sharedOf(row)])
	);
	const rows = new Map<string, Trajectory>();
	for (const row of bundle.course_measures ?? []) {
		const course = courseOf.get(keyOf(row, COURSE));
		if (!course) continue;
		rows.set(keyOf(row, [...COURSE, 'measure']), trajectory(row, course));
	}
	for (const [index, score] of (bundle.assessments ?? []).entries()) {
		const row = rows.get(keyOf(score, [...COURSE, 'measure']));
		if (!row) throw wrongScore(index, 'its measure is not among those of the course');
		const window = number(score, 'assessed_day') / 7;
		const place = VISIT_WEEKS.indexOf(window) + 1;
		if (score.timepoint === 'baseline' && score.assessed_day === 0) {
			row.baseline_x100 = hundredths(score, 'value');
		} else if (score.timepoint === 'follow_up' && place > 0) {
			// As many as there are visit windows.
			row[`window_${place}` as 'window_1'] = hundredths(score, 'value');
		} else throw wrongScore(index, 'its day is not that of a visit');
	}
	return [...rows.values()];
}

const wrongScore = (index: number, why: string) =>
	new Refused(`data/assessments.csv, row ${index + 2}: ${why}.`);

function trajectory(row: Row, shared: Shared): Trajectory {
	return {
		...shared,
		concern: textOrNull(row, 'concern'),
		measure: text(row, 'measure'),
		direction: row.better === 'higher' ? 1 : -1,
		baseline_x100: null,
		window_1: null,
		window_2: null,
		window_3: null,
		window_4: null,
		window_5: null,
		window_6: null,
		window_7: null,
		responder_x100: row.responder_at_least === null ? null : hundredths(row, 'responder_at_least')
	};
}

/** Weeks that are no visit window are none that a release can plan. */
function windowBits(row: Row): number {
	const weeks = row.visit_weeks === null ? [] : String(row.visit_weeks).split(';');
	return weeks.reduce((bits, week) => {
		const place = VISIT_WEEKS.findIndex((own) => String(own) === week);
		if (place < 0) {
			throw new Refused(
				`data/courses.csv, course ${text(row, 'course_id')}: its planned weeks are not those of visits.`
			);
		}
		return bits | (1 << place);
	}, 0);
}

/** The apostrophe that keeps a spreadsheet from running a text as a formula, taken off again. */
function unguarded(row: Row, name: string): string | null {
	const cell = textOrNull(row, name);
	return cell === null ? null : asWritten(cell);
}

function hundredths(row: Row, name: string): number {
	const value = number(row, name) * 100;
	const whole = Math.round(value);
	if (Math.abs(value - whole) > 1e-6) {
		throw new Refused(`A score of course ${text(row, 'course_id')} has more than two decimals.`);
	}
	return whole;
}

// Each column is of its field's type; tableRows has seen to it.
const text = (row: Row, name: string): string => String(row[name] ?? '');
const textOrNull = (row: Row, name: string): string | null =>
	row[name] == null ? null : String(row[name]);
const number = (row: Row, name: string): number => Number(row[name] ?? 0);
const numberOrNull = (row: Row, name: string): number | null =>
	row[name] == null ? null : Number(row[name]);
