/**
 * Patients of an import who are known under an earlier key. Where the files name all that hangs on a
 * patient they move to the newest key; the others stay under theirs for this import, for a course
 * whose source id is not in the files could not be moved with them. Either way one source id is one
 * patient.
 */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { looksLikeCode, type Pseudonyms } from '../pseudonym.ts';
import { columnText } from './column-text.ts';
import { allRows, keyOf, type ImportSet } from './import-set.ts';
import type { KeyRing } from './key-ring.ts';
import { moveCodes, moveErased, moveRowCodes, type Move, type Moves } from './rekey-tables.ts';
import { forgetClinics } from './row-before.ts';

/** Clinic and source id. */
type Source = { clinicId: string; id: string };

export type Rekeyed = {
	/** The key of each patient who stays under an earlier one, by clinic and source id. */
	staying: ReadonlyMap<string, Pseudonyms>;
	/** How many patients were moved to the newest key. */
	moved: number;
};

/** Call while the rows still hold source ids. */
export async function rekeyKnown(
	tx: Transaction<Database>,
	set: ImportSet,
	{ newest, earlier }: KeyRing
): Promise<Rekeyed> {
	const staying = new Map<string, Pseudonyms>();
	let moved = 0;
	if (earlier.length === 0) return { staying, moved };
	const known = await knownUnder(tx, 'patient', sourcesIn(set, ['patient_id']), newest);
	let unknown = known.others;
	for (const key of earlier) {
		const found = await knownUnder(tx, 'patient', unknown, key);
		const erased = await knownUnder(tx, 'erased_patient', unknown, key);
		unknown = found.others;
		await moveErased(tx, movesOf('patient', erased.found, key, newest), newest.keyVersion);
		if (found.found.length === 0) continue;
		const { moves, left } = await completeMoves(tx, set, found.found, key, newest);
		await moveCodes(tx, moves, newest.keyVersion);
		// Rows of those who stay may get other codes as well.
		const rows = await moveRowsOf(tx, set, key, newest);
		if (moves.patients.length + rows > 0) {
			await forgetClinics(tx, [...new Set(found.found.map(({ clinicId }) => clinicId))]);
		}
		moved += moves.patients.length;
		for (const { clinicId, id } of left) staying.set(keyOf(clinicId, id), key);
	}
	return { staying, moved };
}

/** Each clinic's source ids in these columns, each once. */
function sourcesIn(set: ImportSet, columns: readonly string[]): Source[] {
	const sources = new Map<string, Source>();
	for (const row of allRows(set)) {
		for (const column of columns) {
			const id = columnText(row, column);
			if (id === null || row.clinicId === null) continue;
			sources.set(keyOf(row.clinicId, id), { clinicId: row.clinicId, id });
		}
	}
	return [...sources.values()];
}

/** Ids in one question to the database. */
const IDS_AT_ONCE = 5_000;

async function knownUnder(
	tx: Transaction<Database>,
	table: 'patient' | 'erased_patient',
	sources: readonly Source[],
	{ codeFor }: Pseudonyms
): Promise<{ found: Source[]; others: Source[] }> {
	const found: Source[] = [];
	const others: Source[] = [];
	for (let start = 0; start < sources.length; start += IDS_AT_ONCE) {
		const part = sources.slice(start, start + IDS_AT_ONCE).map((source) => ({
			...source,
			code: codeFor('patient', source.clinicId, source.id)
		}));
		const { rows } = await sql<{ clinic_id: string; patient_id: string }>`
			select clinic_id, patient_id from ${sql.table(table)} join unnest(
				${part.map(({ clinicId }) => clinicId)}::text[], ${part.map(({ code }) => code)}::text[]
			) as asked (clinic_id, patient_id) using (clinic_id, patient_id)`.execute(tx);
		const stored = new Set(rows.map((row) => keyOf(row.clinic_id, row.patient_id)));
		for (const { clinicId, id, code } of part) {
			(stored.has(keyOf(clinicId, code)) ? found : others).push({ clinicId, id });
		}
	}
	return { found, others };
}

const movesOf = (
	kind: 'patient' | 'course' | 'pair' | 'row',
	sources: readonly Source[],
	from: Pseudonyms,
	to: Pseudonyms
): Move[] =>
	sources.map(({ clinicId, id }) => ({
		clinicId,
		from: from.codeFor(kind, clinicId, id),
		to: to.codeFor(kind, clinicId, id)
	}));

/** The moves of all patients whose coded courses and pairs are in the files, and who is left. */
async function completeMoves(
	tx: Transaction<Database>,
	set: ImportSet,
	patients: readonly Source[],
	from: Pseudonyms,
	to: Pseudonyms
): Promise<{ moves: Moves; left: Source[] }> {
	const courses = movesByCode('course', sourcesIn(set, ['course_id']), from, to);
	const pairs = movesByCode('pair', sourcesIn(set, ['pair_id']), from, to);
	const coded = await codedCourses(tx, movesOf('patient', patients, from, to));
	const moves: Moves = { patients: [], courses: [], pairs: [] };
	const left: Source[] = [];
	for (const source of patients) {
		const [move] = movesOf('patient', [source], from, to);
		if (!move) continue;
		const mine = coded.get(keyOf(move.clinicId, move.from)) ?? { courses: [], pairs: [] };
		const own = {
			courses: mine.courses.map((code) => courses.get(keyOf(move.clinicId, code))),
			pairs: mine.pairs.map((code) => pairs.get(keyOf(move.clinicId, code)))
		};
		if ([...own.courses, ...own.pairs].includes(undefined)) {
			left.push(source);
			continue;
		}
		moves.patients.push(move);
		moves.courses.push(...own.courses.flatMap((one) => one ?? []));
		moves.pairs.push(...own.pairs.flatMap((one) => one ?? []));
	}
	return { moves, left };
}

/** Code -> its move; null for an id of the source's own that only looks like a code. */
function movesByCode(
	kind: 'course' | 'pair',
	sources: readonly Source[],
	from: Pseudonyms,
	to: Pseudonyms
): Map<string, Move | null> {
	return new Map([
		...sources.map(({ clinicId, id }) => [keyOf(clinicId, id), null] as const),
		...movesOf(kind, sources, from, to).map(
			(move) => [keyOf(move.clinicId, move.from), move] as const
		)
	]);
}

/** Patient's code -> the codes of the courses and pairs that were made from ids with the patient's in them. */
async function codedCourses(tx: Transaction<Database>, patients: readonly Move[]) {
	const coded = new Map<string, { courses: string[]; pairs: string[] }>();
	for (let start = 0; start < patients.length; start += IDS_AT_ONCE) {
		const part = patients.slice(start, start + IDS_AT_ONCE);
		const { rows } = await sql<{
			clinic_id: string;
			patient_id: string;
			course_id: string;
			pair_id: string | null;
		}>`
			select clinic_id, patient_id, course_id, pair_id from course join unnest(
				${part.map(({ clinicId }) => clinicId)}::text[], ${part.map(({ from }) => from)}::text[]
			) as asked (clinic_id, patient_id) using (clinic_id, patient_id)`.execute(tx);
		for (const row of rows) {
			const key = keyOf(row.clinic_id, row.patient_id);
			const mine = coded.get(key) ?? { courses: [], pairs: [] };
			if (looksLikeCode(row.course_id)) mine.courses.push(row.course_id);
			if (row.pair_id !== null && looksLikeCode(row.pair_id) && !mine.pairs.includes(row.pair_id)) {
				mine.pairs.push(row.pair_id);
			}
			coded.set(key, mine);
		}
	}
	return coded;
}

async function moveRowsOf(
	tx: Transaction<Database>,
	set: ImportSet,
	from: Pseudonyms,
	to: Pseudonyms
): Promise<number> {
	const scores = sourcesIn(set, ['assessment_id']);
	const effects = sourcesIn(set, ['side_effect_id']);
	return (
		(await moveRowCodes(tx, 'assessment', movesOf('row', scores, from, to))) +
		(await moveRowCodes(tx, 'side_effect', movesOf('row', effects, from, to)))
	);
}
