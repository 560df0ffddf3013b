/** The rates of each group beside each other, and how they differ, as charts. */
import type { ForestPanel, Phrase } from '#lib/charts/figure.ts';
import type { IntervalsPanel } from '#lib/charts/panels.ts';
import { decimal, interval } from '#lib/domain/format.ts';
import { niceScale } from '../scale.ts';
import { decimalsOf, inWords } from '../side-effects/rates.ts';
import { toldEstimate } from '../told.ts';
import type { ComparedTerm, Comparison } from './comparison.ts';

const FEW_EVENTS = 5;
/** Differences of percentage points are shown with one decimal. */
export const POINT_DECIMALS = 1;

export function ratesForest({ terms, arms }: Comparison): ForestPanel[] {
	const expected = terms.filter(({ effect }) => effect.expected === 'expected');
	const others = terms.filter(({ effect }) => effect.expected !== 'expected');
	return [
		forest('others', 'Serious, unexpected or less common', 'on a scale of their own', others, arms),
		forest('expected', 'Expected', 'pass within days', expected, arms)
	].filter(({ rows }) => rows.length > 0);
}

function forest(
	id: string,
	title: string,
	note: string,
	terms: ComparedTerm[],
	arms: Comparison['arms']
): ForestPanel {
	const values = terms.flatMap(({ rates }) =>
		rates.flatMap(({ rate: { estimate, events } }) =>
			estimate ? [estimate.value, events >= FEW_EVENTS ? (estimate.high ?? 0) : 0] : []
		)
	);
	const scale = niceScale(values);
	return {
		id,
		title,
		note: arms.length === 2 ? `${note}; right: the difference` : note,
		xLabel: 'Sessions with the effect, per 100 answered',
		scale: { ...scale, min: 0, max: Math.min(100, scale.max) },
		rows: terms.map(({ effect: { term, label }, rates, contrasts }) => ({
			id: term,
			label,
			marks: rates.map(({ arm, rate }) => ({
				seriesId: arm.name,
				estimate: toldEstimate(rate.estimate, decimalsOf(rate)),
				why: arm.why ?? rate.why,
				few: rate.events < FEW_EVENTS,
				sentence: `${label}, ${arm.label}: ${arm.why ?? inWords(rate)}.`
			})),
			total: totalOf(contrasts)
		}))
	};
}

/** Of two groups the difference; of three each has its own row in the next chart. */
function totalOf([first, ...others]: ComparedTerm['contrasts']): Phrase[] {
	if (!first || others.length > 0) return [];
	if (!first.difference) return [{ text: '–', strong: true }];
	const [lead = '', ...rest] = differenceWords(first.difference).split(' ');
	return [{ text: lead, strong: true }, { text: ` ${rest.join(' ')}` }];
}

/** Every difference from the first group on one axis. */
export function intervalsOf({ terms, arms }: Comparison): IntervalsPanel {
	const [reference] = arms;
	const several = arms.length > 2;
	const told = terms.flatMap(({ contrasts }) =>
		contrasts.flatMap(({ difference }) => (difference ? [difference] : []))
	);
	const scale = niceScale(told.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])); // prettier-ignore
	return {
		kind: 'intervals',
		id: 'differences',
		title: 'How the rates differ',
		note: reference ? `Each group less ${reference.label}` : '',
		hidden:
			told.length > 0
				? null
				: { reason: 'No difference can be told: see the reasons in the table.', next: null },
		xLabel: 'Difference, sessions per 100 answered',
		scale,
		zero: true,
		worthwhile: null,
		rows: terms.flatMap(({ effect: { term, label }, contrasts }) =>
			contrasts.map(({ arm, difference, verdict, why }) => {
				const words = difference ? differenceWords(difference) : '–';
				return {
					id: `${term}-${arm.name}`,
					label: several ? `${label}, ${arm.label}` : label,
					sentence: `${label}, ${arm.label} less ${reference?.label ?? ''}: ${
						difference ? `${words} of 100 sessions, ${verdict}` : (why ?? 'no answer')
					}.`,
					why,
					few: false,
					estimate: toldEstimate(difference, POINT_DECIMALS),
					lead: difference !== null && verdict !== 'not clear',
					style: arm.style,
					words
				};
			})
		)
	};
}

/** "15.2 (3.1 to 27.4)". */
export const differenceWords = ({
	value,
	low,
	high
}: {
	value: number;
	low: number | null;
	high: number | null;
}) => `${decimal(value, POINT_DECIMALS)} ${interval(low, high, POINT_DECIMALS)}`.trim();
