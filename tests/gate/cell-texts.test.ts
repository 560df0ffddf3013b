import { expect, test } from 'vitest';
import { cellTexts } from '#lib/server/packed-signatures.ts';

/** As the database writes a patient's cells: JSON arrays with commas between, the marks last. */
const listOf = (cells: readonly (readonly (string | null)[])[]) =>
	cells
		.map((cell) => JSON.stringify(cell).replaceAll('","', '", "').replaceAll('null,"', 'null, "'))
		.join(',');

test.each([
	['one cell', [['face', '01']]],
	[
		'several',
		[
			['face', '01'],
			['neck', '10'],
			[null, '00']
		]
	],
	['no axes', [['01'], ['11']]],
	[
		'no marks',
		[
			['face', ''],
			['neck', '']
		]
	],
	['neither', [[''], ['']]],
	[
		'values that look like the end of a cell',
		[
			['0"],[', '1'],
			['"],["', '0'],
			['],[', '1']
		]
	],
	[
		'a backslash, and one before a quotation mark',
		[
			['\\', '1'],
			['\\"],[', '0']
		]
	]
])('the cells of a patient are told apart: %s', (_, cells) => {
	const texts = cellTexts(listOf(cells));
	expect(texts.map((text) => JSON.parse(`[${text}]`) as unknown)).toEqual(cells);
});
