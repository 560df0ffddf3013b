/** E3: every row's parents exist, in the files or in the database. A refused parent is none. */
import { isKept, keyOf, refuse, type ImportRow } from '../import-set.ts';
import type { CheckContext, ImportCheck } from './check.ts';
import { instrumentOf } from '#lib/domain/instruments/index.ts';

/** The files are walked parents first, so that a refusal reaches everything that depends on it. */
export const parentsExist: ImportCheck = (context) => {
	const { set, known } = context;
	const clinics = kept(set.rows.clinics, ({ line }) => line.clinic_id, known.clinics.keys());
	const protocols = kept(set.rows.protocols, ({ line }) => line.protocol_id, known.protocols);
	for (const row of set.rows.patients) if (!clinics.has(row.clinicId ?? '')) noClinic(context, row);
	const patients = kept(
		set.rows.patients,
		({ clinicId, line }) => keyOf(clinicId, line.patient_id),
		known.patients
	);
	for (const row of set.rows.courses) {
		const { protocol_id: protocol, patient_id: patient } = row.line;
		if (!clinics.has(row.clinicId ?? '')) noClinic(context, row);
		else if (!patients.has(keyOf(row.clinicId, patient))) {
			missing(context, row, 'patient_id', 'patient of this clinic');
		} else if (protocol !== null && !protocols.has(protocol)) {
			missing(context, row, 'protocol_id', 'protocol');
		} else if (isOfAnother(context, row) && !row.refused) {
			refuse(set, row, 'E3', {
				column: 'patient_id',
				rule: 'is not the patient to whom the database gives this course',
				offer: 'Use another course_id; check --study-ids and the key for pseudonyms.'
			});
		}
	}
	coursesExist(context, patients);
};

/** A course never changes its patient: scores of two people would become one curve. */
function isOfAnother({ known }: CheckContext, { clinicId, line }: ImportRow<'courses'>): boolean {
	const stored = known.courses.get(keyOf(clinicId, line.course_id));
	return stored !== undefined && stored.patientId !== line.patient_id;
}

function coursesExist(context: CheckContext, patients: ReadonlySet<string>): void {
	const { set, known } = context;
	const patientOf = new Map([...known.courses].map(([key, course]) => [key, course.patientId]));
	for (const row of set.rows.courses) {
		const key = keyOf(row.clinicId, row.line.course_id);
		if (isKept(row)) patientOf.set(key, row.line.patient_id);
		else if (row.refused) patientOf.delete(key);
	}
	const hasCourse = (row: ImportRow<'sessions' | 'assessments' | 'contacts'>) =>
		patientOf.has(keyOf(row.clinicId, row.line.course_id));
	for (const row of [...set.rows.sessions, ...set.rows.contacts]) {
		if (!hasCourse(row)) missing(context, row, 'course_id', 'course of this clinic');
	}
	for (const row of set.rows.assessments) {
		const { instrument_id: instrument, measure } = row.line;
		if (!hasCourse(row)) missing(context, row, 'course_id', 'course of this clinic');
		else if (!isMeasureOf(instrument, measure)) {
			noMeasure(context, row, measure);
		}
	}
	const sessions = sessionKeys(context);
	for (const row of set.rows.side_effects) {
		const { course_id: course, patient_id: patient, session_no: session } = row.line;
		const owner = patientOf.get(keyOf(row.clinicId, course));
		if (!patients.has(keyOf(row.clinicId, patient))) {
			missing(context, row, 'patient_id', 'patient of this clinic');
		} else if (course !== null && owner !== patient) {
			missing(context, row, 'course_id', 'course of this patient');
		} else if (session !== null && !sessions.has(keyOf(row.clinicId, course, session))) {
			missing(context, row, 'session_no', 'session of this course');
		}
	}
	for (const row of set.rows.instruments) {
		const { instrument_id: instrument, measure } = row.line;
		if (isMeasureOf(instrument, measure)) continue;
		noMeasure(context, row, measure);
	}
}

function sessionKeys({ set, known }: CheckContext): Set<string> {
	const keys = kept(
		set.rows.sessions,
		({ clinicId, line }) => keyOf(clinicId, line.course_id, line.session_no),
		[...known.courses].flatMap(([key, course]) => course.sessions.map(({ no }) => keyOf(key, no)))
	);
	return keys;
}

/** Keys of the rows that stay, and of what is stored but not refused in the files. */
function kept<Row extends ImportRow>(
	rows: readonly Row[],
	key: (row: Row) => string,
	stored: Iterable<string>
): Set<string> {
	const keys = new Set(stored);
	for (const row of rows) if (row.refused) keys.delete(key(row));
	for (const row of rows) if (isKept(row)) keys.add(key(row));
	return keys;
}

const isMeasureOf = (instrumentId: string, code: string) => instrumentOf(code)?.id === instrumentId;

function noMeasure({ set }: CheckContext, row: ImportRow, measure: string): void {
	if (row.refused) return;
	const owner = instrumentOf(measure)?.id;
	const rule = 'is no measure of this instrument that Stipple knows';
	const offer = owner
		? `The instrument_id of ${measure} is ${owner}.`
		: '`npm run stipple -- import --help` lists the instruments and their measures.';
	refuse(set, row, 'E3', { column: 'measure', rule, offer });
}

function missing({ set }: CheckContext, row: ImportRow, column: string, what: string): void {
	if (row.refused) return;
	refuse(set, row, 'E3', {
		column,
		rule: `names no ${what}, neither in the files (refused rows do not count) nor in the database`,
		offer: 'Add what is missing, or correct the id.'
	});
}

function noClinic(context: CheckContext, row: ImportRow): void {
	missing(context, row, 'clinic_id', 'clinic');
}
