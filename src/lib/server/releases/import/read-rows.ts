/** The tables of a bundle, read and held against each other: keys that occur once, and rows that they name. */
import type { ReleaseReport } from '#lib/domain/release-report.ts';
import { shorten } from '#lib/domain/refusals.ts';
import { bundleTables, type BundleTable, type TableName } from '#lib/formats/release/tables.ts';
import { Refused } from '../../accounts/refused.ts';
import type { BundleFiles, BundleLimits } from './files.ts';
import type { Papers } from './papers.ts';
import { pathOf, tableRows, type Row } from './table-rows.ts';

/** Made from the others when a bundle is written: checked row by row, and not kept. */
const DERIVED: readonly TableName[] = ['analysis_long', 'flow'];

export type BundleRows = Readonly<Partial<Record<TableName, readonly Row[]>>>;

/** Throws Refused in words. Every table is read, in the order in which they name each other. */
export async function readRows(
	files: BundleFiles,
	{ report, rows: told, tables: described }: Papers,
	sums: ReadonlyMap<string, string>,
	limits: BundleLimits
): Promise<BundleRows> {
	const tables = bundleTables(report);
	checkTables(files, tables, report);
	const kept: Partial<Record<TableName, Row[]>> = {};
	const keys = new Map<TableName, ReadonlySet<string>>();
	for (const table of tables) {
		const path = pathOf(table);
		const paper = described.get(path);
		if (paper?.hash !== sums.get(path) || paper?.columns.join() !== namesOf(table)) {
			throw new Refused(`datapackage.json does not describe ${path} as it is.`);
		}
		const derived = DERIVED.includes(table.name);
		const rows: Row[] = [];
		const own = new Set<string>();
		let count = 0;
		for await (const batch of tableRows(files, table, limits)) {
			for (const row of batch) {
				count += 1;
				checkReferences(table, row, count + 1, keys);
				if (derived) continue;
				const key = keyOf(row, table.key);
				if (own.has(key)) {
					throw new Refused(
						`${path}, row ${count + 1}: ${table.key.join(', ')} stand there twice.`
					);
				}
				own.add(key);
				rows.push(row);
			}
		}
		if (table.name !== 'flow' && count !== told[table.name]) {
			throw new Refused(
				`${path} has ${count} rows, and privacy.json tells of ${told[table.name] ?? 'none'}.`
			);
		}
		keys.set(table.name, own);
		if (!derived) kept[table.name] = rows;
	}
	return kept;
}

const namesOf = ({ fields }: BundleTable) => fields.map(({ name }) => name).join();

export const keyOf = (row: Row, names: readonly string[]): string =>
	JSON.stringify(names.map((name) => row[name] ?? null));

function checkTables(
	files: BundleFiles,
	tables: readonly BundleTable[],
	{ columns }: ReleaseReport
): void {
	const missing = tables.find((table) => !files.sizes.has(pathOf(table)));
	if (missing) {
		throw new Refused(
			missing.name === 'course_measures'
				? `${pathOf(missing)} is missing: the bundle was written by an earlier version of Stipple. Take it anew with this one.`
				: `${pathOf(missing)} is missing in the bundle.`
		);
	}
	const expected = tables.map(pathOf);
	const other = [...files.sizes.keys()].find(
		(name) => name.startsWith('data/') && !expected.includes(name)
	);
	if (other !== undefined) {
		const told = columns.some(({ name, step }) => name === 'protocol' && step !== null);
		throw new Refused(
			`${shorten(other)} is in the bundle, and privacy.json says that ${told ? 'there is no such table' : 'protocols are not told'}.`
		);
	}
}

function checkReferences(
	{ name, refers }: BundleTable,
	row: Row,
	line: number,
	keys: ReadonlyMap<TableName, ReadonlySet<string>>
): void {
	for (const { fields, to } of refers) {
		if (fields.some((field) => row[field] === null)) continue;
		if (keys.get(to)?.has(keyOf(row, fields))) continue;
		const named = fields.map((field) => String(row[field])).join(', ');
		throw new Refused(`data/${name}.csv, row ${line}: ${to} has no row ${shorten(named)}.`);
	}
}
