/**
 * A workbook with a sheet for each table: ids and codes as text, numbers as numbers. Its parts are written
 * row by row: a library that holds the cells takes a gigabyte for what a clinic's release has.
 */
import type { Field } from './fields.ts';
import { valueOf, type Chunks, type Source, type SourceTable } from './source.ts';

/** With the header, as many rows as a sheet can have. */
export const MOST_ROWS_OF_A_SHEET = 1_048_576 - 1;

export type Part = { name: string; chunks: Chunks };

/** The files inside the workbook, which is a ZIP of them. */
export function workbookParts({ tables }: Source): Part[] {
	const sheets = tables.map(({ table }, index) => ({ name: table.name, no: index + 1 }));
	const fixed = {
		'[Content_Types].xml': contentTypes(sheets.map(({ no }) => no)),
		'_rels/.rels': relations([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
		'xl/workbook.xml': workbook(sheets),
		'xl/_rels/workbook.xml.rels': relations([
			...sheets.map(({ no }) => ({
				id: `rId${no}`,
				type: 'worksheet',
				target: `worksheets/sheet${no}.xml`
			})),
			{ id: `rId${sheets.length + 1}`, type: 'styles', target: 'styles.xml' }
		]),
		'xl/styles.xml': STYLES
	};
	return [
		...Object.entries(fixed).map(([name, text]) => ({ name, chunks: one(text) })),
		...tables.map((table, index) => ({
			name: `xl/worksheets/sheet${index + 1}.xml`,
			chunks: sheet(table)
		}))
	];
}

async function* one(text: string): AsyncGenerator<string> {
	yield text;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes = (sheets: readonly number[]) =>
	`${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${sheets
		.map(
			(no) =>
				`<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${TYPE}.worksheet+xml"/>`
		)
		.join('')}</Types>`;

const relations = (list: readonly { id: string; type: string; target: string }[]) =>
	`${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list
		.map(
			({ id, type, target }) =>
				`<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
		)
		.join('')}</Relationships>`;

const workbook = (sheets: readonly { name: string; no: number }[]) =>
	`${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
		.map(({ name, no }) => `<sheet name="${name}" sheetId="${no}" r:id="rId${no}"/>`)
		.join('')}</sheets></workbook>`;

/** Style 1 is strong, for the header. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

async function* sheet({ table, rows }: SourceTable): AsyncGenerator<string> {
	const letters = table.fields.map((_, index) => columnLetters(index));
	yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData><row r="1">${table.fields
		.map(({ name }, index) => textCell(`${letters[index]}1`, name, ' s="1"'))
		.join('')}</row>`;
	let no = 1;
	for await (const batch of rows()) {
		let text = '';
		for (const cells of batch) {
			no += 1;
			text += `<row r="${no}">`;
			for (const [index, field] of table.fields.entries()) {
				text += cellOf(`${letters[index]}${no}`, field, cells[index] ?? '');
			}
			text += '</row>';
		}
		yield text;
	}
	yield '</sheetData></worksheet>';
}

function cellOf(place: string, field: Field, cell: string): string {
	const value = valueOf(field, cell);
	if (value === null) return '';
	if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
	if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
	return textCell(place, value);
}

const textCell = (place: string, text: string, style = '') =>
	`<c r="${place}" t="inlineStr"${style}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** A, B, ... Z, AA, ... */
const columnLetters = (index: number): string =>
	(index < 26 ? '' : columnLetters(Math.floor(index / 26) - 1)) +
	String.fromCharCode(65 + (index % 26));

const SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Control characters have no place in XML, escaped or not. */
const escaped = (text: string) =>
	/[&<>\p{Cc}]/u.test(text)
		? text.replaceAll(/[&<>]/g, (sign) => SPECIAL[sign] ?? '').replaceAll(/\p{Cc}/gu, '')
		: text;
