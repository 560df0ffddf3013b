/** Reports of side effects and days on which somebody asked, for a clinic of the tests. */
import type { Kysely } from 'kysely';
import type { Database, SideEffectTable } from '#db/schema.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';

const stored = { batch_id: 'b1', content_hash: 'h' };

export type Report = {
	patient: string;
	course: string;
	term?: string;
	session?: number | null;
	severity?: SideEffectTable['severity'];
	/** After the session; null is not known to have passed. */
	days: number | null;
	/** Days after the session on which it began. */
	onset?: number;
	serious?: 'yes' | 'no';
};

let rows = 0;

/** Stores them; sessions are 28 days apart, as `aTreatedClinic` has them. */
export async function addReports(
	db: Kysely<Database>,
	clinic_id: string,
	reports: readonly Report[]
): Promise<void> {
	await db
		.insertInto('side_effect')
		.values(
			reports.map(({ patient, course, days, ...report }) => ({
				clinic_id,
				patient_id: patient,
				course_id: course,
				row_key: `report-${++rows}`,
				session_no: report.session === undefined ? 1 : report.session,
				term: report.term ?? 'erythema',
				severity: report.severity ?? ('mild' as const),
				onset_day: 28 * ((report.session ?? 1) - 1) + (report.onset ?? 0),
				duration_days: days,
				ongoing: days === null ? ('yes' as const) : ('no' as const),
				serious: report.serious ?? ('no' as const),
				solicited: 'yes' as const,
				...stored
			}))
		)
		.execute();
	await db.transaction().execute((tx) => refreshReadModels(tx, [clinic_id]));
}

/** Days of a course on which somebody asked about side effects. */
export async function addContacts(
	db: Kysely<Database>,
	clinic_id: string,
	contacts: readonly { course: string; day: number; asked?: 'yes' | 'no' }[]
): Promise<void> {
	await db
		.insertInto('contact')
		.values(
			contacts.map(({ course, day, asked = 'yes' }) => ({
				clinic_id,
				course_id: course,
				contact_day: day,
				kind: 'call' as const,
				side_effects_asked: asked,
				...stored
			}))
		)
		.execute();
}
