/** What a file says of itself: question, filters, data, patients, methods, what is hidden. */
import type { Answered } from './app.ts';

/** Lines for the top of a download. */
export function aboutLines(answered: Answered): string[] {
	const { figure, methods, bar, stamp, hidden, threshold } = answered;
	return [
		...(stamp.synthetic ? ['Synthetic data: no real patient is in this file.'] : []),
		`Question: ${figure.title}`,
		`Answer: ${answerText(answered)}`,
		`Filters: ${bar.sentence}`,
		`Address: ${answered.apiHref}`,
		stamp.release === null
			? `Data version ${stamp.version}, through ${stamp.through}, ${stamp.clinics}`
			: `Release ${stamp.release}, made ${stamp.through}, ${stamp.clinics}`,
		`Shown: ${figure.basis}`,
		methodsLine(methods),
		stamp.release !== null
			? 'Hidden groups: none. Every group that a release tells apart holds 11 patients or more.'
			: hidden === 0
				? `Hidden groups: none. Groups of fewer than ${threshold} patients would be hidden.`
				: `Hidden groups: ${hidden}. Groups of fewer than ${threshold} patients are hidden, and a group beside them where they would follow from the total.`
	];
}

/** "Methods: Wilson score interval (Wilson 1927); …": what the numbers are worked out by. */
const methodsLine = (methods: Answered['methods']) =>
	`Methods: ${methods.map(({ name, source }) => `${name} (${source})`).join('; ')}`;

/** The answer as plain text. */
export const answerText = ({ figure }: Answered) =>
	figure.answer.map((phrase) => phrase.text).join('');
