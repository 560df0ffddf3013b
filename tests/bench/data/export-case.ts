/** P6: the long table of a release as CSV, beside `psql \copy` of the same select, and its peak memory. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EXPORT_COURSE, SELECTS } from '#lib/server/releases/export/selects.ts';
import { median } from './in-turn.ts';
import { measured, type Measured } from './measured.ts';
import type { Filled } from './place.ts';
import { hasPsql, onOneLine, psql } from './psql.ts';
import { putWholeRelease, RELEASE_NO } from './whole-release.ts';

const run = promisify(execFile);
const CHILD = fileURLToPath(new URL('export-child.ts', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../../src/stipple.js', import.meta.url));
const PEAK = new URL('peak-memory.js', import.meta.url).href;

const FIGURE = 1.1;
/** Megabytes of the whole process, as the command is started. */
const MOST_RSS = 130;
const ROUNDS = 3;
/** Of slow ones fewer. */
const MS_AT_MOST = 30_000;

type Exported = { ms: number; rows: number; bytes: number };

export async function exportBeside({ url, owner }: Filled, folder: string): Promise<Measured> {
	const words = 'a release, analysis_long as CSV';
	if (!(await hasPsql())) return measured(`${words}: no psql on this machine`, {});
	await putWholeRelease(owner);
	const [ours, theirs] = [join(folder, 'ours.csv'), join(folder, 'theirs.csv')];
	const own = async (): Promise<Exported> =>
		JSON.parse((await run(process.execPath, [CHILD, url, ours])).stdout) as Exported; // its one line
	const peer = () =>
		psql(url, join(folder, 'export.sql'), [
			'begin isolation level repeatable read;',
			`${EXPORT_COURSE};`,
			`insert into export_course (release_no, clinic, course, clinic_id, course_id, patient_id)
				select release_no, clinic_id, course_id, clinic_id, course_id, patient_id
				from release_course where release_no = ${RELEASE_NO};`,
			'analyze export_course;',
			`\\copy (${onOneLine(SELECTS.analysis_long)}) to '${theirs}' with (format csv)`,
			'rollback;'
		]);
	try {
		// The first start keeps the sources as compiled; a second one is as every later one.
		await run(process.execPath, [COMMAND, 'export', '--help']);
		const rssMb = await peakOfCommand(url, ours);
		const begun = performance.now();
		const exports = [await own()];
		const times = [await peer()];
		// Before anything is said of time: the same rows in the same order.
		if ((await hashOf(ours, true)) !== (await hashOf(theirs, false))) {
			return measured(words, { wrong: 'the file is not what psql writes' });
		}
		while (exports.length < ROUNDS && performance.now() - begun < MS_AT_MOST) {
			exports.push(await own());
			times.push(await peer());
		}
		const [first] = exports;
		const ms = median(exports.map((one) => one.ms));
		const peerMs = median(times);
		const result = measured(
			`${first?.rows.toLocaleString('en-GB')} rows, RSS ${rssMb.toFixed(0)} MB,`,
			{
				ms,
				peer: 'psql \\copy',
				peerMs,
				figure: FIGURE,
				rounds: exports.length,
				numbers: { ...first, rssMb, ms }
			}
		);
		return { ...result, ok: result.ok && rssMb <= MOST_RSS };
	} finally {
		await rm(ours, { force: true });
		await rm(theirs, { force: true });
	}
}

/** The peak memory of the command itself, MiB. */
async function peakOfCommand(url: string, out: string): Promise<number> {
	const file = `${out}.peak`;
	const words = `export release-${RELEASE_NO} --format csv --table analysis_long --out`.split(' ');
	await run(process.execPath, ['--import', PEAK, COMMAND, ...words, out], {
		env: { PATH: process.env.PATH, DATABASE_URL: url, PEAK_FILE: file }
	});
	const peak = Number(await readFile(file, 'utf8'));
	await rm(file);
	return peak;
}

/** Of the rows alone: ours has a line of names, and ends lines with a return too. */
async function hashOf(path: string, ours: boolean): Promise<string> {
	const hash = createHash('sha256');
	let header = ours;
	for await (const chunk of createReadStream(path, { encoding: 'latin1' })) {
		let text = String(chunk).replaceAll('\r', '');
		if (header && text.includes('\n')) {
			text = text.slice(text.indexOf('\n') + 1);
			header = false;
		}
		hash.update(text, 'latin1');
	}
	return hash.digest('hex');
}
