/** The scores of a course's visits, as raters, cameras and the patient wrote them down. */
import { instrumentOf } from '#lib/domain/instruments/index.ts';
import type { Visit } from './follow-up.ts';
import { rateChange, valueAfter } from './improvement.ts';
import type { Random } from './random.ts';
import type { CourseKey, DemoRecords } from './records.ts';
import { drawBaseline, readScore, type Scale } from './scales.ts';

type Assessment = DemoRecords['assessments'][number];

export type ScoredCourse = {
	key: CourseKey;
	scales: readonly Scale[];
	operator: string;
	sessionDays: readonly number[];
	/** Percent improvement at a day after the first session. */
	improvement: (day: number) => number;
};

/** Adds the rows of every attended visit. A visit without photographs has no score, and says so. */
export function addScores(
	random: Random,
	course: ScoredCourse,
	visits: readonly Visit[],
	out: DemoRecords
): void {
	const baselines = course.scales.map((scale) => drawBaseline(random, scale));
	const lastSession = course.sessionDays.at(-1) ?? 0;
	for (const visit of visits) {
		if (!visit.attended) continue;
		const after = visit.day > 0;
		const improvement = after ? course.improvement(visit.day) : 0;
		const row = {
			clinic_id: course.key.clinic_id,
			course_id: course.key.course_id,
			assessed_day: visit.day,
			timepoint: !after ? 'baseline' : visit.day <= lastSession ? 'treatment' : 'follow_up',
			visit_label: visit.week === 0 ? 'Baseline' : `Week ${visit.week}`
		} as const;
		course.scales.forEach((scale, index) => {
			const truth = valueAfter(baselines[index] ?? 0, improvement);
			for (let rater = 0; rater < scale.raters; rater++) {
				const value = visit.photo ? readScore(random, scale, truth) : null;
				out.assessments.push({
					...row,
					...scoreOf(random, scale.measure, value),
					view: scale.measure.startsWith('VISIA') ? 'front' : null,
					rater_type: rater > 0 ? 'blinded_clinician' : scale.rater,
					rater_code: scale.rater === 'device' ? null : rater > 0 ? 'B01' : course.operator
				});
			}
		});
		if (!after) continue;
		const before = course.sessionDays.findLast((day) => day < visit.day) ?? 0;
		out.assessments.push({
			...row,
			...scoreOf(random, 'GAIS_SUBJ', rateChange(random, improvement, (visit.day - before) / 7)),
			view: null,
			rater_type: 'patient',
			rater_code: null
		});
	}
}

function scoreOf(
	random: Random,
	measure: string,
	value: number | null
): Pick<
	Assessment,
	| 'assessment_id'
	| 'body_area'
	| 'side'
	| 'instrument_id'
	| 'measure'
	| 'value'
	| 'missing_reason'
	| 'replicate'
	| 'quality'
	| 'imputed'
> {
	const draw = random.uniform();
	return {
		assessment_id: null,
		body_area: null,
		side: null,
		instrument_id: instrumentOf(measure)?.id ?? measure,
		measure,
		value,
		missing_reason: value === null ? 'not_done' : null,
		replicate: 1,
		quality: value === null || draw >= 0.015 ? 'ok' : draw < 0.005 ? 'rejected' : 'suspect',
		imputed: 'none'
	};
}
