import { describe, expect, it } from 'vitest';
import { messageLine, reportCsv, reportLines } from '#lib/server/records/import-report.ts';
import { shortened, type ImportMessage } from '#lib/server/records/import-set.ts';
import type { ImportOutcome } from '#lib/server/records/import.ts';
import { TABLE_NAMES } from '#lib/domain/contract/tables.ts';

const aMessage = (message: Partial<ImportMessage> = {}): ImportMessage => ({
	check: 'E1',
	file: 'sessions.csv',
	row: 7,
	column: 'depth_mm',
	rule: 'is not a number with a decimal point',
	offer: 'Write 1.5.',
	value: '1,5',
	...message
});
const none = { new: 0, changed: 0, unchanged: 0, refused: 0, skipped: 0 };
const anOutcome = (messages: ImportMessage[]): ImportOutcome => ({
	stored: false,
	acceptable: false,
	version: null,
	before: null,
	rekeyed: 0,
	// One entry for each table.
	tables: Object.fromEntries(TABLE_NAMES.map((table) => [table, none])) as ImportOutcome['tables'],
	messages,
	ignored: []
});

describe('the report of an import', () => {
	it('says where, what, why and what to do in one line', () => {
		expect(messageLine(aMessage())).toBe(
			'sessions.csv, row 7, depth_mm: "1,5" is not a number with a decimal point. Write 1.5.'
		);
	});

	it('shows the first 20 of each rule on the screen and all of them in the file', () => {
		const messages = Array.from({ length: 25 }, (_, index) => aMessage({ row: index + 2 }));
		messages.push(aMessage({ check: 'W1', row: 40 }));
		const lines = reportLines(anOutcome(messages), { dryRun: false });
		expect(lines.filter((line) => line.includes('sessions.csv, row'))).toHaveLength(21);
		expect(lines).toContain('  … and 5 more; --report FILE has all');
		expect(reportCsv(messages).split('\r\n')).toHaveLength(1 + 26 + 1);
	});

	it('holds no cell that a spreadsheet would take for a formula', () => {
		const csv = reportCsv([aMessage({ value: '=HYPERLINK("x")' }), aMessage({ value: '-3' })]);
		expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
		expect(csv).toContain(',-3,');
	});

	it('shows a cell shortened and on one line', () => {
		expect(shortened('x'.repeat(100))).toBe(`${'x'.repeat(39)}…`);
		expect(shortened('a\u001b[31m\nb')).toBe('a�[31m�b');
	});
});
