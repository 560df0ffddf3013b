/** What the checklist rests on, and the counts beside it: people, invitations, imports, the audit. */
import { sql, type Kysely } from 'kysely';
import { isEmbeddedUrl } from '#db/connect.server.ts';
import type { Database } from '#db/schema.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { checklist, type ChecklistItem, type Facts, type RowCounts } from './checklist.ts';
import { ownReplica } from './replica.ts';
import { settings } from './settings.ts';

type Db = Kysely<Database>;

/** Under this name stands the day on which an administrator said that there is a backup. */
export const BACKUP_SETTING = 'backed-up';

export type Checklist = {
	items: ChecklistItem[];
	summary: {
		people: number;
		disabled: number;
		openInvitations: number;
		clinics: number;
		auditEntries: number;
		/** UTC, ISO 8601; null before the first entry. */
		lastAuditAt: string | null;
		/** "embedded, for trial and one computer" or "PostgreSQL 15.4". */
		database: string;
		/** What becomes of the replica that pages are read from; null where there is none. */
		replica: string | null;
		version: string;
	};
};

/** The checklist of the first run, and what there is of everything. */
export async function readiness(db: Db): Promise<Checklist> {
	const [people, invitations, data, entries, all, kind] = await Promise.all([
		countPeople(db),
		countOpenInvitations(db),
		factsOfData(db),
		lastEntry(db),
		db.selectFrom('clinic').select('clinic_id').execute(),
		databaseKind(db)
	]);
	const { disabled, ...counts } = people;
	const facts: Facts = { ...counts, ...data, openInvitations: invitations, database: kind.kind };
	return {
		items: checklist(facts),
		summary: {
			people: counts.people,
			disabled,
			openInvitations: invitations,
			clinics: all.length,
			auditEntries: entries.count,
			lastAuditAt: entries.at,
			database: kind.words,
			replica: await replicaWords(),
			version: packageJson.version
		}
	};
}

async function countPeople(db: Db) {
	const people = await db
		.selectFrom('person')
		.leftJoin('person_role', (join) =>
			join
				.onRef('person_role.person_id', '=', 'person.id')
				.on('person_role.role', '=', 'administrator')
		)
		.select(['disabled_at', 'two_factor_enabled', 'role'])
		.execute();
	const enabled = people.filter((person) => person.disabled_at === null);
	const administrators = enabled.filter((person) => person.role !== null);
	return {
		people: enabled.length,
		disabled: people.length - enabled.length,
		administrators: administrators.length,
		administratorsWithoutSecondFactor: administrators.filter((person) => !person.two_factor_enabled)
			.length
	};
}

async function countOpenInvitations(db: Db): Promise<number> {
	const row = await db
		.selectFrom('invitation')
		.select((eb) => eb.fn.countAll<number>().as('open'))
		.where('kind', '=', 'invitation')
		.where('used_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.where('expires_at', '>', sql<string>`now()`)
		.executeTakeFirst();
	return row?.open ?? 0;
}

async function factsOfData(
	db: Db
): Promise<Pick<Facts, 'hasDemo' | 'lastImport' | 'changedAt' | 'backedUpAt'>> {
	const [demo, last, version, noted] = await Promise.all([
		db.selectFrom('import_batch').select('batch_id').where('kind', '=', 'demo').executeTakeFirst(),
		db
			.selectFrom('import_batch')
			.select(['created_at', 'data_version', 'report'])
			.where('kind', '=', 'import')
			.where('undone_in', 'is', null)
			.orderBy('created_at', 'desc')
			.limit(1)
			.executeTakeFirst(),
		db
			.selectFrom('data_version')
			.select((eb) => eb.fn.max('created_at').as('at'))
			.executeTakeFirst(),
		db
			.selectFrom('installation_setting')
			.select('value')
			.where('name', '=', BACKUP_SETTING)
			.executeTakeFirst()
	]);
	return {
		hasDemo: demo !== undefined,
		lastImport: last
			? { at: last.created_at, version: last.data_version, rows: rowsOf(last.report) }
			: null,
		changedAt: version?.at ?? null,
		backedUpAt: noted?.value ?? null
	};
}

/** A batch keeps its counts by table; the administrator learns of the rows of all together. */
function rowsOf(report: Record<string, unknown>): RowCounts {
	const rows: RowCounts = { new: 0, changed: 0, unchanged: 0, refused: 0, skipped: 0 };
	for (const table of Object.values(report)) {
		if (typeof table !== 'object' || table === null) continue;
		for (const [name, counted] of Object.entries(table)) {
			if (name in rows && typeof counted === 'number') rows[name as keyof RowCounts] += counted;
		}
	}
	return rows;
}

async function lastEntry(db: Db): Promise<{ count: number; at: string | null }> {
	const row = await db
		.selectFrom('audit_entry')
		.select(['entry_no', 'at'])
		.orderBy('entry_no', 'desc')
		.limit(1)
		.executeTakeFirst();
	// Entries are numbered without a gap, so the last number is their count.
	return { count: row?.entry_no ?? 0, at: row?.at ?? null };
}

async function replicaWords(): Promise<string | null> {
	const state = await ownReplica()?.look();
	if (state === undefined) return null;
	return state === 'in use'
		? 'with a replica that pages are read from'
		: `with a replica that is ${state}: pages are read from the primary`;
}

async function databaseKind(db: Db): Promise<{ kind: Facts['database']; words: string }> {
	if (isEmbedded()) return { kind: 'embedded', words: 'embedded, for trial and one computer' };
	const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db);
	const version = rows[0]?.server_version.split(' ')[0] ?? '';
	return { kind: 'server', words: `PostgreSQL ${version}`.trim() };
}

/** Whether the database is the embedded one. */
export function isEmbedded(): boolean {
	const { databaseUrl } = settings();
	return databaseUrl === undefined || isEmbeddedUrl(databaseUrl);
}
