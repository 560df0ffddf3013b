/** A Kysely without a database: it writes the statements that PostgreSQL would be asked, and asks nobody. */
import {
	DummyDriver,
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler
} from 'kysely';
import type { Database } from '#db/schema.ts';

export const compiling = new Kysely<Database>({
	dialect: {
		createAdapter: () => new PostgresAdapter(),
		createDriver: () => new DummyDriver(),
		createIntrospector: (own) => new PostgresIntrospector(own),
		createQueryCompiler: () => new PostgresQueryCompiler()
	}
});
