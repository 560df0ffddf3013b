/**
 * What a release is made of: the records of patients who consented to research, read in the role that
 * sees the named clinics and nothing else. Whoever did not consent is counted and read no further.
 */
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { Database, PatientTable, ProtocolTable } from '#db/schema.ts';
import type { Choices } from '#lib/domain/clinic-choices.ts';
import { RECORDED_FLAGS, type RecordedFlag } from '#lib/domain/recorded-flags.ts';
import { OUTSIDE_THRESHOLD } from '#lib/domain/roles.ts';
import { chosenResponder, chosenSchedule } from '../chosen-columns.ts';
import { withCohort } from '../cohort.ts';

/** A course about which there is something to tell, with what its patient has on record. */
export type CourseRow = {
	clinic_id: string;
	course_id: string;
	patient_id: string;
	area: string;
	concern: string;
	depth_band: string | null;
	device: string | null;
	protocol_id: string | null;
	spacing_band: string | null;
	sessions_band: string | null;
	adjunct: string | null;
	skin_band: string | null;
	age_band: string | null;
	sex: string;
	smoking: string;
	quarter: string;
	control: boolean;
	pair_id: string | null;
	status: string;
	sessions_done: number;
	sessions_planned: number | null;
	/** As the clinic chose to read it. */
	scheduled: number;
	month_end: number;
	dropped_day: number | null;
	/** The day up to which the clinic's records are complete, since 1970-01-01. */
	through: number;
	/** Of its scores; empty without any. */
	concerns: string[];
	/** Whether a side effect of it was unexpected or serious. */
	unexpected: boolean;
} & Pick<PatientTable, RecordedFlag>;

const PROTOCOL_COLUMNS = [
	'protocol_id',
	'name',
	'device_type',
	'device_model',
	'depth_mm_min',
	'depth_mm_max',
	'needle_count',
	'passes',
	'planned_sessions',
	'planned_interval_days',
	'visit_weeks',
	'adjuncts'
] as const;

export type ProtocolRow = Pick<ProtocolTable, (typeof PROTOCOL_COLUMNS)[number]>;

export type Material = {
	dataVersion: number;
	synthetic: boolean;
	courses: CourseRow[];
	protocols: ProtocolRow[];
	/** In patients. */
	noConsent: number;
	nothingToTell: number;
};

export type ScoreRow = {
	clinic_id: string;
	course_id: string;
	measure: string;
	concern: string;
	direction: number;
	baseline_x100: number | null;
	responder_x100: number | null;
} & Record<`window_${1 | 2 | 3 | 4 | 5 | 6 | 7}`, number | null>;

export type SessionRow = {
	clinic_id: string;
	course_id: string;
	session_no: number;
	session_day: number;
	endpoint: string | null;
	side_effects_asked: string;
};

export type SideEffectRow = {
	clinic_id: string;
	course_id: string;
	session_no: number | null;
	term: string;
	severity: string;
	grade: number | null;
	onset_day: number | null;
	duration_days: number | null;
	ongoing: string;
	serious: string;
	solicited: string;
	relatedness: string | null;
	outcome: string | null;
};

export type ContactRow = {
	clinic_id: string;
	course_id: string;
	contact_day: number;
	kind: string;
	side_effects_asked: string;
};

/** The rows that hang on a course: what the plan does without and the release tells. */
export type Details = {
	scores: ScoreRow[];
	/** Done ones, in the order in which they were given. */
	sessions: SessionRow[];
	sideEffects: SideEffectRow[];
	contacts: ContactRow[];
};

/** What the plan is made from, and with `details` all that a release tells: one state of the data. */
export function readMaterial(
	db: Kysely<Database>,
	clinics: readonly string[]
): Promise<Material & Details> {
	const viewer = {
		// Nobody's page: the narrowest view that sees these clinics.
		role: 'director',
		clinics,
		threshold: OUTSIDE_THRESHOLD,
		insideClinic: false,
		operatorCode: null
	} as const;
	return withCohort(db, viewer, async (_cohort, tx, choices) => ({
		...(await planMaterial(tx, choices)),
		...(await detailsOf(tx, choices))
	}));
}

async function planMaterial(tx: Transaction<Database>, choices: Choices): Promise<Material> {
	const version = await tx
		.selectFrom('data_version')
		.select((eb) => eb.fn.max('version').as('latest'))
		.executeTakeFirst();
	const clinics = await tx.selectFrom('clinic').select('synthetic').execute();
	const protocols = await tx.selectFrom('protocol').select(PROTOCOL_COLUMNS).execute();
	const { rows } = await sql<CourseRow>`${courseRows(choices)}`.execute(tx);
	const patients = await sql<{ consented: boolean; patients: number }>`
		select research_consent = 'yes' as consented, count(*) as patients
		from patient group by 1`.execute(tx);
	const consenting = patients.rows.find(({ consented }) => consented)?.patients ?? 0;
	const courses = rows.filter((row) => row.sessions_done > 0 || row.concerns.length > 0);
	const told = new Set(courses.map((row) => JSON.stringify([row.clinic_id, row.patient_id])));
	return {
		dataVersion: version?.latest ?? 0,
		synthetic: clinics.some(({ synthetic }) => synthetic),
		courses,
		protocols,
		noConsent: patients.rows.find(({ consented }) => !consented)?.patients ?? 0,
		nothingToTell: consenting - told.size
	};
}

const courseRows = (choices: Choices): RawBuilder<CourseRow> => sql`
	select profile.*, ${sql.join(RECORDED_FLAGS.map(({ flag }) => sql.ref(`patient.${flag}`)))},
		clinic.data_through - date '1970-01-01' as through,
		coalesce(scored.concerns, '{}') as concerns,
		coalesce(harmed.unexpected, false) as unexpected
	from (
		select clinic_id, course_id, patient_id, area, concern, depth_band, device, protocol_id,
			spacing_band, sessions_band, adjunct, skin_band, age_band, sex, smoking, quarter, control,
			pair_id, status, sessions_done, sessions_planned, ${chosenSchedule(choices)} as scheduled,
			month_end, dropped_day
		from course_profile
	) as profile
		join patient on patient.clinic_id = profile.clinic_id
			and patient.patient_id = profile.patient_id
		join clinic on clinic.clinic_id = profile.clinic_id
		left join (
			select clinic_id, course_id, array_agg(distinct concern order by concern) as concerns
			from trajectory group by 1, 2
		) as scored on scored.clinic_id = profile.clinic_id and scored.course_id = profile.course_id
		left join (
			select clinic_id, course_id, true as unexpected
			from side_effect join side_effect_term using (term)
			where expected in ('unexpected', 'serious') or serious = 'yes'
			group by 1, 2
		) as harmed on harmed.clinic_id = profile.clinic_id and harmed.course_id = profile.course_id
	where patient.research_consent = 'yes'`;

/** The courses of patients who consented. */
const CONSENTED = sql`(
	select course_profile.clinic_id, course_profile.course_id
	from course_profile join patient on patient.clinic_id = course_profile.clinic_id
		and patient.patient_id = course_profile.patient_id
	where research_consent = 'yes'
) as consented`;

async function detailsOf(tx: Transaction<Database>, choices: Choices): Promise<Details> {
	const scores = await sql<ScoreRow>`
		select clinic_id, course_id, measure, concern, direction, baseline_x100,
			${chosenResponder(choices)} as responder_x100, window_1, window_2, window_3, window_4,
			window_5, window_6, window_7
		from trajectory join ${CONSENTED} using (clinic_id, course_id)`.execute(tx);
	const sessions = await sql<SessionRow>`
		select clinic_id, course_id, session_no, session_day, endpoint, side_effects_asked
		from session join ${CONSENTED} using (clinic_id, course_id)
		where performed = 'done' order by session_day, session_no`.execute(tx);
	const sideEffects = await sql<SideEffectRow>`
		select clinic_id, course_id, session_no, term, severity, grade, onset_day, duration_days,
			ongoing, serious, solicited, relatedness, outcome
		from side_effect join ${CONSENTED} using (clinic_id, course_id)`.execute(tx);
	const contacts = await sql<ContactRow>`
		select clinic_id, course_id, contact_day, kind, side_effects_asked
		from contact join ${CONSENTED} using (clinic_id, course_id)
		order by contact_day`.execute(tx);
	return {
		scores: scores.rows,
		sessions: sessions.rows,
		sideEffects: sideEffects.rows,
		contacts: contacts.rows
	};
}
