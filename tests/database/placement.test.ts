import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GUARDING_TRIGGERS, PLACEMENT, tablesOf, type Placement } from '#db/placement.ts';
import type { Database } from '#db/schema.ts';
import { openTestDatabase } from '../support/database.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const kindOf = (table: string): Placement | undefined =>
	Object.entries(PLACEMENT).find(([name]) => name === table)?.[1];

type Key = { table: string; columns: string[] };
type ForeignKey = Key & { to: string; toColumns: string[]; onDelete: string };

/** Primary keys, unique constraints and unique indexes. */
async function uniqueKeys(): Promise<Key[]> {
	const { rows } = await sql<Key>`
		select c.relname as table, array(
			select coalesce(a.attname, 'an expression') from unnest(i.indkey::int[]) with ordinality k (no, nth)
			left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.no and k.no > 0
			order by nth)::text[] as columns
		from pg_index i join pg_class c on c.oid = i.indrelid
		where i.indisunique and c.relnamespace = 'public'::regnamespace`.execute(db);
	return rows;
}

async function foreignKeys(): Promise<ForeignKey[]> {
	const { rows } = await sql<ForeignKey>`
		select f.conrelid::regclass::text as table, f.confrelid::regclass::text as to,
			f.confdeltype as "onDelete", array(
				select attname from unnest(f.conkey) with ordinality k (no, nth)
				join pg_attribute on attrelid = f.conrelid and attnum = no order by nth)::text[] as columns,
			array(
				select attname from unnest(f.confkey) with ordinality k (no, nth)
				join pg_attribute on attrelid = f.confrelid and attnum = no order by nth)::text[] as "toColumns"
		from pg_constraint f where f.contype = 'f'`.execute(db);
	return rows;
}

/** Why a foreign key could not stand once tables are on several machines; null where it can. */
function fault({ table, to, columns, toColumns, onDelete }: ForeignKey): string | null {
	const [from, target] = [kindOf(table), kindOf(to)];
	if (target === 'reference') return null;
	if (from === 'clinic' && target === 'clinic') {
		const together = columns[0] === 'clinic_id' && toColumns[0] === 'clinic_id';
		return together ? null : `${table} -> ${to} does not begin with clinic_id`;
	}
	if (target === 'clinic') return `${table} -> ${to}: it is not beside every clinic`;
	if (from === 'clinic') return `${table} -> ${to}: the node of a clinic does not have it`;
	if (from === 'reference' && !'ar'.includes(onDelete)) {
		return `${table} -> ${to}: the nodes would not hear of what is removed`;
	}
	return null;
}

describe('the schema fits on more than one machine', () => {
	it('has a place for every table, and none for what is no table', async () => {
		const { rows } = await sql<{ table: string }>`
			select tablename as table from pg_tables
			where schemaname = 'public' and tablename not like 'kysely_%'`.execute(db);
		expect(Object.keys(PLACEMENT).toSorted()).toEqual(rows.map(({ table }) => table).toSorted());
	});

	it('has the clinic first in every key of a table of clinics, and a key on each', async () => {
		const keys = (await uniqueKeys()).filter(({ table }) => kindOf(table) === 'clinic');
		for (const key of keys)
			expect(key).toEqual({ ...key, columns: ['clinic_id', ...key.columns.slice(1)] });
		expect([...new Set(keys.map(({ table }) => table))].toSorted()).toEqual(
			tablesOf('clinic').toSorted()
		);
	});

	it('has no foreign key that leaves the node of its clinic', async () => {
		const keys = await foreignKeys();
		expect(keys.length).toBeGreaterThan(20);
		expect(keys.map(fault).filter((sentence) => sentence !== null)).toEqual([]);
	});

	it('and the rules of foreign keys are seen to bite', () => {
		const key = {
			table: 'session',
			to: 'course',
			columns: ['course_id'],
			toColumns: ['course_id'],
			onDelete: 'a'
		};
		expect(fault(key)).toMatch(/does not begin with clinic_id/);
		expect(fault({ ...key, columns: ['course_id', 'clinic_id'] })).toMatch(/does not begin/);
		expect(fault({ ...key, to: 'person' })).toMatch(/does not have it/);
		expect(fault({ ...key, table: 'saved_view' })).toMatch(/not beside every clinic/);
		expect(fault({ ...key, table: 'release', to: 'person', onDelete: 'n' })).toMatch(/not hear/);
	});

	it('needs no sequence, no extension, and no trigger to be right', async () => {
		const found = async (query: Promise<{ rows: { name: string }[] }>) =>
			(await query).rows.map(({ name }) => name);
		expect(
			await found(
				sql<{ name: string }>`select relname as name from pg_class
					where relkind = 'S' and relnamespace = 'public'::regnamespace`.execute(db)
			)
		).toEqual([]);
		expect(
			await found(
				sql<{ name: string }>`select table_name || '.' || column_name as name
					from information_schema.columns where table_schema = 'public'
						and (is_identity = 'YES' or column_default ~ 'nextval')`.execute(db)
			)
		).toEqual([]);
		expect(
			await found(
				sql<{ name: string }>`select extname as name from pg_extension
					where extname <> 'plpgsql'`.execute(db)
			)
		).toEqual([]);
		expect(
			await found(
				sql<{ name: string }>`select tgname as name from pg_trigger
					where not tgisinternal`.execute(db)
			)
		).toEqual(Object.keys(GUARDING_TRIGGERS));
	});
});

describe('the program asks for nothing that one machine alone can do', () => {
	const sources = ['src', 'db'].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.map((name) => join(folder, name))
			.filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts'))
			.map((path) => ({ path, text: readFileSync(path, 'utf8') }))
	);
	const ONE_MACHINE =
		/\bwith recursive\b|\bwithRecursive\(|[`'"](un)?(listen|notify) \w+[`'",;]|\bpg_notify\(|\bnextval\(|\b(big)?serial (primary|not|unique)\b|generated (always|by default) as identity|\bcreate (extension|sequence)\b/i;
	const SPEAKS_COPY = /\bcopy [^`'"]*\b(to stdout|from stdin)\b|from 'pg-copy-streams'/i;

	it('no recursion, no LISTEN, no sequence, no extension', () => {
		expect(sources.filter(({ text }) => ONE_MACHINE.test(text)).map(({ path }) => path)).toEqual(
			[]
		);
	});

	it('COPY is spoken in modules of db that can be replaced, and nowhere else', () => {
		const speaking = sources.filter(({ text }) => SPEAKS_COPY.test(text)).map(({ path }) => path);
		expect(speaking).toContain('db/copy-out.server.ts');
		expect(speaking.filter((path) => !/^db\/copy-[a-z-]+\.server\.ts$/.test(path))).toEqual([]);
	});

	it.each([
		'with recursive up as (select 1)',
		'await sql`listen changes`',
		"select nextval('course_no')",
		'id serial primary key',
		'create extension citext'
	])('the rule is seen to bite: %s', (text) => expect(ONE_MACHINE.test(text)).toBe(true));
});

describe('db/citus.sql', () => {
	const script = readFileSync('db/citus.sql', 'utf8');
	const statements = script.replaceAll(/^--.*$/gm, '');
	const named = (pattern: RegExp, text = statements) =>
		[...text.matchAll(pattern)].map((match) => match[1] ?? '');
	const references = named(/create_reference_table\('(\w+)'\)/g);
	const distributed = [
		...statements.matchAll(
			/create_distributed_table\('(\w+)', 'clinic_id'(?:, colocate_with => '(\w+)')?\)/g
		)
	].map(([, table = '', beside]) => ({ table, beside }));
	const stays = named(/^-- stays: (.*)$/gm, script).flatMap((line) => line.split(', '));

	it('names every table of the schema once, as the kind that it is', () => {
		expect(references.toSorted()).toEqual(tablesOf('reference').toSorted());
		expect(distributed.map(({ table }) => table).toSorted()).toEqual(tablesOf('clinic').toSorted());
		expect(stays.toSorted()).toEqual(tablesOf('installation').toSorted());
		expect(statements.match(/create_(reference|distributed)_table\(/g)).toHaveLength(
			references.length + distributed.length
		);
	});

	it('puts all rows of one clinic on one node', () => {
		const [first, ...rest] = distributed;
		expect(first?.beside).toBeUndefined();
		for (const { beside } of rest) expect(beside).toBe(first?.table);
	});

	describe('run with stand-ins of the two functions', () => {
		type Wall = { table: string; walled: boolean };
		const walls = async () =>
			(
				await sql<Wall>`select relname as table, relrowsecurity as walled from pg_class
				where relnamespace = 'public'::regnamespace and relkind = 'r'`.execute(db)
			).rows;
		const sorted = (keys: ForeignKey[]) => keys.map((key) => JSON.stringify(key)).toSorted();
		let before: ForeignKey[];

		beforeAll(async () => {
			before = await foreignKeys();
			await standIns(db);
			for (const statement of statements.split(/;\s*$/m)) {
				// Roles are of the whole server: other tests find them as the migrations left them.
				if (/^\s*($|alter role )/.test(statement)) continue;
				// eslint-disable-next-line no-restricted-syntax -- the script itself, no input reaches it
				await sql.raw(statement).execute(db);
			}
		});
		it('refuses nothing on its way, and leaves every foreign key as it was', async () => {
			expect(sorted(await foreignKeys())).toEqual(sorted(before));
		});

		it('leaves the policies to the tables that stay', async () => {
			const walled = (await walls()).filter(({ walled }) => walled).map(({ table }) => table);
			expect(walled.map(kindOf)).toEqual(walled.map(() => 'installation'));
		});
	});
});

/**
 * What Citus would refuse at this moment: a key without the clinic, and a foreign key between a table that is
 * spread and one that is not, or not yet.
 */
async function standIns(db: Kysely<Database>): Promise<void> {
	await sql`create table placed (name text primary key, kind text not null)`.execute(db);
	await sql`create function create_reference_table(name text) returns void language plpgsql as $$
		begin
			if exists (select from pg_constraint where contype = 'f' and conrelid = name::regclass
					and confrelid <> conrelid and confdeltype not in ('a', 'r')
					and confrelid::regclass::text not in (select placed.name from placed)) then
				raise exception '% refers to a table that is not on every node', name;
			end if;
			insert into placed values (name, 'reference');
		end $$`.execute(db);
	await sql`create function create_distributed_table(name text, by_column text, colocate_with text default null)
		returns void language plpgsql as $$
		begin
			if colocate_with is not null and colocate_with not in (select placed.name from placed) then
				raise exception '% is not placed yet', colocate_with;
			end if;
			if exists (select from pg_constraint where contype = 'f'
					and name::regclass in (conrelid, confrelid)) then
				raise exception '% still has foreign keys', name;
			end if;
			if exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid
					and a.attnum = i.indkey[0] where i.indrelid = name::regclass and i.indisunique
					and a.attname <> by_column) then
				raise exception 'a key of % does not begin with %', name, by_column;
			end if;
			insert into placed values (name, 'distributed');
		end $$`.execute(db);
}
