/** The sheet's sentences: what happened to others, in small round numbers, and that it is no promise. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import { count, decimal, list } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import type { Prediction } from './prediction.ts';
import { answer } from './words.ts';

/** Down to tens, so that two sheets do not differ by a few patients. */
export const aboutTens = (patients: number): string => count(10 * Math.floor(patients / 10));

export function sheetAnswer(found: Prediction | null, context: Context): Phrase[] {
	if (found?.why !== null) return answer(found, [], context, '/expect/sheet');
	return [
		{
			text: `How others fared who were treated for the same at the same place. It is no promise: you may do better, or less well.`
		}
	];
}

export function sheetItems(found: Prediction, { filters }: Context): Figure['restsOn'] {
	const { about } = filters;
	const { area, improved, redness, darkening, said, points, patients } = found;
	const point = points.find(({ week }) => week === filters.wk);
	const when = `${filters.wk} weeks after the first session`;
	const items: { title: string; text: string | null }[] = [
		{
			title: 'How much better does it get?',
			text:
				point?.half && point.most ? amountWords(point.half, point.most, area.measure, when) : null
		},
		{
			title: 'How many see a clear change?',
			text:
				improved.estimate &&
				`${ofTen(improved.estimate.value)} were ${area.measure.mdc95 === null ? area.measure.responderWords : 'better by more than such readings err'}, ${when}.`
		},
		{ title: 'How soon?', text: soonWords(found, filters.wk) },
		{
			title: 'How long is the skin red?',
			text: redWords(redness, about.depth !== undefined)
		},
		{
			title: 'Can the skin become darker for a while?',
			text: darkWords(darkening, about.type !== undefined)
		},
		{
			title: 'Whom this rests on',
			text: `About ${aboutTens(patients)} patients treated for this here, each counted once.${likeYou(said)} Patients who did not come back are not known; they may have fared differently.`
		}
	];
	return items.flatMap(({ title, text }) => (text ? [{ title, text: [{ text }] }] : []));
}

/** Where no number may be told the sheet still says that it happens. */
function darkWords(
	{ estimate, none, patients, of }: Prediction['darkening'],
	asked: boolean
): string {
	if (!estimate) {
		return 'It can, more often in darker skin. These records give no number that may be printed: ask your practitioner.';
	}
	return none
		? `It was not seen in about ${aboutTens(patients)} patients${whose(of, asked)}. That does not rule it out.`
		: `It was reported in ${ofHundred(estimate.value)}${whose(of, asked)}.`;
}

/** "Half were between 0.5 and 1.4 grades better …, four in five between 0.1 and 1.9." */
function amountWords(
	half: { low: number; high: number },
	most: { low: number; high: number },
	measure: Measure,
	when: string
): string {
	const unit = measure.unit.many;
	const ends = (band: { low: number; high: number }) => {
		// As they are read: what is written as 0 is neither better nor worse.
		const [low, high] = [Number(band.low.toFixed(1)), Number(band.high.toFixed(1))];
		if (high <= 0 && low < 0) {
			return `between ${decimal(-high, 1)} and ${decimal(-low, 1)} ${unit} worse`;
		}
		return low < 0
			? `between ${decimal(-low, 1)} ${unit} worse and ${decimal(high, 1)} better`
			: `between ${decimal(low, 1)} and ${decimal(high, 1)} ${unit} better`;
	};
	return `Half of such patients are expected ${ends(half)} ${when}, four in five ${ends(most)}. ${scaleWords(measure)}`;
}

/** "The scale (Lemperle) goes from 0, none, to 5, very deep." */
function scaleWords({ name, min, max, labels, unit }: Measure): string {
	if (min === null || max === null) return `Measured in ${unit.many} (${name}).`;
	const end = (value: number) => {
		const label = labels?.[value];
		return label ? `${value} (${label})` : String(value);
	};
	return `The scale, ${name}, goes from ${end(min)} to ${end(max)}.`;
}

/** By the middle of the course: which part of the change at the week is there at the earlier visits. */
function soonWords({ points }: Prediction, week: number): string | null {
	const last = points.find((point) => point.week === week)?.middle ?? null;
	const early = points.filter((point) => point.week < week && point.middle !== null);
	if (last === null || last <= 0 || early.length === 0) return null;
	const half = early.find(({ middle }) => middle !== null && middle >= last / 2);
	return half
		? `Half of the change is there by week ${half.week}.`
		: `Slowly: by week ${early.at(-1)?.week} less than half of the change is there.`;
}

function redWords(
	{ half, late, lateDay, of }: Prediction['redness'],
	asked: boolean
): string | null {
	const day = (value: number) => (value === 0 ? 'within a day' : `by day ${value}`);
	const parts = [
		...(half === null ? [] : [`${day(half)} in half of the patients`]),
		...(late === null || lateDay === null ? [] : [`${day(lateDay)} in ${late / 10} of 10`])
	];
	return parts.length > 0
		? `After the first session redness was gone ${list(parts)}${whose(of, asked)}.`
		: null;
}

/** Of whom it is said: of those like the patient, or of everybody where they are too few. */
const whose = (of: string | null, asked: boolean) =>
	of === null ? (asked ? ' (all patients here)' : '') : ` (${of})`;

function likeYou(said: Prediction['said']): string {
	const taken = said.filter(({ why }) => why === null).map(({ label }) => label);
	const left = said.filter(({ why }) => why !== null).map(({ label }) => label);
	return [
		taken.length > 0 ? ` How much better it gets, and how soon, is for ${list(taken)}.` : '',
		left.length > 0 ? ` Too few patients to tell ${list(left)} apart.` : ''
	].join('');
}

const ofTen = (percent: number) => {
	const tenths = Math.round(percent / 10);
	if (tenths === 0) return 'Fewer than 1 in 10';
	return tenths === 10 ? 'Nearly all' : `About ${tenths} in 10`;
};

const ofHundred = (percent: number) =>
	percent < 1 ? 'fewer than 1 in 100' : `about ${Math.round(percent)} in 100`;
