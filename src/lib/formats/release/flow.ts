/** `flow.csv`: how many there were at each stage and why the others are not here, for a STROBE diagram. */
import { writeCsv } from '../csv.ts';
import { LEFT_OUT_WORDS, type ReleaseCounts, type ReleaseFacts } from './facts.ts';

type Stage = {
	stage: string;
	reason: string;
	unit: 'patients' | 'courses' | 'scores';
	number: number;
	atMost: boolean;
};

/** Counts of those left out are rounded up by the release; all others are exact. */
export function flow(facts: ReleaseFacts, counts: ReleaseCounts): string {
	const stages = stagesOf(facts, counts);
	const columns = ['step', 'stage', 'reason', 'unit', 'number', 'at_most'];
	return writeCsv({
		columns: columns.map((key) => ({ key, label: key, type: 'text' as const })),
		rows: stages.map(({ stage, reason, unit, number, atMost }, index) => [
			index + 1,
			stage,
			reason,
			unit,
			number,
			String(atMost)
		])
	});
}

function stagesOf({ report, cohort }: ReleaseFacts, counts: ReleaseCounts): Stage[] {
	const exact = (stage: string, unit: Stage['unit'], number: number, reason = ''): Stage => ({
		stage,
		reason,
		unit,
		number,
		atMost: false
	});
	// In this order, whatever the order of the report's own keys.
	const leftOut = (Object.keys(LEFT_OUT_WORDS) as (keyof typeof LEFT_OUT_WORDS)[]).map(
		(key): Stage => ({
			stage: 'left out of the release',
			reason: LEFT_OUT_WORDS[key],
			unit: 'patients',
			number: report.leftOut[key],
			atMost: report.leftOut[key] > 0
		})
	);
	return [
		...leftOut,
		exact('in the release', 'patients', report.patients),
		exact('in the release', 'courses', report.courses),
		...(cohort
			? [
					exact(
						'left out of the cohort',
						'courses',
						report.courses - counts.courses,
						'not in its rules'
					)
				]
			: []),
		// Courses that are not linked do not say how many patients they are of.
		...(report.linked ? [exact('in this bundle', 'patients', counts.patients)] : []),
		exact('in this bundle', 'courses', counts.courses),
		exact('in this bundle', 'scores', counts.rows.assessments ?? 0)
	];
}
