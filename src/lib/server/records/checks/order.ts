/** E5: days that contradict each other within a course. */
import { keyOf, refuse, type ImportRow } from '../import-set.ts';
import type { ImportCheck } from './check.ts';

/** E5: a later session has a later day, over the files and what is stored. */
export const sessionsInOrder: ImportCheck = ({ set, known }) => {
	const byCourse = new Map<string, ImportRow<'sessions'>[]>();
	for (const row of set.rows.sessions) {
		if (row.refused || row.line.session_day === null) continue;
		const key = keyOf(row.clinicId, row.line.course_id);
		const rows = byCourse.get(key);
		if (rows) rows.push(row);
		else byCourse.set(key, [row]);
	}
	for (const [key, rows] of byCourse) {
		const given = new Set(rows.map(({ line }) => line.session_no));
		const stored = known.courses.get(key)?.sessions.filter(({ no }) => !given.has(no)) ?? [];
		const sessions = [
			...stored.map(({ no, day }) => ({ no, day, row: null })),
			...rows.map((row) => ({ no: row.line.session_no, day: row.line.session_day ?? 0, row }))
		].sort((a, b) => a.no - b.no);
		sessions.forEach((session, index) => {
			const before = sessions[index - 1];
			if (!before || session.no === before.no || session.day > before.day) return;
			const row = session.row ?? before.row;
			if (!row) return;
			refuse(set, row, 'E5', {
				column: 'session_day',
				rule: `does not rise: session ${before.no} is on day ${before.day}, session ${session.no} on day ${session.day}`,
				offer: 'Check the dates and the numbers of the sessions.'
			});
		});
	}
};

/** E5: a baseline is taken before the first session, or on its day. */
export const baselinesBeforeTreatment: ImportCheck = ({ set }) => {
	for (const row of set.rows.assessments) {
		const { timepoint, assessed_day: day } = row.line;
		if (row.refused || timepoint !== 'baseline' || day === null || day <= 0) continue;
		refuse(set, row, 'E5', {
			column: 'timepoint',
			rule: `is baseline, but the day is ${day} days after the first session`,
			offer: 'Write treatment or follow_up, or check the date.'
		});
	}
};
