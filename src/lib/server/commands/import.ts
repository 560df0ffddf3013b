/** `npm run stipple -- import DIR`: brings a clinic's CSV files into the database, or says why not. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayNumber } from '#lib/domain/contract/days.ts';
import { CSV_LIMITS } from '#lib/formats/csv-read.ts';
import { CONSOLE } from '../audit.ts';
import { filesHelp, instrumentsHelp } from '../records/import-help.ts';
import { reportCsv, reportLines } from '../records/import-report.ts';
import {
	ImportError,
	importFiles,
	refuseBesideDemo,
	type ImportOptions
} from '../records/import.ts';
import { keyRingOf, STUDY_IDS_ONLY } from '../records/key-ring.ts';
import type { SourceFile } from '../records/read-files.ts';
import { settings } from '../settings.ts';
import type { Command } from './index.ts';
import { keyPlace } from './key.ts';
import { withDatabase } from './with-database.ts';

const OPTIONS = {
	'dry-run': { type: 'boolean', default: false },
	'good-rows-only': { type: 'boolean', default: false },
	'study-ids': { type: 'boolean', default: false },
	minors: { type: 'boolean', default: false },
	'data-through': { type: 'string' },
	report: { type: 'string' },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const USAGE = 'import DIR [--dry-run] [--good-rows-only] [--report FILE] [--data-through DAY]';

const HELP = `Usage: npm run stipple -- ${USAGE}
                              [--study-ids] [--minors]

Reads the files below from DIR, checks every row, and stores all of them or none.

  --dry-run             says what would happen; nothing is stored
  --good-rows-only      stores the rest when rows are refused
  --report FILE         writes every message to a CSV file
  --data-through DAY    the day, YYYY-MM-DD, up to which the files are complete;
                        without it the latest day in each clinic's rows
  --study-ids           patient_id is a study id already: keep it as it is
  --minors              the clinic may treat patients under 18

UTF-8 with a row of column names, comma, semicolon or tab between cells. Blank cells leave
stored values as they are. Dates become days from the first session and are not stored.
Columns with * are needed, those with ? under a condition. Ids are 1 to 64 letters, digits,
dots, lines and hyphens.`;

export const importCommand = {
	name: 'import',
	usage: USAGE,
	summary: "Bring a clinic's CSV files into the database; --help lists files and columns.",
	/** Exit code 1 when anything was refused, unless good rows only were asked for. */
	async run(args: string[]): Promise<number> {
		try {
			return await runImport(args, (line) => void process.stdout.write(`${line}\n`));
		} catch (error) {
			if (!(error instanceof ImportError)) throw error;
			process.stderr.write(`${error.message}\n`);
			return 1;
		}
	}
} satisfies Command;

async function runImport(args: string[], say: (line: string) => void): Promise<number> {
	const { folder, options } = readArguments(args);
	if (options.help) {
		for (const line of [HELP, ...filesHelp(), ...instrumentsHelp()]) say(line);
		return 0;
	}
	if (folder === undefined) throw new ImportError(`Which folder? ${USAGE}`);
	const files = await filesIn(folder);
	return withDatabase(async (db) => {
		// Before a key is made.
		await refuseBesideDemo(db);
		const keys = options['study-ids'] ? STUDY_IDS_ONLY : await keyRingOf(db, keyPlace(settings()));
		const importOptions: ImportOptions = {
			keys,
			dryRun: options['dry-run'],
			goodRowsOnly: options['good-rows-only'],
			dataThrough: options['data-through'] ?? null,
			minorsAllowed: options.minors,
			now: new Date(),
			by: CONSOLE
		};
		const outcome = await importFiles(db, files, importOptions);
		if (options.report !== undefined)
			await writeReport(options.report, reportCsv(outcome.messages));
		for (const line of reportLines(outcome, importOptions)) say(line);
		return outcome.acceptable ? 0 : 1;
	});
}

function readArguments(args: string[]) {
	let parsed;
	try {
		parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
	} catch (error) {
		throw new ImportError(error instanceof Error ? error.message : String(error));
	}
	const { positionals, values: options } = parsed;
	if (positionals.length > 1) throw new ImportError(`One folder at a time: ${USAGE}`);
	const day = options['data-through'];
	if (day !== undefined && dayNumber(day) === null) {
		throw new ImportError('--data-through is a day written YYYY-MM-DD.');
	}
	return { folder: positionals[0], options };
}

/** The CSV files of a folder. One that is too large is not read into memory. */
async function filesIn(folder: string): Promise<SourceFile[]> {
	const names = await readdir(folder).catch(() => {
		throw new ImportError(`The folder ${folder} cannot be read.`);
	});
	const files: SourceFile[] = [];
	for (const name of names.filter((name) => /\.(?:csv|tsv|txt)$/i.test(name)).sort()) {
		const { size } = await stat(join(folder, name));
		if (size > CSV_LIMITS.bytes) {
			const limit = CSV_LIMITS.bytes / 1024 / 1024;
			throw new ImportError(`F1: ${name} is larger than ${limit} MB, the most a file may have.`);
		}
		files.push({ name, bytes: await readFile(join(folder, name)) });
	}
	return files;
}

/** For the owner's eyes only: messages may show cells. */
async function writeReport(path: string, csv: string): Promise<void> {
	await writeFile(path, csv, { mode: 0o600 }).catch(() => {
		throw new ImportError(`The report cannot be written to ${path}; see the messages here.`);
	});
}
