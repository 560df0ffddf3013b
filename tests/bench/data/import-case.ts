/**
 * P7: the records once more as the files of a clinic, some lines wrong, through the import; beside them
 * `psql \copy` of the same files into plain tables of text. Lean is beside `\copy` of what was stored into
 * the product's own tables, which pays for their keys as every import does.
 */
import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Kysely } from 'kysely';
import { copying } from '#db/copy-out.server.ts';
import { openDatabase } from '#db/open.ts';
import type { Database } from '#db/schema.ts';
import { columnsOf, type TableName } from '#lib/domain/contract/tables.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { rebuildReadModels } from '#lib/server/read-models/refresh.ts';
import { importFiles } from '#lib/server/records/import.ts';
import { STUDY_IDS_ONLY } from '#lib/server/records/key-ring.ts';
import type { SourceFile } from '#lib/server/records/read-files.ts';
import { median } from './in-turn.ts';
import { measured, type Measured } from './measured.ts';
import { DEADLINE_MS, freshDatabase, type Filled } from './place.ts';
import { hasPsql, psql } from './psql.ts';

const FIGURE = 1.5;
const ROUNDS = 3;
/** Of slow ones fewer. */
const MS_AT_MOST = 15_000;
/** About one line in a thousand has a score that no scale has. */
const WRONG = `row_key < '004' and value is not null`;

const list = (column: string) => `array_to_string(${column}, ';')`;
const patient = 'left(patient_id, 20) as patient_id';
const course = 'left(course_id, 20) as course_id';

/** Columns by name; what a file has and is not named here stays blank. */
const FILES: Partial<Record<TableName, { from: string; columns: readonly string[] }>> = {
	clinics: {
		from: 'clinic order by 1',
		columns: ['clinic_id', 'label', `${list('visit_weeks')} as visit_weeks`, 'data_through']
	},
	protocols: {
		from: 'protocol order by 1',
		columns: [
			'protocol_id',
			'name',
			'device_type',
			'depth_mm_min',
			'depth_mm_max',
			'planned_sessions',
			'planned_interval_days',
			`${list('adjuncts')} as adjuncts`
		]
	},
	patients: {
		from: 'patient order by 1, 2',
		columns: [
			'clinic_id',
			patient,
			'birth_year',
			'sex',
			'skin_type',
			'smoking',
			'keloid_history',
			'research_consent'
		]
	},
	courses: {
		from: 'course order by 1, 2',
		columns: [
			'clinic_id',
			course,
			patient,
			'protocol_id',
			'body_area',
			'side',
			`${list('concerns')} as concerns`,
			'start_month',
			'status',
			'end_day',
			'operator_code',
			'control',
			`case when status = 'discontinued' then 'unknown' end as stop_reason`
		]
	},
	sessions: {
		from: 'session order by 1, 2, 3',
		columns: [
			'clinic_id',
			course,
			'session_no',
			'session_day',
			'performed',
			'depth_mm',
			`${list('adjuncts')} as adjuncts`,
			'side_effects_asked'
		]
	},
	assessments: {
		from: 'assessment order by 1, 2, assessed_day, measure, rater_code',
		columns: [
			'clinic_id',
			course,
			'assessed_day',
			'timepoint',
			'instrument_id',
			'measure',
			`case when ${WRONG} then -5 else value end as value`,
			'missing_reason',
			'rater_type',
			'rater_code',
			'replicate',
			'quality',
			'imputed'
		]
	}
};

type Written = { table: TableName; path: string; names: string[] };

export async function importBeside(filled: Filled, folder: string): Promise<Measured> {
	const words = 'import of the files, one line in 1,000 wrong';
	if (!(await hasPsql())) return measured(`${words}: no psql on this machine`, {});
	const written = await writeFiles(filled.owner, folder);
	const files: SourceFile[] = await Promise.all(
		written.map(async ({ table, path }) => ({ name: `${table}.csv`, bytes: await readFile(path) }))
	);
	const wrongLines = await wrongOf(filled.owner);
	const begun = performance.now();
	const own: number[] = [];
	const peer: number[] = [];
	const keyed: number[] = [];
	const readModels: number[] = [];
	try {
		while (own.length === 0 || (own.length < ROUNDS && performance.now() - begun < MS_AT_MOST)) {
			const { ms, readModelsMs, wrong } = await imported(filled, files, wrongLines, folder);
			if (wrong) return measured(words, { wrong });
			own.push(ms);
			readModels.push(readModelsMs);
			peer.push(await psql(filled.url, join(folder, 'import.sql'), written.flatMap(copied)));
			keyed.push(await copiedIntoKeys(filled.url, folder));
		}
	} finally {
		for (const { path } of written) await rm(path, { force: true });
	}
	return measured(`${filled.counts.assessments?.toLocaleString('en-GB')} scores`, {
		ms: median(own),
		peer: 'psql \\copy',
		peerMs: median(peer),
		figure: FIGURE,
		rounds: own.length,
		numbers: {
			wrongLines,
			leanMs: median(keyed),
			leanRatio: median(own) / median(keyed),
			readModelsMs: median(readModels)
		}
	});
}

function writeFiles(db: Kysely<Database>, folder: string): Promise<Written[]> {
	return copying(db, async ({ csv }) => {
		const written: Written[] = [];
		for (const [name, { from, columns }] of Object.entries(FILES)) {
			const table = name as TableName; // a key of FILES
			const names = columns.map((column) => column.split(' as ').at(-1) ?? column);
			const known = columnsOf(table).map((column) => column.name);
			const stranger = names.find((column) => !known.some((one) => one === column));
			if (stranger) throw new Error(`${table}.csv has no column ${stranger}.`);
			const path = join(folder, `${table}.csv`);
			await csv(`select ${columns.join(', ')} from ${from}`, (rows) =>
				pipeline(async function* () {
					yield Buffer.from(`${names.join(',')}\n`);
					yield* rows;
				}, createWriteStream(path))
			);
			written.push({ table, path, names });
		}
		return written;
	});
}

async function wrongOf(db: Kysely<Database>): Promise<number> {
	const [row] = await copying(db, ({ run }) =>
		run(`select count(*) as wrong from assessment where ${WRONG}`)
	);
	return Number(row?.wrong);
}

/** One import into an empty database, and whether it stored what it should. */
async function imported(
	{ url, counts }: Filled,
	files: readonly SourceFile[],
	wrongLines: number,
	folder: string
): Promise<{ ms: number; readModelsMs: number; wrong: string | null }> {
	const database = await openDatabase({
		databaseUrl: await freshDatabase(url, 'bench_import'),
		dataDir: '',
		deadlineMs: DEADLINE_MS
	});
	try {
		const begun = performance.now();
		const { tables, stored, messages } = await importFiles(database.db, files, {
			keys: STUDY_IDS_ONLY,
			dryRun: false,
			goodRowsOnly: true,
			dataThrough: null,
			minorsAllowed: false,
			now: new Date('2026-11-15T12:00:00Z'),
			by: CONSOLE
		});
		const ms = performance.now() - begun;
		const right = (counts.assessments ?? 0) - wrongLines;
		const first = messages.find(({ check }) => !check.startsWith('W') && check !== 'E4');
		const wrong =
			stored && tables.assessments.new === right && tables.assessments.refused === wrongLines
				? null
				: `${tables.assessments.new} of ${right} scores stored: ${JSON.stringify(first ?? messages[0])}`;
		await keepStored(database.db, folder);
		const rebuilding = performance.now();
		await rebuildReadModels(database.db);
		return { ms, readModelsMs: performance.now() - rebuilding, wrong };
	} finally {
		await database.close();
	}
}

/** Parents before the rows that name them. */
const STORED = ['clinic', 'protocol', 'patient', 'course', 'session', 'assessment'];
const keptAs = (folder: string, table: string) => join(folder, `stored-${table}.csv`);

const keepStored = (db: Kysely<Database>, folder: string) =>
	copying(db, async ({ csv }) => {
		for (const table of STORED) {
			await csv(`select * from ${table}`, (rows) =>
				pipeline(rows, createWriteStream(keptAs(folder, table)))
			);
		}
	});

/** Milliseconds of `psql \copy` of the stored rows into the product's tables, empty but for dictionaries. */
async function copiedIntoKeys(server: string, folder: string): Promise<number> {
	const databaseUrl = await freshDatabase(server, 'bench_import_keyed');
	await (await openDatabase({ databaseUrl, dataDir: '', deadlineMs: DEADLINE_MS })).close();
	const lines = STORED.map(
		(table) => `\\copy ${table} from '${keptAs(folder, table)}' with (format csv)`
	);
	return psql(databaseUrl, join(folder, 'keyed.sql'), lines);
}

const copied = ({ table, path, names }: Written) => [
	`create table copied_${table} (${names.map((name) => `${name} text`).join(', ')});`,
	`\\copy copied_${table} from '${path}' with (format csv, header)`,
	`drop table copied_${table};`
];
