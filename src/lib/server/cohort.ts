/**
 * What one viewer can see: the record tables, each already narrowed to the viewer's clinics. A query
 * names plain tables and cannot forget the rule; the database's own policies are the second wall.
 */
import { sql, type Kysely, type QueryCreator, type Transaction } from 'kysely';
import type { Database, PatientTable } from '#db/schema.ts';
import { choicesFor, NO_CHOICES, readChoice, type Choices } from '#lib/domain/clinic-choices.ts';
import { RECORDED_FLAGS } from '#lib/domain/recorded-flags.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import {
	chosenResponder,
	chosenSchedule,
	PROFILE_COLUMNS,
	TRAJECTORY_COLUMNS
} from './chosen-columns.ts';
import { releasedCohort } from './releases/released-cohort.ts';

/** The tables a question may name. */
export type CohortTables = Pick<
	Database,
	| 'clinic'
	| 'course_profile'
	| 'treated_course'
	| 'trajectory'
	| 'cube_clinic'
	| 'session'
	| 'assessment'
	| 'side_effect'
	| 'contact'
	| 'protocol'
> & {
	/** Of a patient only what the bands of a course do not say: the contraindications. */
	patient: Pick<PatientTable, PatientColumn>;
};

/** The columns of a patient that a question may read. */
const PATIENT_COLUMNS = [
	'clinic_id',
	'patient_id',
	...RECORDED_FLAGS.map(({ flag }) => flag)
] as const;
type PatientColumn = (typeof PATIENT_COLUMNS)[number];

/** Reads only: a query on it sees the viewer's clinics and nothing else. */
export type Cohort = QueryCreator<CohortTables>;

/** How many questions the database is answering. */
let answering = 0;

/**
 * Runs `work` on the viewer's cohort: one read-only transaction on one state of the data, in the role
 * that owns nothing, with the viewer's clinics named for the row-level policies. What these clinics
 * decided about how figures are read is part of that state. Beside other questions one is answered without
 * further workers: they would only take the processors from the others.
 */
export async function withCohort<T>(
	db: Kysely<Database>,
	viewer: Viewer,
	work: (cohort: Cohort, tx: Transaction<Database>, choices: Choices) => Promise<T>
): Promise<T> {
	answering += 1;
	try {
		return await db
			.transaction()
			.setIsolationLevel('repeatable read')
			.setAccessMode('read only')
			.execute(async (tx) => {
				await sql`select set_config('role', 'stipple_reader', true),
					set_config('app.clinics', ${viewer.clinics.join(',')}, true),
					set_config('app.release', ${viewer.release?.number.toString() ?? ''}, true)
					${answering > 1 ? ALONE : sql``}`.execute(tx);
				if (viewer.release) return work(releasedCohort(tx, viewer.release), tx, NO_CHOICES);
				const choices = await choicesOf(tx, viewer.clinics);
				return work(narrowed(tx, viewer.clinics, choices), tx, choices);
			});
	} finally {
		answering -= 1;
	}
}

const ALONE = sql`, set_config('max_parallel_workers_per_gather', '0', true)`;

/** What holds for somebody who sees these clinics. */
async function choicesOf(tx: Kysely<Database>, clinics: readonly string[]): Promise<Choices> {
	const rows = await tx
		.selectFrom('clinic_choice')
		.select(['clinic_id', 'kind', 'subject', 'value'])
		.where('clinic_id', 'in', named(clinics))
		.orderBy('clinic_id')
		.orderBy('kind')
		.orderBy('subject')
		.execute();
	if (rows.length === 0) return NO_CHOICES;
	const made = rows.flatMap(({ clinic_id: clinic, kind, subject, value }) => {
		const choice = readChoice(kind, subject, value);
		return choice ? [{ clinic, choice }] : [];
	});
	return choicesFor(clinics, made);
}

/**
 * Each record table under its own name, without the rows of other clinics, read as was chosen. Read where
 * it is named: PostgreSQL before 17 forgets what is in a table that it set aside, takes a thousand sessions
 * for one, and walks through all of them for each of a thousand others.
 */
export function narrowed(
	db: Kysely<Database>,
	clinics: readonly string[],
	choices = NO_CHOICES
): Cohort {
	const own = named(clinics);
	const asStored = Object.keys({ ...choices.visits, ...choices.responders }).length === 0;
	return db
		.with(
			(cte) => cte('clinic').notMaterialized(),
			(q) => q.selectFrom('clinic').selectAll().where('clinic_id', 'in', own)
		)
		.with(
			(cte) => cte('course_profile').notMaterialized(),
			(q) => {
				const rows = q.selectFrom('course_profile').where('clinic_id', 'in', own);
				return asStored
					? rows.selectAll()
					: rows.select(PROFILE_COLUMNS).select(chosenSchedule(choices).as('scheduled'));
			}
		)
		.with(
			(cte) => cte('treated_course').notMaterialized(),
			(q) => q.selectFrom('treated_course').selectAll().where('clinic_id', 'in', own)
		)
		.with(
			(cte) => cte('trajectory').notMaterialized(),
			(q) => {
				const rows = q.selectFrom('trajectory').where('clinic_id', 'in', own);
				return asStored
					? rows.selectAll()
					: rows
							.select(TRAJECTORY_COLUMNS)
							.select(chosenSchedule(choices).as('scheduled'))
							.select(chosenResponder(choices).as('responder_x100'));
			}
		)
		.with(
			(cte) => cte('cube_clinic').notMaterialized(),
			(q) => q.selectFrom('cube_clinic').selectAll().where('clinic_id', 'in', own)
		)
		.with(
			(cte) => cte('session').notMaterialized(),
			(q) => q.selectFrom('session').selectAll().where('clinic_id', 'in', own)
		)
		.with(
			(cte) => cte('assessment').notMaterialized(),
			(q) => q.selectFrom('assessment').selectAll().where('clinic_id', 'in', own)
		)
		.with(
			(cte) => cte('side_effect').notMaterialized(),
			(q) => q.selectFrom('side_effect').selectAll().where('clinic_id', 'in', own)
		)
		.with(
			(cte) => cte('contact').notMaterialized(),
			(q) => q.selectFrom('contact').selectAll().where('clinic_id', 'in', own)
		)
		.with(
			(cte) => cte('patient').notMaterialized(),
			(q) => q.selectFrom('patient').select(PATIENT_COLUMNS).where('clinic_id', 'in', own)
		);
}

const named = (clinics: readonly string[]) => (clinics.length > 0 ? [...clinics] : ['']);
