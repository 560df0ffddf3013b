/**
 * Erasure of one patient: everything that hangs on them goes, and their pseudonym is remembered, so that
 * a later file does not bring them back. The source id itself is never stored or written down.
 *
 * Releases stay as they are: their rows are nobody's. That the pseudonym stood in a class of one stays
 * known too (`release_member`), for without it the next release could differ from that one by this one
 * patient; it leaves them out together with a whole batch.
 */
import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit, type AuditSource } from '../audit.ts';
import { shortCode, type Pseudonyms } from '../pseudonym.ts';
import { refreshReadModels } from '../read-models/refresh.ts';
import type { KeyRing } from './key-ring.ts';
import { forgetPatient } from './row-before.ts';
import { lockRecords, nextVersion, noteVersion } from './store.ts';

/** Whom it is about, as the clinic's own system knows them. */
export type PatientAsked = { clinicId: string; id: string; keys: KeyRing };

/** Why there is a version without a patient. */
export const PATIENT_ERASED = 'A patient was erased';

export type Erased = {
	/** What people may read out to each other. */
	code: string;
	courses: number;
	version: number;
};

/** Null, and nothing done, where no patient of this clinic has the id. */
export async function erasePatient(
	tx: Transaction<Database>,
	asked: PatientAsked,
	by: AuditSource
): Promise<Erased | null> {
	await lockRecords(tx);
	const found = await findIn(tx, 'patient', asked);
	if (!found) return null;
	const { clinicId } = asked;
	const { patientId, key } = found;
	const courses = await tx
		.selectFrom('course')
		.select('course_id')
		.where('clinic_id', '=', clinicId)
		.where('patient_id', '=', patientId)
		.execute();
	const courseIds = courses.map(({ course_id }) => course_id);
	for (const table of ['session', 'assessment', 'contact'] as const) {
		await sql`delete from ${sql.table(table)}
			where clinic_id = ${clinicId} and course_id = any (${courseIds}::text[])`.execute(tx);
	}
	for (const table of ['side_effect', 'course', 'patient'] as const) {
		await tx
			.deleteFrom(table)
			.where('clinic_id', '=', clinicId)
			.where('patient_id', '=', patientId)
			.execute();
	}
	await forgetPatient(tx, clinicId, patientId, courseIds);
	await refreshReadModels(tx, [clinicId], courseIds);
	await tx
		.insertInto('erased_patient')
		.values({ clinic_id: clinicId, patient_id: patientId, key_version: key.keyVersion })
		.execute();
	const version = await nextVersion(tx);
	await noteVersion(tx, version, PATIENT_ERASED, [clinicId]);
	const code = codeOf(clinicId, found);
	await audit(tx, {
		...by,
		action: 'patient-erased',
		object: code,
		clinic: clinicId,
		detail: { courses: courseIds.length, dataVersion: version }
	});
	return { code, courses: courseIds.length, version };
}

/** Forgets that the patient was erased, so that the next import stores them again. Null for nobody. */
export async function restorePatient(
	tx: Transaction<Database>,
	asked: PatientAsked,
	by: AuditSource
): Promise<{ code: string } | null> {
	await lockRecords(tx);
	const found = await findIn(tx, 'erased_patient', asked);
	if (!found) return null;
	const { clinicId } = asked;
	await tx
		.deleteFrom('erased_patient')
		.where('clinic_id', '=', clinicId)
		.where('patient_id', '=', found.patientId)
		.execute();
	const code = codeOf(clinicId, found);
	await audit(tx, { ...by, action: 'erasure-undone', object: code, clinic: clinicId });
	return { code };
}

/** Whether the patient was erased before. */
export const isErased = async (tx: Transaction<Database>, asked: PatientAsked) =>
	(await findIn(tx, 'erased_patient', asked)) !== null;

type Found = { patientId: string; key: Pseudonyms };

/** Under any of the keys, the newest first. */
async function findIn(
	tx: Transaction<Database>,
	table: 'patient' | 'erased_patient',
	{ clinicId, id, keys }: PatientAsked
): Promise<Found | null> {
	for (const key of [keys.newest, ...keys.earlier]) {
		const patientId = key.codeFor('patient', clinicId, id);
		const row = await tx
			.selectFrom(table)
			.select('patient_id')
			.where('clinic_id', '=', clinicId)
			.where('patient_id', '=', patientId)
			.executeTakeFirst();
		if (row) return { patientId, key };
	}
	return null;
}

/** A study id is no code of ours and may be known outside: what stands for it is a hash. */
function codeOf(clinicId: string, { patientId, key }: Found): string {
	if (key.keyVersion > 0) return shortCode(patientId);
	return shortCode(
		createHash('sha256')
			.update(JSON.stringify([clinicId, patientId]))
			.digest('hex')
	);
}
