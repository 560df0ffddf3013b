/**
 * URL search parameters <-> Filters: the one parser for pages, downloads, the API and their manifests.
 * After it no value can be wrong. What it cannot take it names, so that nothing is dropped in silence.
 */
import { ARM_NAMES, armKey, armsThatFit, keysOfArms, type Arm, type ArmName } from './arms.ts';
import { DIMENSION_FACTS, MOST_DIMENSIONS, type Dimension, type Option } from './dimensions.ts';
import type { Choices } from './clinic-choices.ts';
import { MEASURES } from './instruments/index.ts';
import type { Concern } from './measure.ts';
import { mayBeOwn, ownLast } from './own-first.ts';
import type { ProtocolOption } from './protocols.ts';
import { quarterOptions } from './quarter-options.ts';
import { notOneOf, problem, single, type Problem } from './refusals.ts';
import { isDimension, noSuchKey, oneTooMany } from './unfit-keys.ts';
import {
	DEFAULT_WEEK,
	isViewKey,
	readViewKey,
	viewEntries,
	type Clock,
	type Least,
	type Missing,
	type Per,
	type Unit,
	type ViewKey
} from './view-keys.ts';

export type { Problem } from './refusals.ts';
export {
	CLOCKS,
	DEFAULT_WEEK,
	MISSING,
	UNITS,
	type Clock,
	type Missing,
	type Unit
} from './view-keys.ts';

export type Filters = {
	concern: Concern | null;
	/** Code of a measure; null is the primary measure of concern and area. */
	measure: string | null;
	where: Partial<Record<Dimension, string>>;
	/** Whom the question is about: covariates of a model, which narrow no records. */
	about: Partial<Record<Dimension, string>>;
	by: Dimension | null;
	wk: number;
	unit: Unit;
	evidence: boolean;
	/** A model's means beside the observed ones. */
	model: boolean;
	/** Beside all other clinics, which stay unnamed; grouped by clinic. */
	network: boolean;
	/** What the groups of a comparison differ in; none, or two and more. */
	arms: readonly Arm[];
	miss: Missing;
	clock: Clock;
	/** One side effect. */
	term: string | null;
	per: Per;
	least: Least;
	/** The cohort of a release that is asked about; null for the clinics' own records. */
	cohort: string | null;
};

/** What one question takes: its keys, the groupings it can draw, what it assumes when nothing is said. */
export type Accepted = {
	view: readonly ViewKey[];
	where: readonly Dimension[];
	by: readonly Dimension[];
	defaultBy: Dimension | null;
	/** A dimension that parts the answer for one concern into panels, and so counts as used. */
	panels: Dimension | null;
	/** A dimension whose values are the answer itself (shares of sessions done), and so counts as used. */
	parts: Dimension | null;
	/** What the groups of a comparison may differ in, as `a.depth`; left out where nothing is compared. */
	arms?: readonly Dimension[];
	/** What describes the patient asked about and narrows nothing; left out where nobody is described. */
	about?: readonly Dimension[];
	/** Fewer dimensions at once than elsewhere, where what is counted is sensitive. */
	most?: number;
	/** The concern is chosen in the filter bar, not by the page's own address. */
	concernInBar?: true;
	/**
	 * Whether the page begins with the viewer's own courses. Links then say whose courses they are of:
	 * `mine`, or `all`.
	 */
	ownFirst?: boolean;
};

/** The values that only the records know, as far as this viewer may know them. */
export type Known = {
	protocols: readonly ProtocolOption[];
	practitioners: readonly Option[];
	clinics: readonly Option[];
	/** From the first recorded one to that of the last complete day, none left out. */
	quarters: readonly string[];
	dataVersion: number;
	/** What the clinics decided about how figures are read; none: what was published holds. */
	choices?: Choices;
	/** On a release: the cohort asked about, and the columns that it has with their values. */
	released?: {
		cohort: string;
		columns: Partial<Record<Dimension, readonly Option[]>>;
		/** Those that it tells as finely as the clinics' own pages do. */
		finest: readonly Dimension[];
		/** Whether it says which courses are of one patient. */
		linked: boolean;
	};
};

/** The values a dimension may take for this viewer, in their order. */
export function optionsOf(dimension: Dimension, known: Known): readonly Option[] {
	if (known.released) return known.released.columns[dimension] ?? [];
	switch (dimension) {
		case 'protocol':
			return known.protocols.map(({ value, label }) => ({ value, label }));
		case 'practitioner':
			return known.practitioners;
		case 'clinic':
			return known.clinics;
		case 'quarter':
			return quarterOptions(known.quarters);
		default:
			return DIMENSION_FACTS[dimension].options;
	}
}

/** How many dimensions this question may be parted by at once. */
export const mostDimensions = ({ most }: Pick<Accepted, 'most'>): number => most ?? MOST_DIMENSIONS;

/** How many dimensions an answer is parted by: filters, grouping and panels counted together. */
export function dimensionsUsed(filters: Filters, accepted: Accepted): Set<Dimension> {
	const used = new Set(Object.keys(filters.where) as Dimension[]); // keys of `where` are dimensions
	if (filters.by) used.add(filters.by);
	if (accepted.panels && filters.concern) used.add(accepted.panels);
	if (accepted.parts) used.add(accepted.parts);
	for (const key of keysOfArms(filters.arms)) used.add(key);
	return used;
}

/** What is assumed when the address says nothing. */
export const nothingAsked = ({ defaultBy }: Pick<Accepted, 'defaultBy'>): Filters => ({
	concern: null,
	measure: null,
	where: {},
	about: {},
	by: defaultBy,
	wk: DEFAULT_WEEK,
	unit: 'scale',
	evidence: false,
	model: false,
	network: false,
	arms: [],
	miss: 'seen',
	clock: 'first',
	term: null,
	per: 'session',
	least: 'any',
	cohort: null
});

/** Reads the parameters. What is wrong is left out of the filters and named among the problems. */
export function parseFilters(
	params: URLSearchParams,
	accepted: Accepted,
	known: Known
): { filters: Filters; problems: Problem[] } {
	const { values, problems } = single(params);
	const filters = nothingAsked(accepted);
	const arms = new Map<ArmName, Arm>();
	for (const [key, value] of values) {
		const message = isDimension(key)
			? accepted.about?.includes(key)
				? readDimension(filters.about, key, value, { ...accepted, where: accepted.about }, known)
				: readDimension(filters.where, key, value, accepted, known)
			: armKey(key) && accepted.arms
				? readArm(arms, key, value, accepted, known)
				: isViewKey(key) && accepted.view.includes(key)
					? readViewKey(filters, key, value, accepted, known)
					: noSuchKey(key, keysOf(accepted));
		if (message) problems.push(problem(key, value, message));
	}
	const compared = armsThatFit(
		[...arms.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1)),
		Object.keys(filters.where) as Dimension[] // keys of `where` are dimensions
	);
	filters.arms = compared.arms;
	problems.push(...compared.problems);
	problems.push(...fitTogether(filters, accepted, values.get('by')));
	return { filters, problems };
}

function readArm(
	arms: Map<ArmName, Arm>,
	key: string,
	value: string,
	accepted: Accepted,
	known: Known
): string | null {
	const read = armKey(key);
	if (!read || !accepted.arms?.includes(read.dimension)) return noSuchKey(key, keysOf(accepted));
	const arm = arms.get(read.name) ?? { name: read.name, where: {} };
	arms.set(read.name, arm);
	const where: Filters['where'] = {};
	const message = readDimension(
		where,
		read.dimension,
		value,
		{ ...accepted, where: accepted.arms },
		known
	);
	arm.where = { ...arm.where, ...where };
	return message;
}

function readDimension(
	where: Filters['where'],
	key: Dimension,
	value: string,
	accepted: Accepted,
	known: Known
): string | null {
	if (!accepted.where.includes(key)) {
		return noSuchKey(key, keysOf(accepted));
	}
	if (value === 'all') return null;
	const allowed = optionsOf(key, known).map((option) => option.value);
	if (!allowed.includes(value)) return notOneOf(value, allowed);
	where[key] = value;
	return null;
}

/** What no single key can see: a measure of another concern, too many dimensions at once. */
function fitTogether(filters: Filters, accepted: Accepted, by: string | undefined): Problem[] {
	const problems: Problem[] = [];
	const measure = MEASURES.find((candidate) => candidate.code === filters.measure);
	if (measure && filters.concern && measure.concern !== filters.concern) {
		problems.push(
			problem('measure', measure.code, `${measure.name} does not score ${filters.concern}.`)
		);
		filters.measure = null;
	}
	if (filters.network) problems.push(...besideOthers(filters, by));
	// The own courses are where one began, not what was asked last: they yield.
	const given = ownLast(Object.entries(filters.where) as [Dimension, string][], accepted); // keys of `where` are dimensions
	filters.where = {};
	for (const [key, value] of given) {
		const wider = { ...filters, where: { ...filters.where, [key]: value } };
		if (dimensionsUsed(wider, accepted).size <= mostDimensions(accepted))
			filters.where = wider.where;
		else
			problems.push(
				problem(
					key,
					value,
					oneTooMany(key, filters, dimensionsUsed(filters, accepted), mostDimensions(accepted))
				)
			);
	}
	return problems;
}

/** Other clinics have no names and no people; the figure is by clinic whatever else was asked. */
function besideOthers(filters: Filters, by: string | undefined): Problem[] {
	const problems: Problem[] = [];
	if (by !== undefined && by !== 'clinic') {
		problems.push(problem('by', by, 'Beside other clinics, figures are grouped by clinic.'));
	}
	for (const key of ['clinic', 'practitioner'] as const) {
		const value = filters.where[key];
		if (value === undefined) continue;
		problems.push(problem(key, value, `Beside other clinics there is no filter “${key}”.`));
		delete filters.where[key];
	}
	filters.by = 'clinic';
	return problems;
}

/** The canonical query: keys sorted, defaults left out. parse(serialise(f)) gives f again. */
export function toQuery(filters: Filters, accepted: Accepted): string {
	const { where, about } = filters;
	const whose = mayBeOwn(filters, accepted) ? { practitioner: 'all' } : {};
	const entries: [string, string][] = Object.entries({ ...whose, ...where, ...about });
	if (filters.concern && accepted.view.includes('concern')) {
		entries.push(['concern', filters.concern]);
	}
	if (filters.measure) entries.push(['measure', filters.measure]);
	if (filters.network) entries.push(['network', 'on']);
	else if (filters.by !== accepted.defaultBy) entries.push(['by', filters.by ?? 'none']);
	if (filters.wk !== DEFAULT_WEEK && accepted.view.includes('wk')) {
		entries.push(['wk', String(filters.wk)]);
	}
	entries.push(...viewEntries(filters, nothingAsked(accepted)));
	if (filters.term && accepted.view.includes('term')) entries.push(['term', filters.term]);
	for (const { name, where } of filters.arms) {
		for (const [key, value] of Object.entries(where)) entries.push([`${name}.${key}`, value]);
	}
	entries.sort(([a], [b]) => (a < b ? -1 : 1));
	return new URLSearchParams(entries).toString();
}

/** The filters with one dimension taken away: where a hidden group leads. */
export function without(filters: Filters, dimension: Dimension): Filters {
	const where = { ...filters.where };
	delete where[dimension];
	return { ...filters, where, by: filters.by === dimension ? null : filters.by };
}

/** Every key this question takes, for messages and the API's list. */
export const keysOf = (accepted: Accepted): string[] =>
	[
		...accepted.view,
		...accepted.where,
		...(accepted.about ?? []),
		...(accepted.arms ?? []).flatMap((key) => ARM_NAMES.map((name) => `${name}.${key}`))
	].toSorted();
