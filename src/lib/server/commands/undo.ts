/** `npm run stipple -- undo VERSION`: takes an import back; without a version lists the imports. */
import { count, counted, list } from '#lib/domain/format.ts';
import { readNumber } from '#lib/domain/read-number.ts';
import { CONSOLE } from '../audit.ts';
import { refreshStatistics } from '../read-models/planner-statistics.ts';
import { keptIf } from '../records/kept-if.ts';
import {
	importsListed,
	undoImport,
	UndoError,
	type ImportListed,
	type Undone
} from '../records/undo.ts';
import { explained, readDeed, say, UsageError } from './arguments.ts';
import type { Command } from './index.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'undo [VERSION] [--dry-run]';

const OPTIONS = {
	'dry-run': { type: 'boolean', default: false },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const HELP = `Usage: npm run stipple -- ${USAGE}

Takes an import of files back: rows that it added go, rows that it changed are as they were
before, and the data get a new version. VERSION is the data version that the import made; without
it the imports are listed.

  --dry-run             says what would happen; nothing is changed

Refused where later imports changed rows of this one, added to them, or came to a clinic whose
own row this one changed: take those back first, the latest first. What a later file only said
again counts as this one's. A withdrawn consent stays withdrawn. A clinic that the import added
goes, unless people belong to it. Releases stay as they are. For this, what an import changes is
kept as it was before; a patient's is erased with them, and a new key for pseudonyms ends it.`;

export const undoCommand = {
	name: 'undo',
	usage: USAGE,
	summary: 'Take an import back, or list the imports.',
	run: (args: string[]) => explained(() => run(args))
} satisfies Command;

async function run(args: string[]): Promise<number> {
	const { deed, values } = readDeed(args, null, OPTIONS, USAGE);
	if (values.help) {
		say(HELP);
		return 0;
	}
	const version = readNumber(deed ?? null);
	if (deed !== undefined && version === null) {
		throw new UsageError(`A data version is a whole number, such as 7. Usage: ${USAGE}`);
	}
	return withDatabase(async (db) => {
		if (version === null) {
			for (const line of listed(await importsListed(db))) say(line);
			return 0;
		}
		const dryRun = values['dry-run'];
		const undone = await keptIf(
			db,
			(tx) => undoImport(tx, version, CONSOLE),
			() => !dryRun
		).catch(explain);
		if (!dryRun) await refreshStatistics(db);
		const first = dryRun ? 'A dry run: nothing was changed.' : 'Taken back.';
		for (const line of told(undone, first)) say(line);
		if (!dryRun) say(`Data version ${undone.version}.`);
		return 0;
	});
}

function explain(error: unknown): never {
	if (!(error instanceof UndoError)) throw error;
	const lines = error.inTheWay.map(
		({ table, version, rows }) => `  data version ${version}: ${counted(rows, `${table} row`)}`
	);
	throw new UsageError([error.message, ...lines].join('\n'));
}

function listed(imports: readonly ImportListed[]): string[] {
	if (imports.length === 0) return ['No files were imported yet.'];
	return imports.map(
		({ version, at, clinics, undoneIn, canBeUndone }) =>
			`${version}  ${at.slice(0, 10)}  ${list(clinics) || 'protocols alone'}: ${
				undoneIn !== null
					? `taken back with data version ${undoneIn}`
					: canBeUndone
						? 'stands'
						: 'stands, and cannot be taken back: what it wrote over is not kept'
			}`
	);
}

const told = ({ clinics, tables, stayWithdrawn }: Undone, first: string): string[] => [
	first,
	...Object.entries(tables).flatMap(([table, { removed, restored }]) =>
		removed + restored > 0
			? [`  ${table}: ${count(removed)} removed, ${count(restored)} as before`]
			: []
	),
	...(stayWithdrawn > 0 ? [`  ${counted(stayWithdrawn, 'patient')} stay withdrawn.`] : []),
	...(clinics.length > 0 ? [`  Clinics: ${list(clinics)}.`] : [])
];
