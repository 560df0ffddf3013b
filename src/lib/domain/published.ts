/**
 * Published results beside the clinic's own: which may be drawn as points, which are told in words.
 * The rules stand in `published/comparability.ts`; none of them looks at the clinic's figures.
 */
import { decimal, interval, list } from './format.ts';
import { measureOf } from './instruments/index.ts';
import {
	comparability,
	hasAdjunct,
	isRadiofrequency,
	isRelevant,
	whyNotDrawn
} from './published/comparability.ts';
import { improvementOf } from './published/improvement.ts';
import { instrumentWords, resultPhrase, sizeWords } from './published/phrase.ts';
import type { PublishedPoint, PublishedQuestion, PublishedRow } from './published/row.ts';

export { comparability, whyNotDrawn } from './published/comparability.ts';
export { improvementOf } from './published/improvement.ts';
export { resultPhrase, sizeWords } from './published/phrase.ts';
export { publishedRates, publishedRatesWords } from './published/side-effect-rates.ts';
export type {
	Grade,
	PublishedPoint,
	PublishedQuestion,
	PublishedRow,
	PublishedSideEffectRow,
	PublishedSource
} from './published/row.ts';

/** More sentences than this are left to the register, and counted. */
const MOST_WORDS = 4;

/** The points to draw and the sentences to print beside them, for one panel. */
export function publishedFor(
	question: PublishedQuestion,
	rows: readonly PublishedRow[]
): { points: PublishedPoint[]; words: string[] } {
	const relevant = rows.filter((row) => isRelevant(row, question));
	const drawn = onePerCohort(
		relevant.filter((row) => isTreated(row) && whyNotDrawn(row, question) === null)
	);
	const drawnStudies = new Set(drawn.map((row) => row.studyId));
	const told = studiesOf(
		relevant.filter((row) => !drawnStudies.has(row.studyId) && row.armRole !== 'untreated_control'),
		question
	);
	const sentences = told.map((study) => sentenceOf(study, question)).filter((text) => text !== '');
	const left = sentences.length - MOST_WORDS;
	return {
		points: drawn.map((row) => pointOf(row, question, relevant)),
		words: [
			...drawnWords(drawn, question),
			...sentences.slice(0, MOST_WORDS),
			...(left > 0
				? [`${left} more ${left === 1 ? 'study is' : 'studies are'} in the register.`]
				: [])
		]
	};
}

/** How many separate groups of people the rows rest on: several papers may report on the same one. */
export const independentGroups = (rows: readonly PublishedRow[]): number =>
	new Set(rows.map((row) => row.cohort)).size;

const isTreated = ({ armRole }: PublishedRow) =>
	armRole === 'microneedling' || armRole === 'rf_microneedling';

/** Two papers on the same people give one point at a week, that of the first; its arms stay together. */
function onePerCohort(rows: PublishedRow[]): PublishedRow[] {
	return rows.filter((row) => {
		const same = rows.filter(
			(other) =>
				other.cohort === row.cohort && other.weeksFromFirstSession === row.weeksFromFirstSession
		);
		return same[0]?.studyId === row.studyId;
	});
}

function pointOf(
	row: PublishedRow,
	question: PublishedQuestion,
	relevant: readonly PublishedRow[]
): PublishedPoint {
	const improvement = improvementOf(row);
	const week = row.weeksFromFirstSession;
	if (!improvement || week === null) throw new Error(`Row ${row.rowId} may not be drawn.`);
	const { grade, differences } = comparability(row, question);
	const { value, low, high, intervalWords } = improvement;
	const facts = [row.deviceModel ?? row.device ?? 'device not stated', depthWords(row)];
	if (row.sessions !== null) facts.push(`${row.sessions} sessions`);
	return {
		studyId: row.studyId,
		label: labelOf(row),
		week,
		estimate: { value, low, high },
		grade,
		likeness: likeness(differences),
		sentence: [
			`Published, ${labelOf(row)}, week ${week}: ${amountOf(row)}; ${intervalWords}.`,
			`${instrumentWords(row)}, ${facts.join(', ')}.`,
			`Grade ${grade}: ${likeness(differences)}.`,
			controlWords(row, relevant),
			row.caution === null ? '' : `${row.caution}.`
		]
			.filter((text) => text !== '')
			.join(' ')
	};
}

/** "0.86 grades better (0.62 to 1.10)"; empty where nothing was printed that can be drawn. */
function amountOf(row: PublishedRow): string {
	const improvement = improvementOf(row);
	if (!improvement) return '';
	const unit = measureOf(row.instrument)?.unit.many ?? 'points';
	const { value, low, high } = improvement;
	return [decimal(value, 2), unit, 'better', interval(low, high, 2)].join(' ').trim();
}

/** "Alqam 2022, n 32"; an arm that was given something besides the needling says so. */
const labelOf = (row: PublishedRow) =>
	[row.studyLabel, sizeWords(row), hasAdjunct(row) ? `with ${row.adjunct}` : '']
		.filter((part) => part !== '')
		.join(', ');

function depthWords({ depthMmMin: min, depthMmMax: max }: PublishedRow): string {
	if (max === null) return 'needle depth not stated';
	return min === null || min === max ? `to ${decimal(max, 1)} mm` : `${decimal(min, 1)} to ${decimal(max, 1)} mm`; // prettier-ignore
}

const likeness = (differences: readonly string[]) =>
	differences.length === 0
		? 'same scale, area, device, depth and time'
		: `same scale and area; ${differences.join('; ')}`;

/** The untreated side of the same study at the same week: how much would have come by itself. */
function controlWords(row: PublishedRow, relevant: readonly PublishedRow[]): string {
	const control = relevant.find(
		(other) =>
			other.armRole === 'untreated_control' &&
			other.studyId === row.studyId &&
			other.instrument === row.instrument &&
			other.weeksFromFirstSession === row.weeksFromFirstSession
	);
	const improvement = control && improvementOf(control);
	if (!improvement) return '';
	const { value, low, high } = improvement;
	return `Its untreated side: ${decimal(value, 2)} ${interval(low, high, 2)}.`;
}

/** One sentence an arm: where it is drawn, and how alike it is. */
function drawnWords(drawn: readonly PublishedRow[], question: PublishedQuestion): string[] {
	return grouped(drawn, ({ studyId, armId }) => `${studyId} ${armId}`).flatMap((rows) => {
		const [first] = rows;
		if (!first) return [];
		const { grade, differences } = comparability(first, question);
		const results = list(
			rows.map((row) => `${amountOf(row)} at week ${row.weeksFromFirstSession}`)
		);
		return [
			`Drawn: ${labelOf(first)}, ${results}; ${depthWords(first)}; ${likeness(differences)} (grade ${grade}).`
		];
	});
}

/** The rows by study: first those treated as asked, radiofrequency apart from the rest. */
function studiesOf(rows: readonly PublishedRow[], { device }: PublishedQuestion): PublishedRow[][] {
	const apart = (row: PublishedRow) => isRadiofrequency(row) !== (device === 'rf_needling');
	const isApart = (study: PublishedRow[]) => Number(study.every(apart));
	return grouped(rows, (row) => row.studyId).toSorted((a, b) => isApart(a) - isApart(b));
}

/** The rows with the same key together, in their order. */
function grouped(rows: readonly PublishedRow[], keyOf: (row: PublishedRow) => string) {
	const groups = new Map<string, PublishedRow[]>();
	for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
	return [...groups.values()];
}

/** From the most telling statistic to the least. */
const TELLING = [
	'mean_change',
	'mean_score',
	'percent_improvement',
	'percent_improvement_vs_control',
	'responder_proportion',
	'responder_proportion_bound',
	'category_proportion',
	'mean_rating',
	'percent_improvement_range',
	'percent_change_instrument',
	'between_group_difference',
	'effect_size_bound',
	'odds_ratio',
	'within_group_p',
	'between_group_p'
];

/**
 * "Published on another scale, not drawn: 22 of 32 improved on …". One sentence a study: its most telling
 * result at its latest week, each needled arm beside the other. Comparator arms stay in the register.
 */
function sentenceOf(rows: readonly PublishedRow[], question: PublishedQuestion): string {
	const candidates = rows.filter(({ armRole }) => armRole !== 'comparator');
	const [best] = candidates.toSorted((a, b) => rank(a, question) - rank(b, question));
	if (!best) return '';
	const arms = candidates.filter(
		(row) =>
			row.instrument === best.instrument &&
			row.instrumentAsReported === best.instrumentAsReported &&
			row.measureType === best.measureType &&
			row.weeksFromFirstSession === best.weeksFromFirstSession &&
			row.timePointReported === best.timePointReported &&
			row.responderDefinition === best.responderDefinition
	);
	const why = whyNotDrawn(best, question) ?? 'not shown twice';
	const results = arms.map(resultPhrase).join('; ');
	const source = `${best.studyLabel}, ${sizeWords(best)}`;
	const caution = best.caution === null ? '' : ` ${best.caution}.`;
	return `Published ${why}, not drawn: ${results} (${source}).${caution}`;
}

/** Smaller is told first: the panel's own instrument, then a scale of scores, then the later week. */
function rank(row: PublishedRow, question: PublishedQuestion): number {
	const concern = measureOf(row.instrument)?.concern;
	const asked = row.instrument === question.measure ? 0 : 1000;
	const satisfaction = concern === 'satisfaction' || concern === 'quality_of_life' ? 500 : 0;
	const worsened = row.responderDefinition === 'worsened' ? 400 : 0;
	const statistic = 20 * TELLING.indexOf(row.measureType);
	return asked + satisfaction + worsened + statistic - (row.weeksFromFirstSession ?? 0) / 10;
}
