/** `stipple import DIR` as an operator runs it: in a process of its own, on a database of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { columnsOf, TABLE_NAMES } from '#lib/domain/contract/tables.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { asFiles, rightTables, withCells, type Tables } from './files.ts';

const home = mkdtempSync(join(tmpdir(), 'stipple-import-'));
let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
});
afterAll(async () => {
	await database.close();
	rmSync(home, { recursive: true });
});

function folderWith(name: string, tables: Tables): string {
	const folder = join(home, name);
	mkdirSync(folder, { recursive: true });
	for (const file of asFiles(tables)) writeFileSync(join(folder, file.name), file.bytes);
	return folder;
}

function stipple(...args: string[]) {
	const env = {
		...process.env,
		NO_COLOR: '1',
		STIPPLE_PSEUDONYM_KEY: '',
		DATA_DIR: join(home, 'data'),
		DATABASE_URL: database.embedded ? '' : database.url
	};
	const ran = spawnSync(process.execPath, ['src/stipple.js', 'import', ...args], {
		env,
		encoding: 'utf8'
	});
	return { code: ran.status, said: ran.stdout, complained: ran.stderr };
}

it('lists every file and column that it takes', () => {
	const { code, said } = stipple('--help');
	expect(code).toBe(0);
	for (const table of TABLE_NAMES) {
		expect(said).toContain(`\n${table}.csv\n`);
		for (const { name } of columnsOf(table)) expect(said).toContain(name);
	}
});

it.each([
	[[], /Which folder/],
	[['nowhere'], /cannot be read/],
	[['.', '--data-through', '31.12.2025'], /YYYY-MM-DD/],
	[['.', '--fast'], /--fast/],
	[['src'], /None of the contract's files/]
])('explains a wrong call in one sentence: %j', (args, sentence) => {
	const { code, complained, said } = stipple(...args);
	expect(code).toBe(1);
	expect(complained).toMatch(sentence);
	expect(`${said}${complained}`).not.toMatch(/\n\s+at /);
});

it('refuses, rehearses, stores, and finds nothing new the second time', () => {
	const wrong = folderWith('wrong', withCells('assessments', 1, { value: '3,5' }));
	const report = join(home, 'report.csv');
	const refused = stipple(wrong, '--report', report);
	expect(refused.code).toBe(1);
	expect(refused.said).toContain('assessments.csv, row 3, value: "3,5"');
	expect(refused.said).toContain('Nothing was stored');
	const csv = readFileSync(report, 'utf8');
	expect(csv).toMatch(/^file,row,column,code,value,message,offer\r\n/);
	expect(csv).toMatch(/\nassessments\.csv,3,value,E1,"3,5",.+,Write 3\.5\.\r\n/);
	expect(statSync(report).mode & 0o077).toBe(0);

	const right = folderWith('right', rightTables());
	expect(stipple(right, '--dry-run')).toMatchObject({
		code: 0,
		said: expect.stringContaining('Dry run: nothing was stored.')
	});
	expect(stipple(right)).toMatchObject({
		code: 0,
		said: expect.stringContaining('Stored as data version 1.')
	});
	const again = stipple(right);
	expect(again.said).toContain('imported before');
	expect(again.said).toContain('Nothing changed');
	expect(statSync(join(home, 'data', 'pseudonym.key')).mode & 0o077).toBe(0);
	expect(`${refused.said}${again.said}`).not.toContain('MRN4711');
}, 60_000);

it('does not go on without the key of the stored pseudonyms', () => {
	rmSync(join(home, 'data', 'pseudonym.key'));
	const { code, complained } = stipple(folderWith('right', rightTables()));
	expect(code).toBe(1);
	expect(complained).toMatch(/key is not in/);
	writeFileSync(join(home, 'data', 'pseudonym.key'), 'k'.repeat(43), { mode: 0o600 });
	expect(stipple(folderWith('right', rightTables())).complained).toMatch(/stored twice/);
}, 60_000);
