/** E4 and W1: rows of one file that speak of the same fact. */
import { columnsOf, TABLE_NAMES, type TableName } from '#lib/domain/contract/tables.ts';
import { cellsOf } from '../column-text.ts';
import { keyOf, refuse, warn, type ImportRow } from '../import-set.ts';
import type { ImportCheck } from './check.ts';

/** The natural key of each table, with what a blank stands for. */
const NATURAL_KEYS: Readonly<
	Record<TableName, readonly (readonly [string, string | number] | string)[]>
> = {
	clinics: ['clinic_id'],
	instruments: ['instrument_id', 'measure'],
	protocols: ['protocol_id'],
	patients: ['patient_id'],
	courses: ['course_id'],
	sessions: ['course_id', 'session_no'],
	assessments: [
		'course_id',
		'assessed_day',
		'body_area',
		'side',
		'view',
		'instrument_id',
		'measure',
		'rater_type',
		'rater_code',
		['replicate', 1],
		['imputed', 'none']
	],
	side_effects: ['patient_id', 'course_id', 'session_no', 'term', 'onset_day', 'reporter'],
	contacts: ['course_id', 'contact_day']
};

/** E4 when they differ: all of them are refused. W1 when they are equal: the later ones are skipped. */
export const sameFactTwice: ImportCheck = ({ set }) => {
	for (const table of TABLE_NAMES) {
		const byKey = new Map<string, ImportRow[]>();
		for (const row of set.rows[table]) {
			if (row.refused) continue;
			const key = naturalKey(row);
			const rows = byKey.get(key);
			if (rows) rows.push(row);
			else byKey.set(key, [row]);
		}
		for (const rows of byKey.values()) {
			const [first] = rows;
			if (!first || rows.length === 1) continue;
			const differing = differingColumn(rows);
			for (const row of rows) {
				if (differing !== null) {
					const other = row === first ? rows[1] : first;
					refuse(set, row, 'E4', {
						column: differing,
						rule: `differs from row ${other?.row}, which is about the same fact`,
						offer: 'Keep the row that is right.'
					});
				} else if (row !== first) {
					row.skipped = true;
					const rule = `the row says the same as row ${first.row} and is skipped`;
					warn(set, row, 'W1', { column: '', rule, offer: 'Nothing needs to be done.' });
				}
			}
		}
	}
};

function naturalKey(row: ImportRow): string {
	const cells = cellsOf(row);
	const parts = NATURAL_KEYS[row.table].map((part) => {
		const [column, whenBlank] = typeof part === 'string' ? [part, null] : part;
		return String(cells[column] ?? whenBlank ?? '');
	});
	return keyOf(row.clinicId, ...parts);
}

/** The first column in which the rows are not all alike. */
function differingColumn(rows: readonly ImportRow[]): string | null {
	const [first, ...others] = rows.map(cellsOf);
	const column = columnsOf(rows[0]?.table ?? 'clinics').find(({ name }) =>
		others.some((other) => JSON.stringify(other[name]) !== JSON.stringify(first?.[name]))
	);
	return column?.name ?? null;
}
