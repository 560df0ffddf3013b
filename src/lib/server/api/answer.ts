/** An answer in the API's words. */
import { answerText } from '../about.ts';
import type { Answered } from '../app.ts';
import type { ApiAnswer } from './schemas.ts';

/** Nothing is added and nothing rounded: the table is the figure's own. */
export function asApiAnswer(answered: Answered): ApiAnswer {
	const { analysis, figure, methods, bar, stamp, hidden, threshold } = answered;
	return {
		analysis: analysis.id,
		title: analysis.title,
		question: figure.title,
		answer: answerText(answered),
		filters: { query: bar.query, words: bar.sentence },
		data: {
			version: stamp.version,
			through: stamp.through,
			clinics: stamp.clinics,
			synthetic: stamp.synthetic
		},
		hidden: { groups: hidden, threshold },
		basis: figure.basis,
		methods: methods.map(({ id }) => id),
		rests_on: figure.restsOn.map(({ title, text }) => ({
			title,
			text: text.map((phrase) => phrase.text).join('')
		})),
		columns: figure.table.columns,
		rows: figure.table.rows
	};
}
