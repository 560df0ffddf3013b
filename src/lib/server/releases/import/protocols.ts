/** The protocols of a bundle: those that are not known here yet are stored, those that are must be the same. */
import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { parseLine } from '#lib/domain/contract/line.ts';
import { shorten } from '#lib/domain/refusals.ts';
import { Refused } from '../../accounts/refused.ts';
import { STORED_TABLES } from '../../records/stored-tables.ts';
import { upsert } from '../../records/upsert.ts';
import { unguarded } from './release-rows.ts';
import type { Row } from './table-rows.ts';

const TEXTS = ['protocol_id', 'name', 'device_model'];

/** Gives how many were new. Throws Refused where one is known here with other content. */
export async function storeProtocols(
	tx: Transaction<Database>,
	rows: readonly Row[],
	batchId: string
): Promise<number> {
	const table = STORED_TABLES.find(({ name }) => name === 'protocol');
	if (!table || rows.length === 0) return 0;
	const given = rows.map(lineOf);
	const known = await tx
		.selectFrom('protocol')
		.selectAll()
		.where(
			'protocol_id',
			'in',
			given.map(({ protocol_id }) => protocol_id)
		)
		.execute();
	const stored = new Map<string, Readonly<Record<string, unknown>>>(
		known.map((row) => [row.protocol_id, row])
	);
	const fresh = given.filter((line) => {
		const before = stored.get(line.protocol_id);
		if (!before) return true;
		const different = table.columns.find(
			({ name }) => spelled(before[name]) !== spelled({ ...line }[name])
		);
		if (!different) return false;
		throw new Refused(
			`The protocol ${shorten(line.protocol_id)} is known here with another ${different.name.replaceAll('_', ' ')}. Two protocols of one name cannot stand side by side.`
		);
	});
	await upsert(tx, table, fresh, batchId);
	return fresh.length;
}

/** By the rules of the contract, as the clinics' own protocols are read. */
function lineOf(row: Row) {
	const cells = Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			(TEXTS.includes(name) ? unguarded(row, name) : value === null ? null : String(value)) ?? ''
		])
	);
	const { line, problems } = parseLine('protocols', cells);
	const [problem] = problems;
	if (!problem) return line;
	throw new Refused(
		`data/protocols.csv, ${shorten(cells.protocol_id ?? '')}, ${problem.column}: ${problem.rule}.`
	);
}

/** A list that says nothing is stored as an empty one. */
const spelled = (value: unknown) =>
	value == null ? '' : Array.isArray(value) ? value.join(';') : String(value);
