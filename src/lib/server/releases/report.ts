/** The privacy report of a release: what its page and its files say about it. */
import type { Option } from '#lib/domain/dimensions.ts';
import { RELEASE_COLUMNS, releaseColumn, type ReleaseColumn } from '#lib/domain/release-columns.ts';
import {
	RELEASE_K,
	RELEASE_L,
	type ReleaseChoices,
	type ReleasedColumn,
	type ReleaseReport
} from '#lib/domain/release-report.ts';
import type { ReleasePlan } from '#lib/privacy/release/course.ts';
import { SENSITIVE_COLUMNS } from './asked.ts';
import type { Material } from './read.ts';
import type { ReleaseRows } from './rows.ts';

/** The rules in one sentence, as every file of a release repeats them. */
const POLICY = `Every combination of the columns is shared by at least ${RELEASE_K} patients, in this release and against every earlier one; contraindications and unexpected or serious side effects have at least ${RELEASE_L} values in each, or none. Whoever was scored at a visit may be fewer.`;

/** The report of the plan that the rows were made by. */
export function reportOf(
	plan: ReleasePlan,
	material: Material,
	rows: ReleaseRows,
	clinics: ReadonlyMap<string, string>,
	{ order }: Pick<ReleaseChoices, 'order'>
): ReleaseReport {
	return {
		policy: POLICY,
		k: { required: RELEASE_K, reached: plan.k },
		l: {
			required: RELEASE_L,
			columns: SENSITIVE_COLUMNS.map(({ name, label }) => {
				const spread = plan.sensitive.find((column) => column.name === name);
				return { name, label, leastValues: spread?.leastValues ?? null, t: spread?.t ?? 0 };
			})
		},
		classes: plan.classes.length,
		linked: plan.linked,
		mainConcernOnly: plan.mainConcernOnly,
		columns: byImportance(order).map((column) => columnOf(column, plan, material, clinics)),
		patients: plan.patients,
		courses: plan.courses,
		rows: rowCounts(rows),
		leftOut: {
			noConsent: atMost(material.noConsent),
			nothingToTell: atMost(material.nothingToTell),
			untreated: atMost(plan.leftOut.untreated),
			tooSmall: atMost(plan.leftOut.tooSmall),
			sensitive: atMost(plan.leftOut.sensitive),
			waiting: atMost(plan.leftOut.waiting)
		},
		linkage: plan.linkage,
		comparedWith: plan.comparedWith
	};
}

/** As the maker ordered them, those not named behind. */
const byImportance = (order: ReleaseChoices['order']): ReleaseColumn[] => [
	...order.map(releaseColumn),
	...RELEASE_COLUMNS.filter(({ name }) => !order.includes(name))
];

/** How many rows are told beside the courses; of a series its baseline and each visit that was scored. */
export const rowCounts = (rows: ReleaseRows): ReleaseReport['rows'] => ({
	sessions: rows.release_session.length,
	assessments: rows.release_trajectory.reduce((sum, row) => sum + scoresOf(row), 0),
	sideEffects: rows.release_side_effect.length,
	contacts: rows.release_contact.length
});

const scoresOf = (row: ReleaseRows['release_trajectory'][number]): number =>
	[
		row.baseline_x100,
		row.window_1,
		row.window_2,
		row.window_3,
		row.window_4,
		row.window_5,
		row.window_6,
		row.window_7
	].filter((score) => score !== null).length;

/** Up to the next multiple of k, so that no few of them can be worked out. */
export const atMost = (patients: number) => Math.ceil(patients / RELEASE_K) * RELEASE_K;

function columnOf(
	{ name, label, steps }: ReleaseColumn,
	plan: ReleasePlan,
	{ protocols }: Material,
	clinics: ReadonlyMap<string, string>
): ReleasedColumn {
	const step = plan.steps[name] ?? null;
	const kept = step === null ? undefined : steps[step];
	const named: Partial<Record<typeof name, readonly Option[]>> = {
		protocol: protocols.map((row) => ({ value: row.protocol_id, label: row.name })),
		clinic: [...clinics.values()].map((value) => ({ value, label: `clinic ${value}` }))
	};
	const occurring = new Set(
		plan.classes.flatMap(({ bands }) => {
			const value = bands[name];
			return value ? [name === 'clinic' ? (clinics.get(value) ?? value) : value] : [];
		})
	);
	return {
		name,
		label,
		fate: kept === undefined ? 'dropped' : step === 0 ? 'kept' : 'banded',
		step,
		words: kept?.words ?? 'dropped',
		values: inOrder([...occurring], named[name] ?? kept?.options ?? []),
		informationLost: plan.lost[name] ?? (step === null ? 1 : 0)
	};
}

/** As the options have them, the others behind by their value. */
function inOrder(values: readonly string[], options: readonly Option[]): Option[] {
	const place = new Map(options.map(({ value }, i) => [value, i]));
	const labels = new Map(options.map(({ value, label }) => [value, label]));
	return values
		.toSorted(
			(a, b) =>
				(place.get(a) ?? options.length) - (place.get(b) ?? options.length) || (a < b ? -1 : 1)
		)
		.map((value) => ({ value, label: labels.get(value) ?? value }));
}
