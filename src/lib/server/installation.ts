/**
 * What routes call about the installation itself: clinics, settings, the checklist of the first run. It
 * counts people, rows and days, never patients, and reads no outcome.
 */
import { sql, type Kysely } from 'kysely';
import type { Database, InvitationTable } from '#db/schema.ts';
import type { Role } from '#lib/domain/roles.ts';
import { audit, type AuditSource } from './audit.ts';
import { withCohort } from './cohort.ts';
import { connection } from './connection.ts';
import { practitionersOf } from './queries/known-values.ts';
import {
	BACKUP_SETTING,
	isEmbedded,
	readiness as readinessOf,
	type Checklist
} from './readiness.ts';
import { settings } from './settings.ts';
import { looserThanDefault, settingsShown, type SettingGroup } from './settings-shown.ts';
import { staffThreshold, THRESHOLD_SETTING } from './staff-threshold.ts';

export type { ChecklistItem, ChecklistState } from './checklist.ts';
export type { Checklist } from './readiness.ts';
export type { SettingGroup, SettingShown } from './settings-shown.ts';

type Db = Kysely<Database>;

/** The largest threshold: above it pages would be empty. */
const MOST_THRESHOLD = 100;

export type Clinic = {
	id: string;
	label: string;
	/** The day up to which its records are complete. */
	dataThrough: string;
	synthetic: boolean;
};

/** The clinics there are, by id. */
export async function clinics(db: Db = connection()): Promise<Clinic[]> {
	const rows = await db
		.selectFrom('clinic')
		.select(['clinic_id', 'label', 'data_through', 'synthetic'])
		.orderBy('clinic_id')
		.execute();
	return rows.map((row) => ({
		id: row.clinic_id,
		label: row.label ?? row.clinic_id,
		dataThrough: row.data_through,
		synthetic: row.synthetic
	}));
}

/** The operator codes that the records of each clinic name, for "mine" of practitioners. */
export async function operatorCodes(db: Db = connection()): Promise<Record<string, string[]>> {
	const codes: Record<string, string[]> = {};
	for (const { id } of await clinics(db)) {
		const viewer = {
			role: 'administrator' as const,
			clinics: [id],
			threshold: settings().threshold,
			insideClinic: false,
			operatorCode: null
		};
		const rows = await withCohort(db, viewer, (cohort) => practitionersOf(cohort).execute());
		codes[id] = rows.flatMap((row) => row.operator_code ?? []);
	}
	return codes;
}

/** The checklist of the first run, and what there is of everything. */
export const readiness = (db: Db = connection()): Promise<Checklist> => readinessOf(db);

/** Whether links are sent by mail as well. */
export const hasMailServer = () => settings().smtpUrl !== undefined;

/** Records that an administrator says there is a backup. */
export async function noteBackup(source: AuditSource, db: Db = connection()): Promise<void> {
	await db.transaction().execute(async (tx) => {
		await keep(tx, BACKUP_SETTING, new Date().toISOString(), source.actor);
		await audit(tx, { ...source, action: 'backup-noted' });
	});
}

export type InstallationSettings = {
	groups: SettingGroup[];
	looser: string[];
	embedded: boolean;
	threshold: { now: number; least: number; most: number };
};

/** Every setting with its value and where it comes from; secrets only as "set" or "not set". */
export async function installationSettings(db: Db = connection()): Promise<InstallationSettings> {
	const now = await staffThreshold(db);
	const given = settings();
	return {
		groups: settingsShown(given, process.env, now),
		looser: looserThanDefault(given),
		embedded: isEmbedded(),
		threshold: { now, least: given.threshold, most: MOST_THRESHOLD }
	};
}

/**
 * Hides groups of fewer patients than this from now on. Gives false for a value below the environment's
 * or above the largest.
 */
export async function setThreshold(
	value: number,
	source: AuditSource,
	db: Db = connection()
): Promise<boolean> {
	if (!Number.isInteger(value) || value < settings().threshold || value > MOST_THRESHOLD) {
		return false;
	}
	await db.transaction().execute(async (tx) => {
		const before = await staffThreshold(tx);
		if (before === value) return;
		await keep(tx, THRESHOLD_SETTING, String(value), source.actor);
		await audit(tx, {
			...source,
			action: 'setting-changed',
			object: THRESHOLD_SETTING,
			detail: { was: before, is: value }
		});
	});
	return true;
}

async function keep(tx: Db, name: string, value: string, updated_by: string): Promise<void> {
	await tx
		.insertInto('installation_setting')
		.values({ name, value, updated_by })
		.onConflict((conflict) =>
			conflict.column('name').doUpdateSet({ value, updated_by, updated_at: sql<string>`now()` })
		)
		.execute();
}

export type PastLink = {
	id: string;
	kind: InvitationTable['kind'];
	email: string;
	name: string;
	roles: Role[];
	end: 'used' | 'withdrawn' | 'ran out';
	endedAt: string;
};

/** Links that cannot be used any more, the latest first. */
export async function pastLinks(db: Db = connection(), most = 20): Promise<PastLink[]> {
	const rows = await db
		.selectFrom('invitation')
		.select(['id', 'kind', 'email', 'name', 'roles'])
		.select(['used_at', 'withdrawn_at', 'expires_at'])
		.select(sql<string>`coalesce(used_at, withdrawn_at, expires_at)`.as('ended_at'))
		.where((eb) =>
			eb.or([
				eb('used_at', 'is not', null),
				eb('withdrawn_at', 'is not', null),
				eb('expires_at', '<=', sql<string>`now()`)
			])
		)
		.orderBy('ended_at', 'desc')
		.limit(most)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind,
		email: row.email,
		name: row.name,
		roles: row.roles.map(({ role }) => role),
		end: row.used_at ? 'used' : row.withdrawn_at ? 'withdrawn' : 'ran out',
		endedAt: row.ended_at
	}));
}
