import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillReferenceRows, referenceRows } from '#db/reference-rows.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await fillReferenceRows(database.db, referenceRows());
});
afterAll(() => database.close());

const labelOfNeck = async () =>
	(
		await database.db
			.selectFrom('area')
			.select('label')
			.where('area_code', '=', 'neck')
			.executeTakeFirst()
	)?.label;

const renamed = (label: string) => {
	const rows = referenceRows();
	const areas = rows.dictionaries.areas.map((row) =>
		row.area_code === 'neck' ? { ...row, label } : row
	);
	return { ...rows, dictionaries: { ...rows.dictionaries, areas } };
};

test('a second start with the same rows writes nothing', async () => {
	expect(await labelOfNeck()).toBe('Neck');
	await database.db
		.updateTable('area')
		.set({ label: 'touched' })
		.where('area_code', '=', 'neck')
		.execute();
	expect(await fillReferenceRows(database.db, referenceRows())).toBe(false);
	expect(await labelOfNeck()).toBe('touched');
});

test('rows that a version of the program changed are written, dictionaries and results together', async () => {
	expect(await fillReferenceRows(database.db, renamed('Neck and nape'))).toBe(true);
	expect(await labelOfNeck()).toBe('Neck and nape');
	const sources = await database.db.selectFrom('published_source').select('study_id').execute();
	expect(sources).toHaveLength(51);
	expect(await fillReferenceRows(database.db, referenceRows())).toBe(true);
	expect(await labelOfNeck()).toBe('Neck');
});

test('of two programs that start at once one version is whole', async () => {
	await Promise.all([
		fillReferenceRows(database.db, renamed('Nape')),
		fillReferenceRows(database.db, renamed('Throat'))
	]);
	const label = await labelOfNeck();
	expect(['Nape', 'Throat']).toContain(label);
	expect(await fillReferenceRows(database.db, renamed(label ?? ''))).toBe(false);
});

test('rows that cannot be written leave the earlier ones and are tried again', async () => {
	await fillReferenceRows(database.db, referenceRows());
	const rows = referenceRows();
	const twice = [...rows.dictionaries.areas, ...rows.dictionaries.areas];
	const wrong = { ...rows, dictionaries: { ...rows.dictionaries, areas: twice } };
	await expect(fillReferenceRows(database.db, wrong)).rejects.toThrow();
	expect(await labelOfNeck()).toBe('Neck');
	await expect(fillReferenceRows(database.db, wrong)).rejects.toThrow();
});
