/** Builders for a clinic's files: a right set, small enough to read, and changes to single cells. */
import { TABLE_NAMES, type TableName } from '#lib/domain/contract/tables.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { keyedPseudonyms } from '#lib/server/pseudonym.ts';
import type { ImportOptions } from '#lib/server/records/import.ts';
import type { SourceFile } from '#lib/server/records/read-files.ts';

export type Cells = Record<string, string | number>;
export type Tables = Partial<Record<TableName, Cells[]>>;

/** One clinic, two patients: a finished course on the neck with dates, an open one with days. */
export const rightTables = (): Required<Omit<Tables, 'instruments'>> => ({
	clinics: [{ clinic_id: 'north', label: 'North clinic' }],
	protocols: [
		{
			protocol_id: 'pen-3',
			name: 'Pen, three sessions',
			device_type: 'pen',
			depth_mm_min: 0.5,
			depth_mm_max: 1,
			planned_sessions: 3,
			visit_weeks: '4;12',
			adjuncts: 'hyaluronic_acid'
		}
	],
	patients: [
		{
			clinic_id: 'north',
			patient_id: 'MRN4711',
			age_at_start: 44,
			sex: 'female',
			skin_type: 'III',
			smoking: 'never',
			research_consent: 'yes'
		},
		{
			clinic_id: 'north',
			patient_id: 'MRN4712',
			age_at_start: 61,
			sex: 'male',
			skin_type: 'IV',
			smoking: '',
			research_consent: 'yes'
		}
	],
	courses: [
		{
			course_id: 'K1',
			patient_id: 'MRN4711',
			protocol_id: 'pen-3',
			body_area: 'neck',
			concerns: 'wrinkles',
			status: 'completed',
			start_date: '2025-01-10',
			start_month: ''
		},
		{
			course_id: 'K2',
			patient_id: 'MRN4712',
			protocol_id: 'pen-3',
			body_area: 'hands',
			concerns: 'pigmentation;texture',
			status: 'ongoing',
			start_date: '',
			start_month: '2025-03'
		}
	],
	sessions: [
		aSession('K1', 1, { session_date: '2025-01-10' }),
		aSession('K1', 2, { session_date: '2025-02-07' }),
		aSession('K2', 1, { session_day: 0 })
	],
	assessments: [
		aScore('K1', { assessed_date: '2025-01-10', timepoint: 'baseline', value: 4 }),
		aScore('K1', { assessed_date: '2025-04-04', timepoint: 'follow_up', value: 3 }),
		aScore('K2', { assessed_day: 0, timepoint: 'baseline', value: 2 }),
		aScore('K2', { assessed_day: 84, timepoint: 'follow_up', value: 1 })
	],
	side_effects: [
		{
			patient_id: 'MRN4711',
			course_id: 'K1',
			session_no: 1,
			term: 'erythema',
			severity: 'mild',
			onset_date: '2025-01-10',
			end_date: '2025-01-12'
		}
	],
	contacts: [
		{ course_id: 'K1', contact_date: '2025-01-10', kind: 'session', side_effects_asked: 'yes' }
	]
});

export function aSession(course: string, number: number, cells: Cells): Cells {
	return {
		course_id: course,
		session_no: number,
		session_day: '',
		session_date: '',
		performed: 'done',
		depth_mm: 1,
		side_effects_asked: 'yes',
		...cells
	};
}

export function aScore(course: string, cells: Cells): Cells {
	return {
		course_id: course,
		assessed_day: '',
		assessed_date: '',
		timepoint: 'follow_up',
		instrument_id: 'LEMPERLE',
		measure: 'LEMPERLE',
		value: 3,
		missing_reason: '',
		rater_type: 'clinician',
		...cells
	};
}

/** The right tables with some cells of one row changed; row 0 is the first. */
export function withCells(table: keyof ReturnType<typeof rightTables>, row: number, cells: Cells) {
	const tables = rightTables();
	tables[table][row] = { ...tables[table][row], ...cells };
	return tables;
}

/** The right tables with one more row. */
export function withRow(table: keyof ReturnType<typeof rightTables>, cells: Cells) {
	const tables = rightTables();
	tables[table].push(cells);
	return tables;
}

/** The tables as CSV files. The columns of a file are those of all its rows. */
export function asFiles(tables: Tables): SourceFile[] {
	return TABLE_NAMES.flatMap((table) => {
		const rows = tables[table];
		if (!rows) return [];
		const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
		const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
		const text = lines.map((line) => `${line.map(quoted).join(',')}\n`).join('');
		return [aFile(`${table}.csv`, text)];
	});
}

export const aFile = (name: string, text: string): SourceFile => ({
	name,
	bytes: new TextEncoder().encode(text)
});

const quoted = (cell: string | number) =>
	/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);

export const testPseudonyms = keyedPseudonyms(new Uint8Array(32).fill(7));

export const someOptions = (options: Partial<ImportOptions> = {}): ImportOptions => ({
	keys: { newest: testPseudonyms, earlier: [] },
	dryRun: false,
	goodRowsOnly: false,
	dataThrough: null,
	minorsAllowed: false,
	now: new Date('2026-06-01T12:00:00Z'),
	by: CONSOLE,
	...options
});
