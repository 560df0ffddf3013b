/** `npm run stipple -- export COHORT --out FILE`: a release, or a cohort of it, as a file. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { COHORT_RULES, readCohortName } from '#lib/domain/cohort-rules.ts';
import { count } from '#lib/domain/format.ts';
import { readForm, type Form } from '#lib/formats/release/forms.ts';
import { CONSOLE } from '../audit.ts';
import { exportAs } from '../releases/export/file.ts';
import { keepAs, whyNotAt } from '../releases/export/keep-as.ts';
import { ExportError, type Exported } from '../releases/export/release.ts';
import { explained, readDeed, say, UsageError } from './arguments.ts';
import type { Command } from './index.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'export COHORT --out FILE [--format FORMAT] [--table TABLE] [--with FORMATS]';

const OPTIONS = {
	out: { type: 'string' },
	format: { type: 'string', default: 'zip' },
	table: { type: 'string' },
	with: { type: 'string' },
	delimiter: { type: 'string' },
	decimal: { type: 'string' },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const HELP = `Usage: npm run stipple -- ${USAGE}

Writes a release to FILE. COHORT is release-1 for all of it, or slug@3 for a cohort by its
name and version. Only releases leave this way, never the clinics' own records. The same
cohort gives the same bytes every time; each export stands in the audit.

  --format zip            the bundle: CSV, what they mean, figures that can be checked (default)
           csv, parquet   one table: --table assessments
           spreadsheet    one table as CSV for a spreadsheet: --delimiter ";" --decimal ","
           xlsx           a workbook with a sheet for each table
           dataset-json   --table ADSL, ADQS or ADAE
           redcap         --table records or dictionary
  --with xlsx,parquet,dataset-json,redcap
                          these formats in the bundle beside its CSV files`;

export const exportCommand = {
	name: 'export',
	usage: USAGE,
	summary: 'Write a release, or a cohort of it, to a file; --help lists the formats.',
	run: (args: string[]) => explained(() => runExport(args))
} satisfies Command;

async function runExport(args: string[]): Promise<number> {
	const { deed: cohort, values } = readDeed(args, null, OPTIONS, USAGE);
	if (values.help) {
		say(HELP);
		return 0;
	}
	const { out } = values;
	if (cohort === undefined || out === undefined) throw new UsageError(`Usage: ${USAGE}`);
	const form = readForm(values);
	if ('wrong' in form) throw new UsageError(form.wrong);
	const hindrance = await whyNotAt(out);
	if (hindrance !== null) throw new UsageError(hindrance);
	return untilStopped((signal) => exportTo(out, { cohort, form, signal }));
}

type Asked = { cohort: string; form: Form; signal: AbortSignal };

async function exportTo(out: string, { cohort, form, signal }: Asked): Promise<number> {
	return withDatabase(async (db) => {
		try {
			const exported = await exportedOf(db, cohort);
			const file = await exportAs(db, exported, form, { by: CONSOLE, signal });
			await keepAs(file, out, signal).catch(() => {
				signal.throwIfAborted();
				throw new UsageError(`The file ${out} cannot be written.`);
			});
			say(`${out}: ${count(file.rows)} rows, ${count(file.bytes)} bytes, SHA-256 ${file.hash}`);
			return 0;
		} catch (error) {
			if (error instanceof ExportError) throw new UsageError(error.message);
			throw error;
		}
	});
}

/** Ctrl+C and the like end the work in order, which leaves no rows behind; a second one ends it at once. */
async function untilStopped(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
	const stopped = new AbortController();
	const stop = () => stopped.abort(new UsageError('Stopped. No file was written.'));
	const signals = ['SIGINT', 'SIGTERM'] as const;
	for (const signal of signals) process.once(signal, stop);
	try {
		return await work(stopped.signal);
	} finally {
		for (const signal of signals) process.off(signal, stop);
	}
}

async function exportedOf(db: Kysely<Database>, text: string): Promise<Exported> {
	const name = readCohortName(text);
	if (!name) throw new UsageError('A cohort is named release-1, or slug@3.');
	if (name.kind === 'release') return { releaseNo: name.release, cohort: null };
	const row = await db
		.selectFrom('cohort')
		.select(['release_no', 'rules'])
		.where('slug', '=', name.slug)
		.where('version', '=', name.version)
		.executeTakeFirst();
	if (!row) throw new UsageError(`There is no cohort ${text}.`);
	return {
		releaseNo: row.release_no,
		cohort: { name: text, rules: COHORT_RULES.parse(row.rules) }
	};
}
