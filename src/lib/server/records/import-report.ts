/** What an import has to say: as lines for the screen and as a CSV file with every message. */
import { TABLE_NAMES } from '#lib/domain/contract/tables.ts';
import type { ImportMessage } from './import-set.ts';
import type { ImportOutcome } from './import.ts';

/** Messages of one rule on the screen; the file has all. */
const SHOWN = 20;

/** What the letter of a check means for the row or file. */
const CONSEQUENCE: Record<string, string> = {
	F: 'the file is refused',
	E: 'the row is refused',
	W: 'the row is kept'
};

/** The whole report, line by line: messages by rule, the counts, and what became of it all. */
export function reportLines(outcome: ImportOutcome, options: { dryRun: boolean }): string[] {
	return [
		...(outcome.before === null
			? []
			: [
					`The same files were imported before: ${outcome.before.at}, data version ${outcome.before.version}.`
				]),
		...outcome.ignored.map((name) => `Not in the contract, left out: ${printable(name)}`),
		...messageLines(outcome.messages),
		...(outcome.rekeyed > 0
			? [
					'',
					`Known under an earlier key for pseudonyms, moved to the newest: ${outcome.rekeyed} patients.`
				]
			: []),
		...countLines(outcome),
		conclusion(outcome, options)
	];
}

function messageLines(messages: readonly ImportMessage[]): string[] {
	const byCheck = Map.groupBy(messages, ({ check }) => check);
	return [...byCheck]
		.sort(bySeverity)
		.flatMap(([check, all]) => [
			'',
			`${check}: ${all.length} ${all.length === 1 ? 'message' : 'messages'}; ${CONSEQUENCE[check[0] ?? '']}`,
			...all.slice(0, SHOWN).map((message) => `  ${messageLine(message)}`),
			...(all.length > SHOWN ? [`  … and ${all.length - SHOWN} more; --report FILE has all`] : [])
		]);
}

const bySeverity = ([a]: [string, unknown], [b]: [string, unknown]) =>
	'FEW'.indexOf(a[0] ?? '') - 'FEW'.indexOf(b[0] ?? '') || a.localeCompare(b, 'en');

/** One message as a sentence: place, what is wrong, what can be done. */
export function messageLine({ file, row, column, value, rule, offer }: ImportMessage): string {
	const place = [file, row === null ? '' : `row ${row}`, column].filter(Boolean).join(', ');
	const shown = value === null ? '' : `"${value}" `;
	return `${place}: ${shown}${rule}. ${offer}`.trim();
}

function countLines({ tables, stored }: ImportOutcome): string[] {
	const names = ['new', 'changed', 'unchanged', 'refused', 'skipped'] as const;
	const rows = TABLE_NAMES.filter((table) => names.some((name) => tables[table][name] > 0));
	if (rows.length === 0) return [];
	const cells = (first: string, others: (string | number)[]) =>
		[first.padEnd(13), ...others.map((other) => String(other).padStart(10))].join('');
	return [
		'',
		cells(stored ? 'stored' : 'not stored', [...names]),
		...rows.map((table) =>
			cells(
				table,
				names.map((name) => tables[table][name])
			)
		)
	];
}

function conclusion(outcome: ImportOutcome, { dryRun }: { dryRun: boolean }): string {
	const refused = outcome.messages.some(({ check }) => !check.startsWith('W'));
	if (dryRun) {
		return refused
			? 'Dry run: nothing was stored, and the import would be refused.'
			: 'Dry run: nothing was stored.';
	}
	if (!outcome.stored) {
		return 'Nothing was stored, because something was refused. Correct the files, or keep the rest with --good-rows-only.';
	}
	if (outcome.version === null) return 'Nothing changed: the database holds all of this already.';
	return `Stored as data version ${outcome.version}.`;
}

const COLUMNS = ['file', 'row', 'column', 'code', 'value', 'message', 'offer'] as const;

/** Every message as CSV. Cells that a spreadsheet would take for a formula begin with an apostrophe. */
export function reportCsv(messages: readonly ImportMessage[]): string {
	const rows = messages.map(({ file, row, column, check, value, rule, offer }) =>
		[file, row ?? '', column ?? '', check, value ?? '', rule, offer].map(cell).join(',')
	);
	return [COLUMNS.join(','), ...rows].map((line) => `${line}\r\n`).join('');
}

function cell(content: string | number): string {
	const text = String(content);
	const safe =
		/^[=+\-@\t\r]/.test(text) && !/^-[0-9]+(?:\.[0-9]+)?$/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A name from the disk on one line. */
const printable = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, '�').slice(0, 120);
