/** E2: values that a row's own measure, or the patient's age, does not allow. */
import { measureOf } from '#lib/domain/instruments/index.ts';
import { refuse } from '../import-set.ts';
import type { ImportCheck } from './check.ts';

/** Scores are summed in whole hundredths; no instrument reads anywhere near this. */
const LARGEST_SCORE = 10_000_000;

/** E2: a score lies within its measure's limits and on its steps. */
export const scoresOfTheirMeasure: ImportCheck = ({ set }) => {
	for (const row of set.rows.assessments) {
		const { value, measure: code } = row.line;
		const measure = row.refused ? undefined : measureOf(code);
		if (!measure || value === null) continue;
		const { min, max, step } = measure;
		const outside = (min !== null && value < min) || (max !== null && value > max);
		if (outside) {
			const rule = `lies outside ${min ?? 'any'} to ${max ?? 'any'}, the limits of ${code}`;
			refuse(set, row, 'E2', { column: 'value', rule, offer: 'Check measure and value.', value });
		} else if (Math.abs(value) > LARGEST_SCORE) {
			const rule = `is larger than any reading: at most ${LARGEST_SCORE} can be stored`;
			refuse(set, row, 'E2', { column: 'value', rule, offer: 'Check measure and value.', value });
		} else if (step !== null && !isOnStep(value, min ?? 0, step)) {
			const rule = `is not on the steps of ${step} that ${code} has`;
			refuse(set, row, 'E2', { column: 'value', rule, offer: 'Check measure and value.', value });
		}
	}
};

function isOnStep(value: number, from: number, step: number): boolean {
	const steps = (value - from) / step;
	return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** E2: minors only where the clinic takes them. By year of birth, the age is that of this year. */
export const patientsOfAge: ImportCheck = ({ set, today, minorsAllowed }) => {
	if (minorsAllowed) return;
	for (const row of set.rows.patients) {
		const { age_at_start: age, birth_year: year } = row.line;
		const years = age ?? (year === null ? null : Number(today.slice(0, 4)) - year);
		if (row.refused || years === null || years >= 18) continue;
		refuse(set, row, 'E2', {
			column: age === null ? 'birth_year' : 'age_at_start',
			rule: 'is that of a patient under 18',
			offer: 'Leave the patient out, or allow it with --minors where the clinic may.'
		});
	}
};
