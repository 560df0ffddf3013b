import { sql } from 'kysely';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase();
afterAll(() => database.close());

type Column = { name: string; nullable: boolean; kind: string };

/** What the catalogue's type is to Kysely, as `connect` returns it. */
const KINDS: Record<string, string> = {
	text: 'string',
	date: 'string',
	'timestamp with time zone': 'string',
	smallint: 'number',
	integer: 'number',
	bigint: 'number',
	numeric: 'number',
	'double precision': 'number',
	boolean: 'boolean',
	jsonb: 'json'
};

async function columnsInDatabase(): Promise<Map<string, Column[]>> {
	const { rows } = await sql<{
		table: string;
		name: string;
		nullable: boolean;
		type: string;
		element: string | null;
	}>`select c.table_name as table, c.column_name as name, c.is_nullable = 'YES' as nullable,
			c.data_type as type, e.data_type as element
		from information_schema.columns c
		left join information_schema.element_types e
			on e.object_name = c.table_name and e.object_schema = c.table_schema
			and e.collection_type_identifier = c.dtd_identifier and e.object_type = 'TABLE'
		where c.table_schema = 'public' and c.table_name not like 'kysely_%'
		order by 1, 2`.execute(database.db);
	const tables = new Map<string, Column[]>();
	for (const row of rows) {
		const kind =
			row.type === 'ARRAY' ? `${KINDS[row.element ?? '']}[]` : (KINDS[row.type] ?? row.type);
		const columns = tables.get(row.table) ?? [];
		columns.push({ name: row.name, nullable: row.nullable, kind });
		tables.set(row.table, columns);
	}
	return tables;
}

/** Reads db/schema.ts with the compiler, so that the comparison is with the types themselves. */
function columnsInSchema(): Map<string, Column[]> {
	const config = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, '.');
	const program = ts.createProgram(['db/schema.ts'], { ...options, noEmit: true });
	const checker = program.getTypeChecker();
	const source = program.getSourceFile('db/schema.ts');
	const module = source && checker.getSymbolAtLocation(source);
	const symbol = module && checker.getExportsOfModule(module).find((s) => s.name === 'Database');
	if (!symbol) throw new Error('db/schema.ts exports no Database');
	const tables = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
	return new Map(
		tables.map((table) => [
			table.name,
			checker
				.getPropertiesOfType(checker.getTypeOfSymbol(table))
				.map((column) => describeColumn(checker, column))
				.sort((a, b) => (a.name < b.name ? -1 : 1))
		])
	);
}

function describeColumn(checker: ts.TypeChecker, column: ts.Symbol): Column {
	const declared = checker.getTypeOfSymbol(column);
	const selected = checker.getPropertyOfType(declared, '__select__');
	// Kysely's Generated<string>: what a select gives back is the type of this property.
	const type = selected ? checker.getTypeOfSymbol(selected) : declared;
	const value = checker.getNonNullableType(type);
	return {
		name: column.name,
		nullable: value !== type,
		kind: kindOf(checker, value)
	};
}

function kindOf(checker: ts.TypeChecker, type: ts.Type): string {
	if (type.isUnion()) return kindOf(checker, type.types[0] as ts.Type);
	if (type.flags & ts.TypeFlags.StringLike) return 'string';
	if (type.flags & ts.TypeFlags.NumberLike) return 'number';
	if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean';
	if (checker.isArrayType(type)) {
		const [element] = checker.getTypeArguments(type as ts.TypeReference);
		const kind = element ? kindOf(checker, element) : '?';
		// A list of objects is one jsonb value.
		return kind === 'json' ? kind : `${kind}[]`;
	}
	return 'json';
}

test('the types name exactly the tables and columns that the database has', async () => {
	const inDatabase = await columnsInDatabase();
	const inSchema = columnsInSchema();
	expect([...inSchema.keys()].sort()).toEqual([...inDatabase.keys()].sort());
	for (const [table, columns] of inDatabase) {
		expect({ table, columns: inSchema.get(table) }).toEqual({ table, columns });
	}
});
