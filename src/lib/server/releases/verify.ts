/** Whether a release is as it was made: its rows by their hash, its classes counted anew in two ways. */
import { sql, type Kysely } from 'kysely';
import type { Database, ReleaseCourseTable } from '#db/schema.ts';
import { RELEASE_COLUMN_NAMES, type ReleaseColumnName } from '#lib/domain/release-columns.ts';
import { RELEASE_K, type ReleaseReport } from '#lib/domain/release-report.ts';
import { inFlight } from '../in-flight.ts';
import { inTurn, takingTurns } from './export/turns.ts';
import { hashOfRows, storedRows } from './row-tables.ts';
import type { ReleaseRows } from './rows.ts';

export type VerifiedRelease = {
	releaseNo: number;
	/** One sentence for each difference; empty where all is as it was made. */
	faults: string[];
	/** Worked out from the rows as they are now. */
	hash: string;
	/** The smallest class: by who is in it, null for one that was imported, and by the courses that its rows tell. */
	k: { byMembers: number | null; byRows: number };
	classes: number;
	courses: number;
};

const TOO_FEW = `A class holds fewer than ${RELEASE_K} patients.`;

/** The column of a released course that holds the value. */
const ROW_COLUMN: Record<ReleaseColumnName, keyof ReleaseCourseTable> = {
	area: 'area',
	depth: 'depth_band',
	protocol: 'protocol_id',
	type: 'skin_band',
	age: 'age_band',
	sessions: 'sessions_band',
	device: 'device',
	sex: 'sex',
	quarter: 'year',
	clinic: 'clinic_id',
	spacing: 'spacing_band',
	adjunct: 'adjunct',
	smoking: 'smoking'
};

const begun = inFlight<VerifiedRelease | null>();

/** It holds all rows of a release in memory. */
const turnToVerify = takingTurns({
	atOnce: 1,
	mostWaiting: 3,
	busy: 'Other releases are being verified. Please try again in a minute.'
});

/**
 * As verifyRelease, for pages: one release at a time, and whoever asks for the same one waits for the same
 * answer. Throws BusyError.
 */
export function verifiedOnce(
	db: Kysely<Database>,
	releaseNo: number
): Promise<VerifiedRelease | null> {
	const id = String(releaseNo);
	const verified = () => inTurn(turnToVerify, () => verifyRelease(db, releaseNo));
	return begun.get(id) ?? begun.begin(id, verified);
}

/** Null where there is none of this number. */
export async function verifyRelease(
	db: Kysely<Database>,
	releaseNo: number
): Promise<VerifiedRelease | null> {
	const release = await db
		.selectFrom('release')
		.select(['hash', 'report'])
		.where('release_no', '=', releaseNo)
		.executeTakeFirst();
	if (!release) return null;
	const rows = await storedRows(db, releaseNo);
	const hash = hashOfRows(rows);
	const faults: string[] = [];
	if (hash !== release.hash) {
		faults.push(
			`The rows are not those that were released: their hash is ${hash}, it was ${release.hash}.`
		);
	}
	const told = coursesTold(rows);
	const byRows = Math.min(...[...told.values()].map(({ length }) => length));
	const courses = rows.release_course.length;
	// Written by the two that store releases.
	const { origin } = release.report as ReleaseReport;
	if (origin) {
		// Who is in its classes is known where it was made. Follow-up takes courses out of the middle of them.
		if (origin.rules.followUp === null && !(byRows >= RELEASE_K)) faults.push(TOO_FEW);
		return { releaseNo, faults, hash, k: { byMembers: null, byRows }, classes: told.size, courses };
	}
	const counted = await membersOf(db, releaseNo);
	const keys = new Set([...counted.courses.keys(), ...told.keys()]);
	const differing = [...keys].filter((key) => counted.courses.get(key) !== told.get(key)?.length);
	if (differing.length > 0) {
		faults.push(
			`In ${differing.length} of ${keys.size} classes the rows tell of another number of courses than were put into them.`
		);
	}
	const k = { byMembers: Math.min(...counted.patients), byRows };
	if (!(Math.min(k.byMembers, k.byRows) >= RELEASE_K) || !Number.isFinite(k.byMembers)) {
		faults.push(TOO_FEW);
	}
	return { releaseNo, faults, hash, k, classes: counted.patients.length, courses };
}

/** What the courses of a class have in common, as text. */
const contentKey = (bands: Readonly<Record<string, unknown>>, concerns: readonly string[]) =>
	JSON.stringify([
		RELEASE_COLUMN_NAMES.map((name) => bands[name] ?? null),
		bands.control,
		concerns[0],
		concerns.slice(1).sort()
	]);

async function membersOf(db: Kysely<Database>, releaseNo: number) {
	const rows = await db
		.selectFrom('release_class as own')
		.leftJoin('release_member as member', (join) =>
			join
				.onRef('member.release_no', '=', 'own.release_no')
				.onRef('member.class_no', '=', 'own.class_no')
		)
		.select('own.bands')
		.select((eb) => [
			eb.fn.count<number>('member.course_id').as('courses'),
			sql<number>`count(distinct (member.clinic_id, member.patient_id))
				filter (where member.course_id is not null)`.as('patients')
		])
		.where('own.release_no', '=', releaseNo)
		.groupBy(['own.class_no', 'own.bands'])
		.execute();
	const courses = new Map<string, number>();
	for (const row of rows) {
		const concerns = Array.isArray(row.bands.concerns) ? row.bands.concerns.map(String) : [];
		const key = contentKey(row.bands, concerns);
		// Linked, classes of several profiles look the same.
		courses.set(key, (courses.get(key) ?? 0) + row.courses);
	}
	return { courses, patients: rows.map(({ patients }) => patients) };
}

/** The courses that look alike in every column, by what they have in common. */
export function coursesTold(rows: ReleaseRows) {
	const scored = Map.groupBy(rows.release_trajectory, ({ course_id }) => course_id);
	return Map.groupBy(rows.release_course, (row) => {
		const bands = Object.fromEntries(
			RELEASE_COLUMN_NAMES.map((name) => [name, row[ROW_COLUMN[name] as keyof typeof row]])
		);
		// The column did not survive: all clinics stand together.
		if (row.clinic_id === 'all') bands.clinic = null;
		const others = new Set(
			(scored.get(row.course_id) ?? []).flatMap(({ concern }) => concern ?? [])
		);
		others.delete(row.concern ?? '');
		return contentKey({ ...bands, control: row.control }, [row.concern ?? '', ...others]);
	});
}
