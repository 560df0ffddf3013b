/** W2, W3, W4 and W6: rows that are stored, and about which somebody should know something. */
import { AREAS, type Area } from '#lib/domain/areas.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { isKept, keyOf, warn, type ImportRow } from '../import-set.ts';
import type { ImportCheck } from './check.ts';

const DEEPEST = new Map<string, number>(
	(AREAS as readonly Area[]).flatMap(({ code, usualDepthMm }) =>
		usualDepthMm?.max == null ? [] : [[code, usualDepthMm.max]]
	)
);

/** W2: deeper than is usual for the area. */
export const unusualDepths: ImportCheck = ({ set, known }) => {
	const areas = new Map([...known.courses].map(([key, course]) => [key, course.bodyArea]));
	for (const { clinicId, line } of set.rows.courses) {
		areas.set(keyOf(clinicId, line.course_id), line.body_area);
	}
	for (const row of set.rows.sessions.filter(isKept)) {
		const depth = row.line.depth_mm ?? row.line.depth_mm_max;
		const area = areas.get(keyOf(row.clinicId, row.line.course_id)) ?? '';
		const deepest = DEEPEST.get(area);
		if (depth === null || deepest === undefined || depth <= deepest) continue;
		warn(set, row, 'W2', {
			column: row.line.depth_mm === null ? 'depth_mm_max' : 'depth_mm',
			rule: `is deeper than ${deepest} mm, the usual maximum for ${area}`,
			offer: 'Check the unit: depths are in mm.',
			value: depth
		});
	}
};

/** W2: sessions closer together, or further apart, than is usual. */
export const unusualIntervals: ImportCheck = ({ set }) => {
	const before = new Map<string, ImportRow<'sessions'>>();
	const done = set.rows.sessions
		.filter((row) => isKept(row) && row.line.performed === 'done')
		.sort((a, b) => a.line.session_no - b.line.session_no);
	for (const row of done) {
		const key = keyOf(row.clinicId, row.line.course_id);
		const days = (row.line.session_day ?? 0) - (before.get(key)?.line.session_day ?? 0);
		if (before.has(key) && (days < 7 || days > 180)) {
			warn(set, row, 'W2', {
				column: 'session_day',
				rule: `is ${days} days after the session before, and 7 to 180 are usual`,
				offer: 'Check the dates.'
			});
		}
		before.set(key, row);
	}
};

/** W3: without a baseline, or without a follow-up for it, a course shows no improvement. */
export const coursesWithoutScores: ImportCheck = ({ set, known }) => {
	const baselines = new Map<string, Set<string>>();
	const followUps = new Map<string, Set<string>>();
	for (const [key, course] of known.courses) {
		baselines.set(key, new Set(course.baselines));
		followUps.set(key, new Set(course.followUps));
	}
	for (const { clinicId, line } of set.rows.assessments.filter(isKept)) {
		const scores = { baseline: baselines, follow_up: followUps, treatment: null }[line.timepoint];
		if (!scores || line.value === null) continue;
		const key = keyOf(clinicId, line.course_id);
		scores.set(key, (scores.get(key) ?? new Set()).add(line.measure));
	}
	for (const row of set.rows.courses.filter(isKept)) {
		if (row.line.status === 'planned') continue;
		const key = keyOf(row.clinicId, row.line.course_id);
		const measures = [...(baselines.get(key) ?? [])].filter(
			(code) => measureOf(code)?.hasBaseline !== false
		);
		const open = measures.filter((code) => !followUps.get(key)?.has(code));
		if (measures.length > 0 && open.length === 0) continue;
		warn(set, row, 'W3', {
			column: 'course_id',
			rule:
				measures.length === 0
					? 'the course has no baseline score'
					: `the course has no follow-up of ${open.join(', ')}`,
			offer: 'Add the scores when there are some.'
		});
	}
};

/** W4: filled-in scores are kept, and no analysis counts them unless it is asked to. */
export const imputedScores: ImportCheck = ({ set }) => {
	for (const row of set.rows.assessments.filter(isKept)) {
		const { imputed } = row.line;
		if (imputed === null || imputed === 'none') continue;
		const rule = 'is an imputed score: it is kept, and left out of analyses';
		warn(set, row, 'W4', { column: 'imputed', rule, offer: 'Nothing needs to be done.' });
	}
};

/** W6: the clinic sees them, researchers never. */
export const patientsWithoutConsent: ImportCheck = ({ set }) => {
	for (const row of set.rows.patients.filter(isKept)) {
		if (row.line.research_consent === 'yes') continue;
		const rule = 'is not yes: the records are kept for the clinic and cannot be exported';
		warn(set, row, 'W6', { column: 'research_consent', rule, offer: 'Nothing needs to be done.' });
	}
};
