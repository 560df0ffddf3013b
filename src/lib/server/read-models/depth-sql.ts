/** Needle depths as they count, in mm: of a range its upper end. Null where the row says none. */
import { sql, type RawBuilder } from 'kysely';

type Depth = RawBuilder<number | null>;

const firstOf = (table: string, ...columns: string[]): Depth =>
	sql`coalesce(${sql.join(columns.map((column) => sql.ref(`${table}.${column}`)))})`;

/** Of a session, by the name that its table goes by. */
export const sessionDepth = (table: string): Depth => firstOf(table, 'depth_mm_max', 'depth_mm');

/** Of a protocol, by the name that its table goes by. */
export const plannedDepth = (table: string): Depth =>
	firstOf(table, 'depth_mm_max', 'depth_mm_min');
