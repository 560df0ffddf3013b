/** E6: columns that are none of the contract are left out, and refused when they give people away. */
import type { Header } from '#lib/domain/contract/header.ts';
import { looksLikeIdentifier, type Identifier } from '#lib/domain/contract/identifiers.ts';
import type { CsvRow } from '#lib/formats/csv-read.ts';
import type { ImportMessage } from '../import-set.ts';

/** Names the columns that are left out; says which of them hold identifiers once all rows were looked at. */
export function unmappedColumns(file: string, first: CsvRow, header: Header) {
	const columns = header.unmapped.map((place) => {
		const name = first.cells[place] ?? '';
		const known = header.problems.some(({ column }) => column === name.trim().slice(0, 40));
		return { place, label: columnLabel(name, place), known, cells: identifiersSeen() };
	});
	return {
		labels: columns.map(({ label }) => `${file}: ${label}`),
		see({ row, cells }: CsvRow): void {
			for (const { place, cells: seen } of columns) seen.see(cells[place] ?? '', row);
		},
		messages: (): ImportMessage[] =>
			columns.flatMap(({ label, known, cells }) => {
				const found = cells.found();
				if (!found || known) return [];
				return [
					{
						check: 'E6',
						file,
						row: found.row,
						column: label,
						rule: `holds ${found.kind}, and is no column of the contract`,
						offer: 'Remove the column from the file.',
						value: null
					}
				];
			})
	};
}

type Seen = { row: number; kind: Identifier } | null;

/** One e-mail address or phone number gives a column away; names only when at least half look so. */
function identifiersSeen() {
	let filled = 0;
	let looking = 0;
	let first: Seen = null;
	let certain: Seen = null;
	return {
		see(cell: string, row: number): void {
			if (cell === '' || certain) return;
			filled++;
			const kind = looksLikeIdentifier(cell);
			if (kind === null) return;
			looking++;
			first ??= { row, kind };
			if (kind !== 'a full name') certain = { row, kind };
		},
		found: () => certain ?? (looking * 2 >= filled ? first : null)
	};
}

/** The name, unless it might be a value because the first row holds no names. */
const columnLabel = (name: string, place: number) =>
	/^[\p{L}][\p{L}\p{N} _.-]{0,39}$/u.test(name.trim()) && looksLikeIdentifier(name) === null
		? name.trim()
		: `column ${place + 1}`;
