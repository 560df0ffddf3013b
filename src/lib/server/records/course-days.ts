/**
 * Calendar dates -> days from the course's first session. The dates stay in this step: after it only
 * days are left, the month in which each course began, and the latest date each clinic has.
 */
import { dayNumber, dayText, daysBetween, monthOf } from '#lib/domain/contract/days.ts';
import { cellsOf, columnText } from './column-text.ts';
import { isKept, keyOf, refuse, warn, type ImportRow, type ImportSet } from './import-set.ts';
import type { Known } from './known.ts';

/** By clinic and course: the date of its day 0, YYYY-MM-DD. Courses without one are absent. */
type Anchors = ReadonlyMap<string, string>;

/** Columns with a date and the column with the day that it stands for. */
const DATED = {
	courses: ['end_date', 'end_day'],
	sessions: ['session_date', 'session_day'],
	assessments: ['assessed_date', 'assessed_day'],
	contacts: ['contact_date', 'contact_day'],
	side_effects: ['onset_date', 'onset_day']
} as const;

/** Turns all dates into days and fills in `start_month`. Gives each clinic's latest date. */
export function countDays(set: ImportSet, known: Known): Map<string, string> {
	const anchors = findAnchors(set, known);
	for (const [table, [dateColumn, dayColumn]] of Object.entries(DATED)) {
		for (const row of set.rows[table as keyof typeof DATED]) {
			// Needs onset_date, which the next step takes away.
			if (row.table === 'side_effects')
				countDuration(set, row as ImportRow<'side_effects'>, anchors);
			countDay(set, row, dateColumn, dayColumn, anchors);
		}
	}
	fillStartMonths(set, known, anchors);
	return latestDates(set, known, anchors);
}

/** Day 0: start_date, else the first session done; of an untreated side that of its pair. */
function findAnchors(set: ImportSet, known: Known): Anchors {
	const anchors = new Map<string, string>(firstSessions(set, known));
	for (const { clinicId, line } of set.rows.courses) {
		if (line.start_date !== null) anchors.set(keyOf(clinicId, line.course_id), line.start_date);
	}
	const pairs = new Map<string, string>();
	for (const { clinicId, line } of set.rows.courses) {
		const anchor = anchors.get(keyOf(clinicId, line.course_id));
		if (line.control !== 'yes' && line.pair_id !== null && anchor !== undefined) {
			pairs.set(keyOf(clinicId, line.pair_id, line.patient_id), anchor);
		}
	}
	for (const { clinicId, line } of set.rows.courses) {
		if (line.control !== 'yes' || line.pair_id === null) continue;
		const anchor = pairs.get(keyOf(clinicId, line.pair_id, line.patient_id));
		if (anchor !== undefined) anchors.set(keyOf(clinicId, line.course_id), anchor);
	}
	return anchors;
}

/**
 * The date of each course's first session. Not taken from files that only hold later sessions of a
 * course that is stored already, nor when a date of the course could not be read.
 */
function firstSessions(set: ImportSet, known: Known): Map<string, string> {
	const byCourse = new Map<string, ImportRow<'sessions'>[]>();
	for (const row of set.rows.sessions) {
		const key = keyOf(row.clinicId, row.line.course_id);
		const rows = byCourse.get(key);
		if (rows) rows.push(row);
		else byCourse.set(key, [row]);
	}
	const first = new Map<string, string>();
	for (const [key, rows] of byCourse) {
		if (rows.some(({ line }) => line.session_date === null && line.session_day === null)) continue;
		const done = rows.filter(({ line }) => line.performed === 'done');
		const dated = (done.length > 0 ? done : rows)
			.filter(({ line }) => line.session_date !== null && line.session_no !== null)
			.sort((a, b) => a.line.session_no - b.line.session_no)[0];
		const stored = known.courses.get(key)?.sessions.find((session) => session.done);
		const date = dated?.line.session_date ?? null;
		if (!dated || date === null || (stored && stored.no < dated.line.session_no)) continue;
		// A session given by its day may precede the dated ones; then their dates are no day 0.
		if ((done.length > 0 ? done : rows).some(({ line }) => line.session_no < dated.line.session_no))
			continue;
		first.set(key, date);
	}
	return first;
}

function countDay(
	set: ImportSet,
	row: ImportRow,
	dateColumn: string,
	dayColumn: string,
	anchors: Anchors
): void {
	const cells = cellsOf(row);
	const date = columnText(row, dateColumn);
	if (date === null) return;
	cells[dateColumn] = null;
	if (dayNumber(date) === null) {
		const rule = 'is a partial date: stored without a day, and left out of charts over time';
		warn(set, row, 'W7', { column: dateColumn, rule, offer: 'Give the day when it is known.' });
		return;
	}
	const anchor = anchors.get(keyOf(row.clinicId, columnText(row, 'course_id')));
	if (anchor === undefined) {
		if (!row.refused) refuse(set, row, 'E1', { column: dateColumn, ...NO_ANCHOR });
		return;
	}
	cells[dayColumn] = daysBetween(anchor, date);
}

const NO_ANCHOR = {
	rule: 'is a date, and the date of the first session, from which days are counted, is not known',
	offer: 'Fill in start_date of the course, or give days.'
};

/** Days between onset and end of a side effect, when both are whole dates. */
function countDuration(set: ImportSet, row: ImportRow<'side_effects'>, anchors: Anchors): void {
	const { line, clinicId } = row;
	const end = line.end_date;
	if (end === null) return;
	line.end_date = null;
	const anchor = anchors.get(keyOf(clinicId, line.course_id));
	const anchorDay = anchor === undefined ? null : dayNumber(anchor);
	const onset =
		line.onset_day !== null && anchorDay !== null
			? dayText(anchorDay + line.onset_day)
			: line.onset_date;
	const days = onset === null ? null : daysBetween(onset, end);
	if (days === null) {
		const rule = 'gives no duration, since the day of the end or of the onset is not known';
		warn(set, row, 'W7', {
			column: 'end_date',
			rule,
			offer: 'Give both days when they are known.'
		});
	} else if (days < 0) {
		const rule = 'lies before the onset';
		refuse(set, row, 'E5', { column: 'end_date', rule, offer: 'Check both dates.' });
	} else line.duration_days = days;
}

function fillStartMonths(set: ImportSet, known: Known, anchors: Anchors): void {
	for (const row of set.rows.courses) {
		const { line, clinicId } = row;
		const key = keyOf(clinicId, line.course_id);
		const anchor = anchors.get(key);
		line.start_date = null;
		line.start_month ??=
			anchor === undefined ? (known.courses.get(key)?.startMonth ?? null) : monthOf(anchor);
		if (line.start_month !== null || row.refused) continue;
		refuse(set, row, 'E1', {
			column: 'start_month',
			rule: 'is blank, and neither start_date nor a dated session says when the course began',
			offer: 'Fill in the month as YYYY-MM.'
		});
	}
}

/** The latest day seen in each clinic; from the start of the month where only the month is known. */
function latestDates(set: ImportSet, known: Known, anchors: Anchors): Map<string, string> {
	const months = new Map(
		set.rows.courses.map(({ clinicId, line }) => [
			keyOf(clinicId, line.course_id),
			line.start_month
		])
	);
	/** By clinic and course: the latest day of its own. */
	type LastDay = { clinicId: string; course: string; day: number };
	const lastDays = new Map<string, LastDay>();
	// Rows of one course mostly come one after the other.
	let last: LastDay | null = null;
	for (const [table, [, dayColumn]] of Object.entries(DATED)) {
		for (const row of set.rows[table as keyof typeof DATED] as ImportRow[]) {
			const course = columnText(row, 'course_id');
			if (row.clinicId === null || course === null || !isKept(row)) continue;
			if (!last || last.course !== course || last.clinicId !== row.clinicId) {
				const key = keyOf(row.clinicId, course);
				last = lastDays.get(key) ?? { clinicId: row.clinicId, course, day: 0 };
				lastDays.set(key, last);
			}
			last.day = Math.max(last.day, Number(cellsOf(row)[dayColumn]));
		}
	}
	const latest = new Map<string, number>();
	for (const [key, { clinicId, day }] of lastDays) {
		const month = months.get(key) ?? known.courses.get(key)?.startMonth;
		const start = dayNumber(anchors.get(key) ?? `${month}-01`);
		if (start === null) continue;
		latest.set(clinicId, Math.max(latest.get(clinicId) ?? -Infinity, start + day));
	}
	return new Map([...latest].map(([clinicId, day]) => [clinicId, dayText(day)]));
}
