/**
 * What a clinic decided about how its figures are read, in place of what was published: when improvement
 * is enough, which difference is worthwhile, which measure leads, when visits are planned. And what of it
 * holds for somebody who sees several clinics: one figure has one rule.
 */
import { z } from 'zod';
import { areaRoot, AREA_ROOTS, type AreaCode } from './areas.ts';
import { decimal, percent } from './format.ts';
import { measureOf } from './instruments/index.ts';
import { CONCERNS, type Concern, type Measure, type ResponderRule } from './measure.ts';
import { primaryPairs, type PrimaryChoice, type PrimaryPair } from './primary-measures.ts';

export const CHOICE_KINDS = ['responder', 'worthwhile', 'primary', 'visits'] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

export type ClinicChoice =
	| { kind: 'responder'; measure: string; rule: ResponderRule }
	| { kind: 'worthwhile'; measure: string; atLeast: number }
	| ({ kind: 'primary' } & PrimaryChoice)
	| { kind: 'visits'; weeks: readonly number[] };

/** Of which measure, concern and area a choice is; stored beside its kind. */
export function subjectOf(choice: ClinicChoice): string {
	switch (choice.kind) {
		case 'primary':
			return `${choice.concern}.${choice.area}`;
		case 'visits':
			return '';
		default:
			return choice.measure;
	}
}

/** What is stored beside kind and subject. */
export function valueOf(choice: ClinicChoice): Record<string, unknown> {
	switch (choice.kind) {
		case 'responder':
			return choice.rule;
		case 'worthwhile':
			return { atLeast: choice.atLeast };
		case 'primary':
			return { measure: choice.measure };
		case 'visits':
			return { weeks: choice.weeks };
	}
}

const RULE = z.strictObject({
	kind: z.enum(['points', 'percent_of_baseline']),
	atLeast: z.number().positive()
});
const AT_LEAST = z.strictObject({ atLeast: z.number().positive() });
const MEASURE = z.strictObject({ measure: z.string() });
const WEEKS = z.strictObject({ weeks: z.array(z.int().min(1).max(520)).min(1) });

/** A stored choice; null for one whose measure, concern or area is no longer known. */
export function readChoice(kind: string, subject: string, value: unknown): ClinicChoice | null {
	switch (kind) {
		case 'responder': {
			const rule = RULE.safeParse(value);
			return rule.success && measureOf(subject)
				? { kind, measure: subject, rule: rule.data }
				: null;
		}
		case 'worthwhile': {
			const given = AT_LEAST.safeParse(value);
			return given.success && measureOf(subject)
				? { kind, measure: subject, atLeast: given.data.atLeast }
				: null;
		}
		case 'primary': {
			const [first, second] = subject.split('.');
			const concern = CONCERNS.find((name) => name === first);
			const area = AREA_ROOTS.find((code) => code === second);
			const given = MEASURE.safeParse(value);
			return given.success && concern && area && measureOf(given.data.measure)
				? { kind, concern, area, measure: given.data.measure }
				: null;
		}
		case 'visits': {
			const given = WEEKS.safeParse(value);
			return given.success ? { kind, weeks: given.data.weeks } : null;
		}
		default:
			return null;
	}
}

/** What holds for one viewer. */
export type Choices = {
	responders: Readonly<Record<string, ResponderRule>>;
	worthwhile: Readonly<Record<string, number>>;
	primary: readonly PrimaryChoice[];
	/** Clinic -> weeks: each clinic's visits are planned by its own. */
	visits: Readonly<Record<string, readonly number[]>>;
	/** What some of the clinics chose and not all of them alike: there the published value holds. */
	apart: readonly { kind: ChoiceKind; subject: string }[];
};

export const NO_CHOICES: Choices = {
	responders: {},
	worthwhile: {},
	primary: [],
	visits: {},
	apart: []
};

/**
 * A choice holds where every one of the clinics made it; else what was published does, so that no figure
 * is made by two rules. Visits are a fact of each clinic and are not shared.
 */
export function choicesFor(
	clinics: readonly string[],
	made: readonly { clinic: string; choice: ClinicChoice }[]
): Choices {
	const own = made.filter(({ clinic }) => clinics.includes(clinic));
	const subjects = Map.groupBy(own, ({ choice }) =>
		JSON.stringify([choice.kind, subjectOf(choice)])
	);
	const shared: ClinicChoice[] = [];
	const apart: Choices['apart'][number][] = [];
	for (const group of subjects.values()) {
		const [first] = group;
		if (!first || first.choice.kind === 'visits') continue;
		const values = new Set(group.map(({ choice }) => JSON.stringify(valueOf(choice))));
		const alike = values.size === 1 && group.length === new Set(clinics).size;
		if (alike) shared.push(first.choice);
		else apart.push({ kind: first.choice.kind, subject: subjectOf(first.choice) });
	}
	return {
		responders: Object.fromEntries(
			shared.flatMap((one) => (one.kind === 'responder' ? [[one.measure, one.rule]] : []))
		),
		worthwhile: Object.fromEntries(
			shared.flatMap((one) => (one.kind === 'worthwhile' ? [[one.measure, one.atLeast]] : []))
		),
		primary: shared.flatMap((one) => (one.kind === 'primary' ? [one] : [])),
		visits: Object.fromEntries(
			own.flatMap(({ clinic, choice }) =>
				choice.kind === 'visits' ? [[clinic, choice.weeks]] : []
			)
		),
		apart
	};
}

/** The measure as it is read here: with the chosen rule and difference where there are any. */
export function measureFor(code: string, choices: Choices = NO_CHOICES): Measure | undefined {
	const measure = measureOf(code);
	if (!measure) return undefined;
	const rule = choices.responders[code];
	const worthwhile = choices.worthwhile[code];
	return {
		...measure,
		...(rule ? { responder: rule, responderWords: ruleWords(rule, measure) } : {}),
		...(worthwhile === undefined ? {} : { smallestWorthwhile: worthwhile })
	};
}

/** "better by 2 grades or more", "better by 30 % of baseline or more". */
export function ruleWords(rule: ResponderRule, measure: Measure): string {
	return rule.kind === 'points'
		? `better by ${pointsWords(rule.atLeast, measure)} or more`
		: `better by ${percent(rule.atLeast, decimalsOf(rule.atLeast))} of baseline or more`;
}

/** "1 grade", "0.75 grades". */
export const pointsWords = (value: number, { unit }: Measure): string =>
	`${decimal(value, decimalsOf(value))} ${value === 1 ? unit.one : unit.many}`;

const decimalsOf = (value: number) => (String(value).split('.')[1] ?? '').length;

/** Which measure leads where, for one concern or for all, with what was chosen. */
export const pairsFor = (choices: Choices = NO_CHOICES, concern?: Concern): PrimaryPair[] =>
	primaryPairs(concern, choices.primary);

/** Whether the measure can lead for the concern on this area: it scores it, from a baseline, and fits. */
export function canLead(measure: Measure, concern: Concern, area: AreaCode): boolean {
	return (
		measure.concern === concern &&
		measure.hasBaseline &&
		(measure.areas === 'any' || measure.areas.some((code) => areaRoot(code) === area))
	);
}
