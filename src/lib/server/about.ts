/** What a file says of itself: question, filters, data, patients, what is hidden. */
import type { Answered } from './app.ts';

/** Lines for the top of a download. */
export function aboutLines(answered: Answered): string[] {
	const { figure, bar, stamp, hidden, threshold } = answered;
	return [
		...(stamp.synthetic ? ['Synthetic data: no real patient is in this file.'] : []),
		`Question: ${figure.title}`,
		`Answer: ${answerText(answered)}`,
		`Filters: ${bar.sentence}`,
		`Address: ${answered.apiHref}`,
		`Data version ${stamp.version}, through ${stamp.through}, ${stamp.clinics}`,
		`Shown: ${figure.basis}`,
		hidden === 0
			? `Hidden groups: none. Groups of fewer than ${threshold} patients would be hidden.`
			: `Hidden groups: ${hidden}. Groups of fewer than ${threshold} patients are hidden, and a group beside them where they would follow from the total.`
	];
}

/** The answer as plain text. */
export const answerText = ({ figure }: Answered) =>
	figure.answer.map((phrase) => phrase.text).join('');
