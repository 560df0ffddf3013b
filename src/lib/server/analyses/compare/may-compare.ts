/**
 * Whether a difference between two groups may be told: PASS, CAUTION or WITHHELD, by fixed thresholds
 * and with the reasons in words. Pure: facts in, a sign out.
 */
import { decimal, list, percent } from '#lib/domain/format.ts';
import { FOLLOW_UP_FLOOR } from '../improvement/follow-up.ts';

const FEWEST_PATIENTS = 10;
const LEAST_EQUIPOISE = 0.2;
const MOST_APART = 0.1;
const LEAST_EFFECTIVE = 10;
const MOST_FOLLOW_UP_APART = 0.15;

export type GroupFacts = {
	/** "B". */
	letter: string;
	/** With a score at the week. */
	patients: number;
	/** Courses seen of those due; null where they are hidden. */
	seen: number | null;
	due: number | null;
	/** Equally weighted patients that would tell as much; null without weights. */
	effectiveN: number | null;
	/** Different clinics and practitioners of its patients; who was not recorded counts as one more. */
	clinics: number;
	practitioners: number;
};

export type Facts = {
	groups: readonly [GroupFacts, GroupFacts];
	/** Of both groups together. */
	clinics: number;
	practitioners: number;
	/** Whether the groups differ in who treats them: then each is by its own practitioners. */
	byPractitioner: boolean;
	/** Share of patients who could have been given either; null where nothing tells. */
	equipoise: number | null;
	/** After weighting; null where the groups differ and nobody differs within them. */
	balance: readonly { label: string; after: number | null }[];
	/** Covariates left out of the model, by name, with the reason. */
	leftOut: readonly { label: string; why: 'too few patients' | 'no support' }[];
	/** The estimates there are, the raw one first. */
	estimates: readonly { label: string; value: number; low: number; high: number }[];
};

export type Sign = { word: 'PASS' | 'CAUTION' | 'WITHHELD'; reasons: string[] };

/** The sign and its reasons. One that is withheld tells only why it is, none of the milder reasons. */
export function mayCompare(facts: Facts): Sign {
	const few = tooFew(facts);
	if (few.length > 0) return { word: 'WITHHELD', reasons: few };
	const withheld = [...oneHand(facts), ...apart(facts)];
	if (withheld.length > 0) return { word: 'WITHHELD', reasons: withheld };
	const caution = [...leftOut(facts), ...followUp(facts), ...disagreement(facts.estimates)];
	return caution.length > 0 ? { word: 'CAUTION', reasons: caution } : { word: 'PASS', reasons: [] };
}

const tooFew = ({ groups }: Facts): string[] =>
	groups
		.filter(({ patients }) => patients < FEWEST_PATIENTS)
		.map(
			({ letter, patients }) =>
				`${letter} has ${patients === 0 ? 'no patient' : patients === 1 ? 'one patient' : `${patients} patients`} with a score at this week; a comparison needs ${FEWEST_PATIENTS} in each group: about ${FEWEST_PATIENTS - patients} more seen ${FEWEST_PATIENTS - patients === 1 ? 'course' : 'courses'}.`
		);

/** What sets the groups apart would then be the clinic or the practitioner as well. */
function oneHand({ groups, clinics, practitioners, byPractitioner }: Facts): string[] {
	const inOne = (many: number, kind: 'clinics' | 'practitioners') =>
		many > 1 ? groups.filter((group) => group[kind] === 1).map(({ letter }) => letter) : [];
	const clinic = inOne(clinics, 'clinics');
	const practitioner = byPractitioner ? [] : inOne(practitioners, 'practitioners');
	return [
		...clinic.map(
			(letter) =>
				`All patients of ${letter} are of one clinic: clinic and treatment cannot be told apart.`
		),
		...practitioner
			.filter((letter) => !clinic.includes(letter))
			.map(
				(letter) =>
					`All patients of ${letter} were treated by one practitioner: practitioner and treatment cannot be told apart.`
			)
	];
}

/** Beyond rounding: a difference that is the limit on paper is not over it. */
const over = (value: number, limit: number) => value > limit + 1e-9;

function apart({ groups, equipoise, balance }: Facts): string[] {
	if (equipoise === null) {
		return [
			'What is known of the patients tells the groups apart: some have nobody in the other group to be compared with.'
		];
	}
	const unlike = balance.filter(({ after }) => after === null || over(Math.abs(after), MOST_APART));
	return [
		...(over(LEAST_EQUIPOISE, equipoise)
			? [
					`Only ${percent(100 * equipoise)} of the patients could have been in either group; a comparison needs ${percent(100 * LEAST_EQUIPOISE)}.`
				]
			: []),
		...(unlike.length > 0
			? [
					`The groups stay unlike after weighting in ${list(unlike.map(({ label, after }) => `${label.toLowerCase()} (${after === null ? 'wholly' : decimal(Math.abs(after), 2)})`))}; a standardised difference of up to ${MOST_APART} is taken as alike.`
				]
			: []),
		...groups
			.filter(({ effectiveN }) => effectiveN === null || over(LEAST_EFFECTIVE, effectiveN))
			.map(
				({ letter, effectiveN }) =>
					`After weighting ${letter} tells as much as ${effectiveN === null ? 'nobody' : `${decimal(effectiveN, 1)} patients`}; a comparison needs ${LEAST_EFFECTIVE}.`
			)
	];
}

function leftOut({ leftOut: names }: Facts): string[] {
	const of = (reason: Facts['leftOut'][number]['why']) =>
		names.flatMap(({ label, why }) => (why === reason ? [label.toLowerCase()] : []));
	const few = of('too few patients');
	const apart = of('no support');
	return [
		...(few.length > 0
			? [
					`Too few patients to adjust for everything: ${list(few)} ${few.length === 1 ? 'was' : 'were'} left out.`
				]
			: []),
		...(apart.length > 0
			? [
					`Not adjusted for ${list(apart)}: what is in one group does not occur in the other, so how much of the difference is due to it cannot be told.`
				]
			: [])
	];
}

function followUp({ groups }: Facts): string[] {
	const shares = groups.map(({ letter, seen, due }) => ({
		letter,
		share: seen === null || !due ? null : seen / due
	}));
	const unknown = shares.filter(({ share }) => share === null).map(({ letter }) => letter);
	const low = shares.flatMap(({ letter, share }) =>
		share !== null && over(FOLLOW_UP_FLOOR, share) ? [`${percent(100 * share)} of ${letter}`] : []
	);
	const [one, two] = shares.map(({ share }) => share);
	const unequal = one != null && two != null && over(Math.abs(one - two), MOST_FOLLOW_UP_APART);
	return [
		...(unknown.length > 0
			? [
					`How many of ${list(unknown)} were followed is not known: no visit was due, or it is hidden.`
				]
			: []),
		...(low.length > 0 ? [`Of the courses due only ${list(low)} were seen.`] : []),
		...(unequal
			? [
					`Follow-up differs: ${list(shares.map(({ letter, share }) => `${percent(100 * (share ?? 0))} of ${letter}`))} were seen.`
				]
			: [])
	];
}

/** Lord's paradox and its like: estimates that point different ways, or are not all clear of 0. */
export function disagreement(estimates: Facts['estimates']): string[] {
	const words: string[] = [];
	const up = estimates.filter(({ value }) => value > 0);
	const down = estimates.filter(({ value }) => value < 0);
	const names = (some: Facts['estimates']) =>
		list(some.map(({ label }) => label.charAt(0).toLowerCase() + label.slice(1)));
	if (up.length > 0 && down.length > 0) {
		words.push(`The estimates point different ways: ${names(up)} up, ${names(down)} down.`);
	}
	const clear = estimates.filter(({ low, high }) => low > 0 || high < 0);
	const unclear = estimates.filter((each) => !clear.includes(each));
	if (clear.length > 0 && unclear.length > 0) {
		words.push(
			`The estimates disagree: the interval leaves out 0 for ${names(clear)}, not for ${names(unclear)}.`
		);
	}
	return words;
}
