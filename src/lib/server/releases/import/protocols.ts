/** The protocols of a bundle, read by the rules of the contract, as the clinics' own are. */
import { parseLine } from '#lib/domain/contract/line.ts';
import { shorten } from '#lib/domain/refusals.ts';
import { asWritten } from '#lib/formats/csv.ts';
import { Refused } from '../../accounts/refused.ts';
import type { ReleaseRows } from '../rows.ts';
import type { Row } from './table-rows.ts';

/** What a spreadsheet could run as a formula, and an export therefore guards. */
const TEXTS = ['protocol_id', 'name', 'device_model'];

/** Throws Refused, naming the protocol and the column. */
export const protocolRows = (rows: readonly Row[]): ReleaseRows['release_protocol'] =>
	rows.map((row) => {
		const { visit_weeks, adjuncts, ...line } = lineOf(row);
		return {
			...line,
			visit_weeks: visit_weeks?.join(';') ?? null,
			adjuncts: adjuncts?.join(';') ?? ''
		};
	});

function lineOf(row: Row) {
	const cells = Object.fromEntries(
		Object.entries(row).map(([name, value]) => {
			const text = value === null ? '' : String(value);
			return [name, TEXTS.includes(name) ? asWritten(text) : text];
		})
	);
	const { line, problems } = parseLine('protocols', cells);
	const [problem] = problems;
	if (!problem) return line;
	throw new Refused(
		`data/protocols.csv, ${shorten(cells.protocol_id ?? '')}, ${problem.column}: ${problem.rule}.`
	);
}
