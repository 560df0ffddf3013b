/**
 * Records for REDCap with their dictionary: a course is a record; its sessions, scores, side effects and
 * contacts are repeating instruments.
 */
import { neutral, writeCsv } from '../csv.ts';
import type { Field } from './fields.ts';
import type { Source, SourceTable } from './source.ts';
import type { TableName } from './tables.ts';

/** Which table is which instrument; a letter keeps the names of fields apart. */
const INSTRUMENTS: readonly { table: TableName; form: string; prefix: string }[] = [
	{ table: 'courses', form: 'course', prefix: '' },
	{ table: 'sessions', form: 'session', prefix: 's_' },
	{ table: 'assessments', form: 'score', prefix: 'a_' },
	{ table: 'side_effects', form: 'side_effect', prefix: 'e_' },
	{ table: 'contacts', form: 'contact', prefix: 'c_' }
];
export const REDCAP_TABLES = INSTRUMENTS.map(({ table }) => table);
/** Columns that the record itself tells. */
const KEYS = ['clinic_id', 'course_id'];
const COMPLETE = '2';

type Instrument = { form: string; source: SourceTable; fields: { name: string; field: Field }[] };

const instrumentsOf = (source: Source): Instrument[] =>
	INSTRUMENTS.flatMap(({ table, form, prefix }) => {
		const found = source.table(table);
		if (!found) return [];
		const fields = found.table.fields
			.filter(({ name }) => form === 'course' || !KEYS.includes(name))
			.map((field) => ({ name: `${prefix}${field.name}`, field }));
		return [{ form, source: found, fields }];
	});

export async function* redcapRecords(source: Source): AsyncGenerator<string> {
	const instruments = instrumentsOf(source);
	const blank = instruments.map(({ fields }) => ','.repeat(fields.length + 1));
	yield line([
		'record_id',
		'redcap_repeat_instrument',
		'redcap_repeat_instance',
		...instruments.flatMap(({ form, fields }) => [
			...fields.map(({ name }) => name),
			`${form}_complete`
		])
	]);
	for (const [place, instrument] of instruments.entries()) {
		const before = blank.slice(0, place).join('');
		const after = blank.slice(place + 1).join('');
		yield* rowsOf(instrument, (cells) => `${before},${cells}${after}\r\n`);
	}
}

async function* rowsOf(
	{ form, source, fields }: Instrument,
	placed: (cells: string) => string
): AsyncGenerator<string> {
	const { table, rows } = source;
	const index = (name: string) => table.fields.findIndex((field) => field.name === name);
	const [clinic, course] = [index('clinic_id'), index('course_id')];
	const places = fields.map(({ field }) => index(field.name));
	let last = '';
	let instance = 0;
	for await (const batch of rows()) {
		let text = '';
		for (const cells of batch) {
			const record = `${cells[clinic]}-${cells[course]}`;
			instance = record === last ? instance + 1 : 1;
			last = record;
			const own = places.map((place) => cellOf(cells[place] ?? '', table.fields[place]));
			const repeat = form === 'course' ? ',' : `${form},${instance}`;
			text += `${cellOf(record)},${repeat}${placed([...own, COMPLETE].join(','))}`;
		}
		yield text;
	}
}

const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;

function cellOf(cell: string, field?: Field): string {
	const safe = field && field.type !== 'string' ? cell : neutral(cell);
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The columns of a dictionary, as REDCap names them. */
const HEADER = [
	'Variable / Field Name',
	'Form Name',
	'Section Header',
	'Field Type',
	'Field Label',
	'Choices, Calculations, OR Slider Labels',
	'Field Note',
	'Text Validation Type OR Show Slider Number',
	'Text Validation Min',
	'Text Validation Max',
	'Identifier?',
	'Branching Logic (Show field only if...)',
	'Required Field?',
	'Custom Alignment',
	'Question Number (surveys only)',
	'Matrix Group Name',
	'Matrix Ranking?',
	'Field Annotation'
];

export function redcapDictionary(source: Source): string {
	const row = (cells: Readonly<Record<number, string>>) =>
		HEADER.map((_, index) => cells[index] ?? '');
	const rows = instrumentsOf(source).flatMap(({ form, fields }) =>
		fields.map(({ name, field }) =>
			row({
				0: name,
				1: form,
				3: choicesOf(field) ? 'dropdown' : 'text',
				4: field.label,
				5: choicesOf(field) ?? '',
				6: field.unit ?? '',
				7: VALIDATION[field.type],
				8: field.min === undefined ? '' : String(field.min),
				9: field.max === undefined ? '' : String(field.max),
				12: field.required ? 'y' : '',
				17: field.derivation ?? ''
			})
		)
	);
	return writeCsv({
		columns: HEADER.map((key) => ({ key, label: key, type: 'text' as const })),
		rows: [row({ 0: 'record_id', 1: 'course', 3: 'text', 4: 'Clinic and course' }), ...rows]
	});
}

const VALIDATION: Record<Field['type'], string> = {
	string: '',
	integer: 'integer',
	number: 'number',
	boolean: ''
};

/** "code, label | code, label"; null for a column without codes. */
const choicesOf = ({ values, type }: Field): string | null =>
	values && type === 'string'
		? values.map(({ value, label }) => `${value}, ${label.replaceAll('|', '/')}`).join(' | ')
		: null;
