import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CONSOLE } from '#lib/server/audit.ts';
import {
	NoSuchView,
	removeView,
	renameView,
	saveView,
	shareView,
	unshareView,
	ViewRefused,
	viewsOf,
	type Owner
} from '#lib/server/saved-views.ts';
import { openTestDatabase } from '../support/database.ts';
import { aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const owner = (id: string): Owner => ({ kind: 'person', id });
const ada = owner('ada');
const ben = owner('ben');
const cleo = owner('cleo');
const visit: Owner = { kind: 'visit', id: 'f'.repeat(64) };
const director = aViewer({ clinics: ['c1'] });
const practitioner = aViewer({ role: 'practitioner', clinics: ['c1'] });
const elsewhere = aViewer({ clinics: ['c2'] });
const QUESTION = { analysis: 'improvement-over-time', query: 'wk=12&concern=wrinkles&area=neck' };

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', patients(6, 'a', { scores: { 12: 2 } }));
	await aTreatedClinic(db, 'c2', patients(6, 'b', { scores: { 12: 2 } }));
	for (const id of ['ada', 'ben', 'cleo']) {
		await db
			.insertInto('person')
			.values({ id, name: id, email: `${id}@clinic.example`, disabled_at: null, image: null })
			.execute();
	}
	await db
		.insertInto('demo_visit')
		.values({
			token_hash: visit.id,
			role: 'director',
			clinics: ['c1'],
			operator_code: null,
			expires_at: '2099-01-01T00:00:00Z'
		})
		.execute();
});
afterEach(() => db.deleteFrom('saved_view').execute());

const save = (name: string, by = ada, viewer = director) =>
	saveView(by, viewer, { ...QUESTION, name }, db);
const names = async (of: Owner, viewer = director) =>
	(await viewsOf(of, viewer, db)).map(({ name }) => name);

describe('a saved view', () => {
	it('keeps the canonical question and opens it on its page', async () => {
		await saveView(
			ada,
			director,
			{ ...QUESTION, query: `${QUESTION.query}&foo=1`, name: ' Necks ' },
			db
		);
		const [view] = await viewsOf(ada, director, db);
		expect(view).toMatchObject({
			name: 'Necks',
			href: '/outcomes/wrinkles?area=neck&wk=12',
			isOwn: true,
			sharedWith: null
		});
		expect(view?.sentence).toContain('week 12');
	});

	it('is seen by nobody else, of the same clinic or another (SR-2.5)', async () => {
		const { id } = await save('Necks');
		expect(await names(ben)).toEqual([]);
		for (const [who, viewer] of [
			[ben, director],
			[visit, director],
			[cleo, elsewhere]
		] as const) {
			await expect(renameView(who, viewer, id, 'Mine', CONSOLE, db)).rejects.toThrow(NoSuchView);
			await expect(removeView(who, viewer, id, CONSOLE, db)).rejects.toThrow(NoSuchView);
			await expect(shareView(who, viewer, id, 'c1', CONSOLE, db)).rejects.toThrow(NoSuchView);
		}
		expect(await names(ada)).toEqual(['Necks']);
	});

	it.each([
		['', 'Give the view a name'],
		['   ', 'Give the view a name'],
		['x'.repeat(81), 'at most 80 characters'],
		['a\u0000b', 'cannot be shown'],
		['a\u202Eb', 'cannot be shown']
	])('is not called “%s”', async (name, words) => {
		await expect(save(name)).rejects.toThrow(words);
	});

	it('has a name of its own among the owner’s, also after renaming', async () => {
		await save('Necks');
		await expect(save('Necks')).rejects.toThrow(ViewRefused);
		await save('Necks', ben);
		const { id } = await save('Faces');
		await expect(renameView(ada, director, id, 'Necks', CONSOLE, db)).rejects.toThrow(ViewRefused);
		await renameView(ada, director, id, 'Hands', CONSOLE, db);
		expect(await names(ada)).toEqual(['Hands', 'Necks']);
	});

	it('is refused for what is no question, and beyond the number there may be', async () => {
		await expect(
			saveView(ada, director, { analysis: 'nothing', query: '', name: 'x' }, db)
		).rejects.toThrow(ViewRefused);
		await expect(
			saveView(ada, director, { ...QUESTION, query: 'x'.repeat(2_001), name: 'x' }, db)
		).rejects.toThrow(ViewRefused);
		for (let i = 0; i < 20; i++) await save(`view ${i}`, visit);
		await expect(save('one more', visit)).rejects.toThrow('You have 20 views');
	});

	it('of a visit of the demo ends with the visit and is not shared', async () => {
		const { id } = await save('Necks', visit);
		await expect(shareView(visit, director, id, 'c1', CONSOLE, db)).rejects.toThrow(NoSuchView);
		await db.deleteFrom('demo_visit').execute();
		expect(await db.selectFrom('saved_view').selectAll().execute()).toEqual([]);
		await db
			.insertInto('demo_visit')
			.values({
				token_hash: visit.id,
				role: 'director',
				clinics: ['c1'],
				operator_code: null,
				expires_at: '2099-01-01T00:00:00Z'
			})
			.execute();
	});
});

describe('a shared view', () => {
	it.each(['practitioner=P01', 'a.practitioner=P01&b.practitioner=P02'])(
		'tells no colleague of another: %s stays with its owner',
		async (query) => {
			const { id } = await save('By person');
			await db.updateTable('saved_view').set({ query }).where('id', '=', id).execute();
			await expect(shareView(ada, director, id, 'c1', CONSOLE, db)).rejects.toThrow(
				'names a practitioner'
			);
			expect(await names(ben, practitioner)).not.toContain('By person');
			await removeView(ada, director, id, CONSOLE, db);
		}
	);

	it('is seen by the staff of its clinic and by nobody of another, with entries in the audit', async () => {
		const { id } = await save('Necks');
		await shareView(ada, director, id, 'c1', CONSOLE, db);
		expect(await viewsOf(ben, practitioner, db)).toMatchObject([
			{ name: 'Necks', isOwn: false, by: 'ada', sharedWith: { id: 'c1' } }
		]);
		expect(await names(cleo, elsewhere)).toEqual([]);
		await renameView(ada, director, id, 'Throats', CONSOLE, db);
		await unshareView(ada, director, id, CONSOLE, db);
		expect(await names(ben, practitioner)).toEqual([]);
		const entries = await db
			.selectFrom('audit_entry')
			.select(['action', 'clinic', 'object'])
			.orderBy('entry_no', 'desc')
			.limit(3)
			.execute();
		expect(entries.toReversed()).toEqual([
			{ action: 'view-shared', clinic: 'c1', object: 'Necks' },
			{ action: 'view-changed', clinic: 'c1', object: 'Throats' },
			{ action: 'view-unshared', clinic: 'c1', object: 'Throats' }
		]);
	});

	it('is shared by directors with their own clinics only', async () => {
		const { id } = await save('Necks');
		for (const [viewer, clinic] of [
			[practitioner, 'c1'],
			[director, 'c2']
		] as const) {
			await expect(shareView(ada, viewer, id, clinic, CONSOLE, db)).rejects.toThrow(NoSuchView);
		}
	});

	it('is taken back by another director of the clinic, and stays its owner’s', async () => {
		const { id } = await save('Necks');
		await shareView(ada, director, id, 'c1', CONSOLE, db);
		await expect(unshareView(ben, practitioner, id, CONSOLE, db)).rejects.toThrow(NoSuchView);
		await expect(unshareView(cleo, elsewhere, id, CONSOLE, db)).rejects.toThrow(NoSuchView);
		await expect(renameView(ben, director, id, 'Mine', CONSOLE, db)).rejects.toThrow(NoSuchView);
		await unshareView(ben, director, id, CONSOLE, db);
		expect(await names(ben)).toEqual([]);
		expect(await names(ada)).toEqual(['Necks']);
	});
});

it('SR-2.6 the role of the server reaches no view of somebody the transaction does not name', async () => {
	const { id } = await save('Necks');
	await db.transaction().execute(async (tx) => {
		await sql`set local role stipple_app`.execute(tx);
		await sql`select set_config('app.owner', 'ben', true), set_config('app.clinics', 'c2', true)`.execute(
			tx
		);
		expect(await tx.selectFrom('saved_view').selectAll().execute()).toEqual([]);
		await tx.updateTable('saved_view').set({ name: 'taken' }).execute();
		await tx.deleteFrom('saved_view').execute();
	});
	expect(await names(ada)).toEqual(['Necks']);
	const inTheirName = db.transaction().execute(async (tx) => {
		await sql`set local role stipple_app`.execute(tx);
		await sql`select set_config('app.owner', 'ben', true)`.execute(tx);
		await sql`insert into saved_view (id, person_id, name, analysis, query)
			values ('x', 'ada', 'x', 'x', '')`.execute(tx);
	});
	await expect(inTheirName).rejects.toThrow(/row-level security/);
	await db.transaction().execute(async (tx) => {
		await sql`set local role stipple_app`.execute(tx);
		await sql`select set_config('app.owner', 'ada', true), set_config('app.clinics', 'c1', true)`.execute(
			tx
		);
		await tx.updateTable('saved_view').set({ shared_with: 'c1' }).where('id', '=', id).execute();
	});
});
