/**
 * What groups are made alike in before they are compared: the covariates in their fixed order, those
 * that vary and that both groups have, as many as the smaller group can carry.
 */
import { AGE_BANDS, SKIN_TYPE_BANDS } from '#lib/domain/bands.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import type { Covariate } from '#lib/statistics/index.ts';
import type { ComparedPatient } from './patients.ts';

/** Patients of the smaller group for each column of the model. */
const PATIENTS_A_COLUMN = 10;
/** Rarer levels are taken together. */
const RARE = 10;

/** One covariate by its name: the columns it stands in, and whether the model has it. */
export type Adjusted = {
	id: string;
	label: string;
	parts: Covariate[];
	/** Why it is not in the model; null where it is. */
	left: 'too few patients' | 'no support' | null;
};

type Candidate = Omit<Adjusted, 'left'> & { supported: boolean };

/**
 * Baseline score, age band, skin type, area part, quarter, clinic: those that vary among the patients.
 * Bands and quarters count by their order; who is without one counts as the average of the others, and
 * where they are not rare and in both groups has a column of their own too. A level of an area or
 * clinic that is rare or in one group only is taken together with the others of its kind; where even
 * together they are in one group only there is no support. What is compared is no covariate.
 */
export function covariatesOf(
	patients: readonly ComparedPatient[],
	treated: readonly boolean[],
	compared: readonly Dimension[]
): Adjusted[] {
	const known = (name: keyof ComparedPatient['known']) => patients.map((each) => each.known[name]);
	const ordered = (id: string, label: string, values: (string | null)[], order: string[]) => {
		const places = values.map((value) => (value === null ? -1 : order.indexOf(value)));
		return { id, label, parts: inOrder(label, places, treated), supported: true };
	};
	const candidates: Candidate[] = [
		{
			id: 'baseline',
			label: 'Baseline score',
			parts: varying({ name: 'Baseline score', values: patients.map(({ baseline }) => baseline) }),
			supported: true
		},
		ordered(
			'age',
			'Age band',
			known('age_band'),
			AGE_BANDS.map(({ code }) => code)
		),
		ordered(
			'type',
			'Skin type',
			known('skin_band'),
			SKIN_TYPE_BANDS.map(({ code }) => code)
		),
		inLevels('part', 'Area part', known('area'), treated),
		ordered(
			'quarter',
			'Quarter',
			known('quarter'),
			[...new Set(known('quarter'))].map(String).toSorted()
		),
		inLevels('clinic', 'Clinic', known('clinic_id'), treated)
	];
	return carried(
		candidates.filter(
			({ id, parts }) => parts.length > 0 && !compared.some((dimension) => dimension === id)
		),
		treated
	);
}

/** Taken away from the end of the list until the smaller group can carry those that are left. */
function carried(candidates: readonly Candidate[], treated: readonly boolean[]): Adjusted[] {
	const first = treated.filter(Boolean).length;
	const most = Math.floor(Math.min(first, treated.length - first) / PATIENTS_A_COLUMN);
	let columns = 0;
	let full = false;
	return candidates.map(({ supported, ...candidate }) => {
		if (!supported) return { ...candidate, left: 'no support' as const };
		columns += columnsIn(candidate.parts);
		full ||= columns > most;
		return { ...candidate, left: full ? ('too few patients' as const) : null };
	});
}

const columnsIn = (parts: readonly Covariate[]) =>
	parts.reduce((sum, part) => sum + ('levels' in part ? new Set(part.levels).size - 1 : 1), 0);

/** Places in an order; -1 stands for none. */
function inOrder(
	label: string,
	places: readonly number[],
	treated: readonly boolean[]
): Covariate[] {
	const recorded = places.filter((place) => place !== -1);
	const average = recorded.reduce((sum, place) => sum + place, 0) / Math.max(1, recorded.length);
	const missing = treated.filter((_, i) => places[i] === -1);
	const apart = missing.length >= RARE && new Set(missing).size === 2;
	return [
		...varying({
			name: label,
			values: places.map((place) => (place === -1 ? average : place))
		}),
		...(apart
			? varying({
					name: `${label} not recorded`,
					levels: places.map((place) => (place === -1 ? 'no' : 'yes'))
				})
			: [])
	];
}

function inLevels(
	id: string,
	label: string,
	values: readonly (string | null)[],
	treated: readonly boolean[]
): Candidate {
	const levels = values.map((value) => value ?? 'not recorded');
	const places = levels.map((level, i) => ({ level, treated: treated[i] ?? false }));
	const of = (level: string) => places.filter((each) => each.level === level);
	const inBoth = (list: typeof places) => new Set(list.map((each) => each.treated)).size === 2;
	const rare = new Set(
		[...new Set(levels)].filter((level) => of(level).length < RARE || !inBoth(of(level)))
	);
	const pooled = places.filter(({ level }) => rare.has(level));
	const supported = pooled.length === 0 || inBoth(pooled);
	const kept = supported ? levels.map((level) => (rare.has(level) ? 'others' : level)) : levels;
	return { id, label, parts: varying({ name: label, levels: kept }), supported };
}

/** The covariate where it varies; nothing where all patients are alike in it. */
function varying(covariate: Covariate): Covariate[] {
	const values: readonly (string | number)[] =
		'levels' in covariate ? covariate.levels : covariate.values;
	return new Set(values).size > 1 ? [covariate] : [];
}
