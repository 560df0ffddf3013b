/** The tables of a release's rows, in the order in which they are written and hashed. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { ReleaseRows } from './rows.ts';

type Type = 'text' | 'int' | 'number' | 'yes-no';

const BANDS = {
	area: 'text',
	area_root: 'text',
	concern: 'text',
	depth_band: 'text',
	device: 'text',
	protocol_id: 'text',
	spacing_band: 'text',
	sessions_band: 'text',
	adjunct: 'text',
	skin_band: 'text',
	age_band: 'text',
	sex: 'text',
	smoking: 'text',
	year: 'text',
	control: 'yes-no',
	pair_id: 'text',
	sessions_done: 'int',
	scheduled: 'int',
	dropped_day: 'int'
} as const satisfies Record<string, Type>;

const COURSE = { clinic_id: 'text', course_id: 'text' } as const satisfies Record<string, Type>;

type Columns<Name extends keyof ReleaseRows> = Readonly<
	Record<keyof ReleaseRows[Name][number], Type>
>;
type RowTable<Name extends keyof ReleaseRows> = {
	columns: Columns<Name>;
	/** What a row is found by besides its course, where it has one. */
	key: (keyof ReleaseRows[Name][number] & string) | null;
};

/** Every column of each table but the number of the release. */
export const ROW_TABLES: { [Name in keyof ReleaseRows]: RowTable<Name> } = {
	release_course: {
		columns: {
			...COURSE,
			patient_id: 'text',
			...BANDS,
			status: 'text',
			sessions_planned: 'int',
			interval_days: 'number',
			keloid_history: 'text',
			isotretinoin_6m: 'text',
			anticoagulant: 'text',
			pregnancy: 'text',
			active_infection: 'text',
			immunosuppressed: 'text'
		},
		key: null
	},
	release_trajectory: {
		columns: {
			...COURSE,
			patient_id: 'text',
			measure: 'text',
			direction: 'int',
			...BANDS,
			baseline_x100: 'int',
			window_1: 'int',
			window_2: 'int',
			window_3: 'int',
			window_4: 'int',
			window_5: 'int',
			window_6: 'int',
			window_7: 'int',
			responder_x100: 'int'
		},
		key: 'measure'
	},
	release_session: {
		columns: {
			...COURSE,
			session_no: 'int',
			session_day: 'int',
			endpoint: 'text',
			side_effects_asked: 'text'
		},
		key: 'session_no'
	},
	release_side_effect: {
		columns: {
			...COURSE,
			row_key: 'text',
			session_no: 'int',
			term: 'text',
			severity: 'text',
			grade: 'int',
			onset_day: 'int',
			duration_days: 'number',
			ongoing: 'text',
			serious: 'text',
			solicited: 'text',
			relatedness: 'text',
			outcome: 'text'
		},
		key: 'row_key'
	},
	release_contact: {
		columns: { ...COURSE, contact_day: 'int', kind: 'text', side_effects_asked: 'text' },
		key: 'contact_day'
	},
	release_protocol: {
		columns: {
			protocol_id: 'text',
			name: 'text',
			device_type: 'text',
			device_model: 'text',
			depth_mm_min: 'number',
			depth_mm_max: 'number',
			needle_count: 'int',
			passes: 'int',
			planned_sessions: 'int',
			planned_interval_days: 'int',
			visit_weeks: 'text',
			adjuncts: 'text'
		},
		key: 'protocol_id'
	}
};

/** An object's own keys. */
export const ROW_TABLE_NAMES = Object.keys(ROW_TABLES) as (keyof ReleaseRows)[];

const GIVEN_AS: Record<Type, RawBuilder<unknown>> = {
	text: sql`text[]`,
	int: sql`int[]`,
	number: sql`numeric[]`,
	'yes-no': sql`boolean[]`
};

/** Rows of one statement: large enough to be quick, small enough for the embedded database. */
const ROWS_AT_ONCE = 12_000;

/** Adds the rows in their order. */
export async function insertInBulk(
	db: Kysely<Database>,
	table: keyof Database,
	columns: Readonly<Record<string, Type>>,
	rows: readonly Readonly<Record<string, unknown>>[],
	releaseNo: number
): Promise<void> {
	const names = Object.keys(columns);
	for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
		const part = rows.slice(start, start + ROWS_AT_ONCE);
		const arrays = Object.entries(columns).map(
			([name, type]) => sql`${part.map((row) => row[name] ?? null)}::${GIVEN_AS[type]}`
		);
		const refs = sql.join(names.map((name) => sql.ref(name)));
		await sql`insert into ${sql.table(table)} (release_no, ${refs})
			select ${releaseNo}::int, given.* from unnest(${sql.join(arrays)}) as given (${refs})`.execute(db);
	}
}

/** Writes every row of the release. */
export async function insertRows(
	db: Kysely<Database>,
	rows: ReleaseRows,
	releaseNo: number
): Promise<void> {
	for (const name of ROW_TABLE_NAMES) {
		await insertInBulk(db, name, ROW_TABLES[name].columns, rows[name], releaseNo);
	}
}

/** Reads every row of the release back. */
export async function storedRows(db: Kysely<Database>, releaseNo: number): Promise<ReleaseRows> {
	const read = async <Name extends keyof ReleaseRows>(name: Name) => {
		const columns = Object.keys(ROW_TABLES[name].columns).map((column) => sql.ref(column));
		const { rows } = await sql<ReleaseRows[Name][number]>`
			select ${sql.join(columns)} from ${sql.table(name)}
			where release_no = ${releaseNo}`.execute(db);
		return rows;
	};
	return {
		release_course: await read('release_course'),
		release_trajectory: await read('release_trajectory'),
		release_session: await read('release_session'),
		release_side_effect: await read('release_side_effect'),
		release_contact: await read('release_contact'),
		release_protocol: await read('release_protocol')
	};
}

/**
 * SHA-256 over the rows: table by table, sorted by key, a line of canonical JSON (RFC 8785) each. The same
 * rows have the same hash in every database and in every order.
 */
export function hashOfRows(rows: ReleaseRows): string {
	const hash = createHash('sha256');
	for (const name of ROW_TABLE_NAMES) {
		// Releases that tell no protocols keep the hash they had before protocols were kept with them.
		if (name === 'release_protocol' && rows[name].length === 0) continue;
		hash.update(`${name}\n`);
		const { key, columns } = ROW_TABLES[name];
		const lines = rows[name].map((row) => lineOf(row, Object.keys(columns), key));
		lines.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
		for (const { text } of lines) hash.update(`${text}\n`);
	}
	return hash.digest('hex');
}

function lineOf(
	row: Readonly<Record<string, unknown>>,
	columns: readonly string[],
	key: string | null
): { key: string; text: string } {
	const told = Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
	const parts = [row.clinic_id, row.course_id, key === null ? '' : row[key]];
	return { key: JSON.stringify(parts), text: canonicalize(told) ?? '' };
}
