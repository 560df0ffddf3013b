/** The same counts as a table to read and as a tidy table to download, with what the sources say. */
import type { Figure, TwinTable } from '#lib/charts/figure.ts';
import { count } from '#lib/domain/format.ts';
import { FLAG_ANSWERS, RECORDED_FLAGS, referenceOf } from '#lib/domain/recorded-flags.ts';
import type { Context, Group } from '../../analysis.ts';
import { told } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { recordedOf, shareCell } from './recorded.ts';

export function twin(group: Group): TwinTable {
	return {
		caption: 'The same figures',
		note: 'Patients by what is recorded at the start of treatment; share of those with yes or no (95 % interval)',
		columns: [
			{ label: 'Recorded', align: 'left' },
			{ label: 'Sources call it', align: 'left', wraps: true },
			{ label: 'Published wait', align: 'left', wraps: true },
			{ label: 'Yes', align: 'right' },
			{ label: 'No', align: 'right' },
			{ label: 'Unknown', align: 'right' },
			{ label: 'Share with yes', align: 'right', strong: true }
		],
		rows: RECORDED_FLAGS.map(({ flag, label }) => {
			const recorded = recordedOf(group, flag);
			const reference = referenceOf(flag);
			const { answers, why } = recorded;
			return {
				group: null,
				style: null,
				cells: [
					label,
					reference?.kind ?? '–',
					reference?.washout ?? '–',
					...FLAG_ANSWERS.map((answer) => (answers ? count(answers[answer]) : '')),
					shareCell(recorded)
				],
				hidden: answers ? null : (why ?? 'hidden')
			};
		})
	};
}

export function tidy(group: Group | undefined, context: Context): Figure['table'] {
	const words = (flag: (typeof RECORDED_FLAGS)[number]['flag']) => {
		const reference = referenceOf(flag);
		return [reference?.kind ?? null, reference?.washout ?? null, reference?.source ?? null];
	};
	const [whole] = context.hidden;
	return {
		columns: [
			{ key: 'flag', label: 'Contraindication, code', type: 'text' },
			{ key: 'contraindication', label: 'Contraindication', type: 'text' },
			{ key: 'kind', label: 'What sources call it', type: 'text' },
			{ key: 'washout', label: 'Published wait', type: 'text' },
			{ key: 'sources', label: 'Sources', type: 'text' },
			...FLAG_ANSWERS.map((answer) => ({
				key: `patients_${answer}`,
				label: `Patients: ${answer}`,
				type: 'integer' as const
			})),
			{ key: 'percent_yes', label: 'Per cent with yes, of yes and no', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: RECORDED_FLAGS.map(({ flag, label }) => {
			const recorded = group ? recordedOf(group, flag) : null;
			const { answers, share, interval, decimals, why } = recorded ?? {
				answers: null,
				share: null,
				interval: null,
				decimals: 0,
				why: whole ? reasonOf(whole, context) : 'nobody was treated'
			};
			return [
				flag,
				label,
				...words(flag),
				...FLAG_ANSWERS.map((answer) => answers?.[answer] ?? null),
				told(share, decimals),
				told(interval?.low ?? null, decimals),
				told(interval?.high ?? null, decimals),
				why
			];
		})
	};
}
