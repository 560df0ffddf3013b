/** Which column of a file is which column of its table: by equal names only, nothing is guessed. */
import { isIdentifyingHeader } from './identifiers.ts';
import { columnsOf, type TableName } from './tables.ts';

export type HeaderProblem = {
	check: 'F2' | 'F3' | 'E6';
	column: string | null;
	rule: string;
	offer: string;
};
export type Header = {
	/** Place in the row -> column of the table. */
	columns: ReadonlyMap<number, string>;
	/** Places of columns that are not in the contract; never stored. */
	unmapped: readonly number[];
	problems: readonly HeaderProblem[];
};

/** Of each pair a file needs one column. */
const EITHER: Partial<Record<TableName, readonly [string, string]>> = {
	sessions: ['session_day', 'session_date'],
	assessments: ['assessed_day', 'assessed_date'],
	contacts: ['contact_day', 'contact_date']
};

/** Finds the table's columns in the first row of a file. Capitals do not matter. */
export function readHeader(table: TableName, cells: readonly string[]): Header {
	const names = new Set(columnsOf(table).map((column) => column.name));
	const columns = new Map<number, string>();
	const unmapped: number[] = [];
	const problems: HeaderProblem[] = [];
	cells.forEach((cell, place) => {
		const name = cell.trim().toLowerCase();
		if (!names.has(name)) {
			unmapped.push(place);
			if (isIdentifyingHeader(cell)) problems.push(identifying(cell));
		} else if ([...columns.values()].includes(name)) {
			const rule = 'stands in the header twice';
			problems.push({ check: 'F2', column: name, rule, offer: 'Keep one of the columns.' });
		} else columns.set(place, name);
	});
	problems.push(...missingColumns(table, new Set(columns.values())));
	return { columns, unmapped, problems };
}

function missingColumns(table: TableName, present: ReadonlySet<string>): HeaderProblem[] {
	const required = columnsOf(table).filter((column) => column.need === 'required');
	if (required.some(({ name }) => name === 'patient_id') && !present.has('patient_id')) {
		return [
			{
				check: 'F3',
				column: 'patient_id',
				rule: 'is missing: a table without patients is a cross-tab and cannot be taken',
				offer: 'Give one row for each fact, with the patient it belongs to.'
			}
		];
	}
	const missing = required.map(({ name }) => name).filter((name) => !present.has(name));
	const either = EITHER[table];
	if (either && !either.some((name) => present.has(name))) missing.push(either.join(' or '));
	return missing.map((name) => ({
		check: 'F2' as const,
		column: name,
		rule: 'is missing from the first row, which has to hold the names of the columns',
		offer: 'Add the column, or name it exactly so.'
	}));
}

const identifying = (cell: string): HeaderProblem => ({
	check: 'E6',
	column: cell.trim().slice(0, 40),
	rule: 'is a column of direct identifiers, which are never stored',
	offer: 'Remove the column from the file.'
});
