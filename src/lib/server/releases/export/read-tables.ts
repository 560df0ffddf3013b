/**
 * A release's rows -> CSV files in a folder of their own, table by table through COPY: they never change, so
 * nothing is missed between two tables. The database is let go as soon as they are written, however slowly the
 * bundle is taken away afterwards.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { copying, type Copying } from '#db/copy-out.server.ts';
import type { Database } from '#db/schema.ts';
import type { WrittenTable } from '#lib/formats/release/data-package.ts';
import { rulesOf, type ReleaseCounts, type ReleaseFacts } from '#lib/formats/release/facts.ts';
import type { Figures } from '#lib/formats/release/figures.ts';
import { flow } from '#lib/formats/release/flow.ts';
import { bundleTables, type BundleTable, type TableName } from '#lib/formats/release/tables.ts';
import { inCohort } from '../cohort-conditions.ts';
import { figuresOf } from './figures.ts';
import { EXPORT_COURSE, OF_COURSE, SELECTS } from './selects.ts';

export type TableFile = WrittenTable & { path: string };

export type ReadTables = {
	files: TableFile[];
	counts: ReleaseCounts;
	figures: Figures;
	/** Codes of the measures that occur. */
	measures: Set<string>;
};

export type Reading = {
	folder: string;
	/** Only these; all of the release without it. */
	only?: readonly TableName[];
	signal?: AbortSignal | undefined;
	progress?: ((done: number, of: number) => void) | undefined;
};

/** Readable by nobody else. */
export const PRIVATE = { mode: 0o600 } as const;

/** Writes `<table>.csv` for each table into the folder. */
export async function readTables(
	db: Kysely<Database>,
	facts: ReleaseFacts,
	{ folder, only, signal, progress }: Reading
): Promise<ReadTables> {
	const tables = bundleTables(facts.report).filter(({ name }) => only?.includes(name) ?? true);
	const read = await copying(
		db,
		async (source) => {
			const files: TableFile[] = [];
			for (const table of tables) {
				if (table.name === 'flow') continue;
				const path = join(folder, `${table.name}.csv`);
				files.push(await source.csv(SELECTS[table.name], (rows) => writeRows(table, path, rows)));
				progress?.(files.length, tables.length);
			}
			if (only)
				return { files, figures: NOTHING, people: await peopleFor(only, source), codes: [] };
			const figures = await figuresOf(source);
			return { files, figures, people: await people(source), codes: await measures(source) };
		},
		{ before: (source) => chooseCourses(db, source, facts), signal }
	);
	const { files, people: told, figures, codes } = read;
	const counts = {
		...told,
		rows: Object.fromEntries(files.map(({ table, rows }) => [table.name, rows]))
	};
	const last = tables.find(({ name }) => name === 'flow');
	if (last) files.push(await writeText(last, join(folder, 'flow.csv'), flow(facts, counts)));
	return { files, counts, figures, measures: new Set(codes) };
}

const NOTHING: Figures = { improvement: [], sideEffects: [] };

async function chooseCourses(
	db: Kysely<Database>,
	{ run }: Copying,
	facts: ReleaseFacts
): Promise<void> {
	await run(EXPORT_COURSE);
	const chosen = sql`insert into export_course
		select c.release_no, c.clinic_id, c.course_id, c.clinic_id, c.course_id, c.patient_id from release_course as c
		where c.release_no = ${facts.releaseNo} and ${inCohort('c', rulesOf(facts))}`.compile(db);
	await run(chosen.sql, chosen.parameters);
	await run('analyze export_course');
}

/** A table alone tells no numbers of people, but the flow does. */
const peopleFor = (only: readonly TableName[], source: Copying) =>
	only.includes('flow') ? people(source) : { patients: 0, courses: 0 };

async function people({ run }: Copying) {
	const [row] = await run(`select sum(courses) as courses, count(*) as patients from (
		select count(*) as courses from export_course group by clinic_id, patient_id) as p`);
	return { patients: Number(row?.patients), courses: Number(row?.courses) };
}

async function measures({ run }: Copying) {
	const rows = await run(`select distinct t.measure
		from export_course as e join release_trajectory as t on ${OF_COURSE('t')}`);
	return rows.map(({ measure }) => String(measure));
}

const headerOf = ({ fields }: BundleTable) => `${fields.map(({ name }) => name).join(',')}\r\n`;

/** Bytes that are hashed and written at once. One buffer holds them all: a new one each time is garbage as large as the file. */
const PIECE = 1 << 18;
const LINE_FEED = 10;

/** COPY ends its rows with a line feed alone, and no cell holds one. */
async function writeRows(
	table: BundleTable,
	path: string,
	rows: AsyncIterable<Buffer>
): Promise<TableFile> {
	const hash = createHash('sha256');
	const piece = Buffer.allocUnsafe(PIECE);
	let filled = piece.write(headerOf(table));
	let count = 0;
	let bytes = 0;
	const file = await open(path, 'w', PRIVATE.mode);
	const write = async () => {
		const part = piece.subarray(0, filled);
		hash.update(part);
		await file.writeFile(part);
		bytes += filled;
		filled = 0;
	};
	try {
		for await (const chunk of rows) {
			// Room for a return before each byte, should all of them be line feeds.
			for (let from = 0; from < chunk.length; from += PIECE / 2) {
				const part = chunk.subarray(from, from + PIECE / 2);
				if (filled + 2 * part.length > PIECE) await write();
				const end = copyWithReturns(part, piece, filled);
				count += end - filled - part.length;
				filled = end;
			}
		}
		await write();
	} finally {
		await file.close();
	}
	return { table, path, rows: count, bytes, sha256: hash.digest('hex') };
}

/** Line by line, which is ten times as quick as byte by byte. Gives where the copy ends. */
function copyWithReturns(from: Buffer, to: Buffer, at: number): number {
	let start = 0;
	for (let end = from.indexOf(LINE_FEED); end >= 0; end = from.indexOf(LINE_FEED, start)) {
		at += from.copy(to, at, start, end);
		at += to.write('\r\n', at, 'latin1');
		start = end + 1;
	}
	return at + from.copy(to, at, start);
}

async function writeText(table: BundleTable, path: string, text: string): Promise<TableFile> {
	await writeFile(path, text, PRIVATE);
	const sha256 = createHash('sha256').update(text).digest('hex');
	const rows = text.split('\r\n').length - 2;
	return { table, path, rows, bytes: Buffer.byteLength(text), sha256 };
}

/** The SHA-256 and size of a file, without holding it. */
export async function hashOfFile(path: string): Promise<{ sha256: string; bytes: number }> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk);
	return { sha256: hash.digest('hex'), bytes: (await stat(path)).size };
}
