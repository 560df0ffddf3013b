/** What the filter bar shows: each choice with its options, drawn by the page as a plain GET form. */
import { keysOfArms, type ArmName } from './arms.ts';
import { CONCERN_WORDS } from './concerns.ts';
import { DIMENSION_FACTS, type Dimension, type Option } from './dimensions.ts';
import {
	DEFAULT_WEEK,
	dimensionsUsed,
	mostDimensions,
	optionsOf,
	toQuery,
	without,
	type Accepted,
	type Filters,
	type Known
} from './filters.ts';
import { MEASURES } from './instruments/index.ts';
import { CONCERNS, unfitForChange } from './measure.ts';
import { VISIT_WEEKS } from './visit-windows.ts';

export type Choice = {
	key: string;
	label: string;
	/** Empty when nothing is chosen. */
	value: string;
	/** The words on the chip: "Face", "by needle depth", "week 26". */
	words: string;
	options: readonly Option[];
	/** Query string without this choice, for the × of the chip. Null where it cannot be taken away. */
	clearQuery: string | null;
	/** The group of a comparison that the choice is of. */
	arm?: ArmName;
};

export type FilterBar = {
	/** Filters that are set, in sentence order. */
	set: Choice[];
	/** Filters that could be added. */
	free: Choice[];
	/** Grouping, week, unit, measure, published results: always one value. */
	view: Choice[];
	used: number;
	most: number;
	/** The filters in words, for print and downloads: "Face · by needle depth · week 26". */
	sentence: string;
	/** The canonical query. */
	query: string;
};

const UNIT_WORDS = {
	scale: 'change on the scale',
	percent: 'per cent of baseline',
	responders: 'share improved enough'
};

const MISSING_WORDS = {
	seen: 'those seen',
	low: 'missing as at baseline',
	high: 'missing as the seen'
};

/** Builds the bar for one question. Values the viewer may not know are not among the options. */
export function filterBar(filters: Filters, accepted: Accepted, known: Known): FilterBar {
	const query = toQuery(filters, accepted);
	const compared: readonly Dimension[] = keysOfArms(filters.arms);
	const choices = accepted.where
		.filter((key) => !compared.includes(key))
		.map((key) => dimensionChoice(key, filters, accepted, known));
	const isSet = ({ key }: Choice) => Object.hasOwn(filters.where, key);
	const set = choices.filter(isSet);
	// The own courses yield to a further filter, so they do not stand in its way.
	const yields = accepted.ownFirst && filters.where.practitioner === 'mine' ? 1 : 0;
	const view = viewChoices(filters, accepted, known);
	const described: readonly string[] = accepted.about ?? [];
	return {
		set,
		free: choices.filter((choice) => !isSet(choice) && choice.options.length > 0),
		view,
		used: dimensionsUsed(filters, accepted).size - yields,
		most: mostDimensions(accepted),
		sentence: [...set, ...view]
			// Whose figures they are stands beside the sentence already; what is not said of a patient, nowhere.
			.filter(({ key, value }) => key !== 'network' || value === 'on')
			.filter(({ key, value }) => value !== '' || !described.includes(key))
			.map((choice) => choice.words)
			.join(' · '),
		query
	};
}

function dimensionChoice(
	key: Dimension,
	filters: Filters,
	accepted: Accepted,
	known: Known
): Choice {
	const facts = DIMENSION_FACTS[key];
	const options = optionsOf(key, known);
	// Where a page begins with the own courses, all is said and not left out.
	const all = accepted.ownFirst && key === 'practitioner' ? 'all' : '';
	const value = filters.where[key] ?? all;
	const chosen = options.find((option) => option.value === value);
	return {
		key,
		label: facts.label,
		value,
		words: chosen?.label ?? facts.all,
		options: [{ value: all, label: facts.all }, ...options],
		clearQuery:
			value === all ? null : toQuery({ ...without(filters, key), by: filters.by }, accepted)
	};
}

function concernChoice({ concern }: Filters): Choice {
	const options = CONCERNS.map((value) => ({ value, label: CONCERN_WORDS[value].label }));
	return {
		key: 'concern',
		label: 'Concern',
		value: concern ?? '',
		words: concern ? CONCERN_WORDS[concern].label : 'choose a concern',
		options: concern ? options : [{ value: '', label: 'choose a concern' }, ...options],
		clearQuery: null
	};
}

/** "A 0.5–1.0 mm": what a group of a comparison is, a choice a key. */
const armChoices = ({ arms }: Filters, known: Known): Choice[] =>
	arms.flatMap(({ name, where }) =>
		keysOfArms(arms).map((key) => {
			const options = optionsOf(key, known);
			const value = where[key] ?? '';
			const letter = name.toUpperCase();
			return {
				key: `${name}.${key}`,
				label: `${letter}: ${DIMENSION_FACTS[key].label.toLowerCase()}`,
				value,
				words: `${letter} ${options.find((option) => option.value === value)?.label ?? value}`,
				options,
				clearQuery: null,
				arm: name
			};
		})
	);

function viewChoices(filters: Filters, accepted: Accepted, known: Known): Choice[] {
	const choices: Choice[] = [];
	if (accepted.concernInBar) choices.push(concernChoice(filters));
	choices.push(...armChoices(filters, known));
	for (const key of accepted.about ?? []) {
		choices.push({
			...dimensionChoice(key, { ...filters, where: filters.about }, accepted, known),
			clearQuery: null
		});
	}
	const add = (key: string, label: string, value: string, options: readonly Option[]) =>
		choices.push({
			key,
			label,
			value,
			words: options.find((option) => option.value === value)?.label ?? value,
			options,
			clearQuery: null
		});
	if (accepted.view.includes('by') && !filters.network) {
		const options = accepted.by.map((by) => ({ value: by, label: DIMENSION_FACTS[by].by }));
		add('by', 'Group', filters.by ?? 'none', [
			...options,
			{ value: 'none', label: 'all together' }
		]);
	}
	if (accepted.view.includes('network')) {
		add('network', 'Clinics', filters.network ? 'on' : 'off', [
			{ value: 'off', label: 'own clinics' },
			{ value: 'on', label: 'beside other clinics' }
		]);
	}
	if (accepted.view.includes('wk')) {
		const weeks = VISIT_WEEKS.map((week) => ({ value: String(week), label: `week ${week}` }));
		add('wk', 'Week', String(filters.wk ?? DEFAULT_WEEK), weeks);
	}
	if (accepted.view.includes('per')) {
		add('per', 'Counted', filters.per, [
			{ value: 'session', label: 'per session' },
			{ value: 'course', label: 'per course' }
		]);
	}
	if (accepted.view.includes('least')) {
		add('least', 'How bad', filters.least, [
			{ value: 'any', label: 'of any severity' },
			{ value: 'moderate', label: 'moderate or severe' },
			{ value: 'severe', label: 'severe only' }
		]);
	}
	if (accepted.view.includes('clock')) {
		add('clock', 'Weeks counted since', filters.clock, [
			{ value: 'first', label: 'since first session' },
			{ value: 'last', label: 'since last session' }
		]);
	}
	if (accepted.view.includes('unit')) {
		const units = Object.entries(UNIT_WORDS).map(([value, label]) => ({ value, label }));
		add('unit', 'Shown as', filters.unit, units);
	}
	if (accepted.view.includes('miss')) {
		const options = Object.entries(MISSING_WORDS).map(([value, label]) => ({ value, label }));
		add('miss', 'Not seen', filters.miss, options);
	}
	if (accepted.view.includes('measure') && filters.concern) {
		const measures = MEASURES.filter(
			(measure) => measure.concern === filters.concern && measure.hasBaseline
		).map((measure) => ({
			value: measure.code,
			label: unfitForChange(measure) ? `${measure.shortName} (unfit for change)` : measure.shortName
		}));
		add('measure', 'Measure', filters.measure ?? '', [
			{ value: '', label: 'primary measure' },
			...measures
		]);
	}
	if (accepted.view.includes('model') && filters.concern) {
		add('model', 'Model', filters.model ? 'on' : 'off', [
			{ value: 'off', label: 'model off' },
			{ value: 'on', label: 'model beside the means' }
		]);
	}
	if (accepted.view.includes('evidence') && filters.concern) {
		add('evidence', 'Published results', filters.evidence ? 'on' : 'off', [
			{ value: 'off', label: 'published results off' },
			{ value: 'on', label: 'published results on' }
		]);
	}
	return choices;
}
