/** How many of a release each rule of a cohort leaves, one after the other, and how many each value has. */
import { sql, type Kysely, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { rulesWords, type CohortColumns } from '#lib/domain/cohort-query.ts';
import type { CohortRules } from '#lib/domain/cohort-rules.ts';
import type { ReleaseColumnName } from '#lib/domain/release-columns.ts';
import { withCohort } from '../cohort.ts';
import { inCohort } from './cohort-conditions.ts';
import { viewerOfAll } from './scope.ts';

/** What is left after a rule. */
export type FlowStage = {
	/** `release` for all of it, else the key of the rule. */
	key: string;
	words: string;
	courses: number;
	/** Patients where the release links their courses; else as many as courses. */
	patients: number;
};

/** Courses that each value would have, the other rules being as they are: by column, then value. */
export type ValueCounts = Record<string, Record<string, number>>;

/** The flow of these rules on a release. A release that is not there has no course. */
export const flowOf = (
	db: Kysely<Database>,
	releaseNo: number,
	rules: CohortRules,
	columns: CohortColumns
): Promise<FlowStage[]> =>
	withCohort(db, viewerOfAll(releaseNo), (_, tx) => stagesOf(tx, releaseNo, rules, columns));

/** What each further choice of a value would give. */
export const valueCounts = (
	db: Kysely<Database>,
	releaseNo: number,
	rules: CohortRules,
	columns: CohortColumns
): Promise<ValueCounts> =>
	withCohort(db, viewerOfAll(releaseNo), (_, tx) => countsOf(tx, releaseNo, rules, columns));

async function stagesOf(
	tx: Transaction<Database>,
	releaseNo: number,
	rules: CohortRules,
	columns: CohortColumns
): Promise<FlowStage[]> {
	const words = [
		{ key: 'release', words: `All of release ${releaseNo}` },
		...rulesWords(rules, columns)
	];
	const counts = words.map((_, i) => {
		const upTo = sql<SqlBool>`${inCohort('c', upToRule(rules, words.slice(1, i + 1)))}`;
		return sql`count(*) filter (where ${upTo})::int as ${sql.ref(`courses_${i}`)},
			count(distinct (c.clinic_id, c.patient_id)) filter (where ${upTo})::int
				as ${sql.ref(`patients_${i}`)}`;
	});
	const { rows } = await sql<Record<string, number>>`
		select ${sql.join(counts)} from release_course as c where c.release_no = ${releaseNo}`.execute(tx);
	return words.map((stage, i) => ({
		...stage,
		courses: rows[0]?.[`courses_${i}`] ?? 0,
		patients: rows[0]?.[`patients_${i}`] ?? 0
	}));
}

/** How many courses of a release the rules leave. */
export function coursesOf(
	db: Kysely<Database>,
	releaseNo: number,
	rules: CohortRules
): Promise<number> {
	return withCohort(db, viewerOfAll(releaseNo), async (_, tx) => {
		const { rows } = await sql<{ courses: number }>`
			select count(*)::int as courses from release_course as c
			where c.release_no = ${releaseNo} and ${inCohort('c', rules)}`.execute(tx);
		return rows[0]?.courses ?? 0;
	});
}

/** The rules of these keys alone. */
function upToRule(rules: CohortRules, kept: readonly { key: string }[]): CohortRules {
	const keys = kept.map(({ key }) => key);
	return {
		where: Object.fromEntries(Object.entries(rules.where).filter(([name]) => keys.includes(name))),
		followUp: keys.includes('seen') ? rules.followUp : null
	};
}

async function countsOf(
	tx: Transaction<Database>,
	releaseNo: number,
	rules: CohortRules,
	columns: CohortColumns
): Promise<ValueCounts> {
	const counts: ValueCounts = {};
	for (const { name, values } of columns) {
		const others = { ...rules, where: { ...rules.where, [name]: undefined } };
		const of = values.map(
			({ value }, i) =>
				sql`count(*) filter (where ${has(name, value)})::int as ${sql.ref(`value_${i}`)}`
		);
		if (of.length === 0) continue;
		const { rows } = await sql<Record<string, number>>`
			select ${sql.join(of)} from release_course as c
			where c.release_no = ${releaseNo} and ${inCohort('c', others)}`.execute(tx);
		counts[name] = Object.fromEntries(
			values.map(({ value }, i) => [value, rows[0]?.[`value_${i}`] ?? 0])
		);
	}
	return counts;
}

const has = (name: ReleaseColumnName, value: string): RawBuilder<SqlBool> =>
	inCohort('c', { where: { [name]: [value] }, followUp: null });
