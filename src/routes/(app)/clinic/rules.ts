/** The rows of the page: what holds for each measure and area, and whether it was published or chosen. */
import { AREA_ROOTS, areaLabel } from '#lib/domain/areas.ts';
import { plannedWeeks, RULED_MEASURES } from '#lib/domain/clinic-choice-input.ts';
import {
	pointsWords,
	ruleWords,
	subjectOf,
	type ChoiceKind,
	type ClinicChoice
} from '#lib/domain/clinic-choices.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { list, sentenceCase } from '#lib/domain/format.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { CONCERNS, type Measure } from '#lib/domain/measure.ts';
import { PRIMARY_MEASURES, primaryMeasure } from '#lib/domain/primary-measures.ts';

export type Made = { choice: ClinicChoice; by: string; at: string };

/** What holds, in words, and where it comes from. */
export type Held = {
	words: string;
	/** What holds without a choice; null where nothing was chosen. */
	instead: string | null;
	by: { name: string; at: string } | null;
};

export type MeasureRow = {
	code: string;
	name: string;
	shortName: string;
	enough: Held;
	worthwhile: Held;
};

const madeOf = (made: readonly Made[], kind: ChoiceKind, subject: string) =>
	made.find(({ choice }) => choice.kind === kind && subjectOf(choice) === subject);

function held(published: string, own: Made | undefined, words: string): Held {
	return own
		? { words, instead: published, by: { name: own.by, at: own.at } }
		: { words: published, instead: null, by: null };
}

/** The measures that lead somewhere or are ruled on here, and the one asked for. */
export function measureRows(made: readonly Made[], asked: Measure | null): MeasureRow[] {
	const named = new Set([
		...PRIMARY_MEASURES.map(({ measure }) => measure),
		...made.flatMap(({ choice }) => (choice.kind === 'visits' ? [] : [choice.measure])),
		...(asked ? [asked.code] : [])
	]);
	return RULED_MEASURES.filter(({ code }) => named.has(code)).map((measure) =>
		measureRow(measure, made)
	);
}

export function measureRow(measure: Measure, made: readonly Made[]): MeasureRow {
	const { code, name, shortName, responder, responderWords, smallestWorthwhile } = measure;
	const rule = madeOf(made, 'responder', code);
	const least = madeOf(made, 'worthwhile', code);
	return {
		code,
		name,
		shortName,
		enough: held(
			responder ? responderWords : 'no rule was published',
			rule,
			rule?.choice.kind === 'responder' ? ruleWords(rule.choice.rule, measure) : ''
		),
		worthwhile: held(
			smallestWorthwhile === null ? 'none known' : pointsWords(smallestWorthwhile, measure),
			least,
			least?.choice.kind === 'worthwhile' ? pointsWords(least.choice.atLeast, measure) : ''
		)
	};
}

/** The numbers that the forms begin with: what holds now. */
export function rulesNow(measure: Measure, made: readonly Made[]) {
	const rule = madeOf(made, 'responder', measure.code)?.choice;
	const least = madeOf(made, 'worthwhile', measure.code)?.choice;
	return {
		rule: rule?.kind === 'responder' ? rule.rule : measure.responder,
		least: least?.kind === 'worthwhile' ? least.atLeast : measure.smallestWorthwhile
	};
}

export type RuledGroup = { heading: string; options: { value: string; label: string }[] };

/** The measures that may have a rule, under their concerns. Told by the server: their list is long. */
export const ruledMeasures = (): RuledGroup[] =>
	CONCERNS.map((concern) => ({
		heading: CONCERN_WORDS[concern].label,
		options: RULED_MEASURES.filter((measure) => measure.concern === concern).map(
			({ code, shortName }) => ({ value: code, label: shortName })
		)
	}));

export type LeadRow = { id: string; concern: string; areas: string; measure: string; held: Held };

/** Which measure leads: a row for each published pair, and one for each that the clinic chose. */
export function leadRows(made: readonly Made[]): LeadRow[] {
	const shortName = (code: string | null) =>
		code === null ? 'none' : (measureOf(code)?.shortName ?? code);
	return CONCERNS.flatMap((concern) => {
		const own = made.flatMap(({ choice, by, at }) =>
			choice.kind === 'primary' && choice.concern === concern ? [{ choice, by, at }] : []
		);
		const chosen = new Set<string>(own.map(({ choice }) => choice.area));
		const published = Map.groupBy(
			AREA_ROOTS.filter((area) => !chosen.has(area)),
			(area) => primaryMeasure(concern, area)
		);
		return [
			...own.map(({ choice, by, at }) => ({
				id: subjectOf(choice),
				concern: CONCERN_WORDS[concern].label,
				areas: areaLabel(choice.area),
				measure: shortName(choice.measure),
				held: {
					words: shortName(choice.measure),
					instead: shortName(primaryMeasure(concern, choice.area)),
					by: { name: by, at }
				}
			})),
			...[...published].flatMap(([code, areas]) =>
				code === null
					? []
					: [
							{
								id: `${concern}.${code}`,
								concern: CONCERN_WORDS[concern].label,
								areas: areaWords(areas),
								measure: shortName(code),
								held: { words: shortName(code), instead: null, by: null }
							}
						]
			)
		];
	});
}

/** "Face and neck"; more than four areas are said by those that are missing. */
function areaWords(areas: readonly (typeof AREA_ROOTS)[number][]): string {
	if (areas.length === AREA_ROOTS.length) return 'All areas';
	const missing = AREA_ROOTS.filter((area) => !areas.includes(area));
	const names = (of: typeof areas) => list(of.map((area) => areaLabel(area))).toLowerCase();
	return missing.length < areas.length && areas.length > 4
		? `All but ${names(missing)}`
		: sentenceCase(names(areas));
}

/** The weeks that are ticked, and where they come from. */
export function visitsHeld(made: readonly Made[], fromFile: readonly number[]) {
	const own = made.find(({ choice }) => choice.kind === 'visits');
	const weeks = own?.choice.kind === 'visits' ? own.choice.weeks : fromFile;
	const words = (of: readonly number[]) => `weeks ${list(of.map(String))}`;
	return {
		ticked: plannedWeeks(weeks),
		held: {
			words: words(weeks),
			instead: own ? words(fromFile) : null,
			by: own ? { name: own.by, at: own.at } : null
		} satisfies Held
	};
}
