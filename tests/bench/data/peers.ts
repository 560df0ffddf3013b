/** The product's sums and DuckDB's: how each is asked, and whether both say the same. */
import type { CompiledQuery } from 'kysely';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import { parseFilters } from '#lib/domain/filters.ts';
import type { Analysis, FlatRow, Question } from '#lib/server/analysis.ts';
import type { Cohort } from '#lib/server/cohort.ts';
import { withCohort } from '#lib/server/cohort.ts';
import { improvementSums } from '#lib/server/queries/improvement-sums.ts';
import { inDuck } from './duck.ts';
import type { Asker, Filled } from './place.ts';
import { quoted } from './hash-sql.ts';

/** The question an address asks. Throws where the address is wrong: it is the bench's own. */
export function questionOf({ viewer, known }: Asker, analysis: Analysis, query: string): Question {
	const { accepted } = analysis;
	const { filters, problems } = parseFilters(new URLSearchParams(query), accepted, known);
	if (problems.length > 0) throw new Error(`${query}: ${problems[0]?.message}`);
	return { viewer, filters, accepted, known };
}

/** The rows as the product reads them: one read-only transaction in the reader's role. */
export const ownRows = ({ db }: Filled, analysis: Analysis, question: Question) =>
	withCohort(db, question.viewer, async (cohort, tx, choices) => {
		const asked = { ...question, known: { ...question.known, choices } };
		const query = analysis.rows(cohort, asked).compile();
		return (await tx.executeQuery<FlatRow>(query)).rows;
	});

/** What the product would sum up from single series, asked of DuckDB: of all clinics or of one. */
export function duckText({ db }: Filled, question: Question): string {
	// Not narrowed: a query takes the tables as it finds them.
	const all = db as unknown as Cohort;
	// Built by the product's own query, which always compiles to this.
	const text = writtenOut(inDuck(improvementSums(all, question).compile() as CompiledQuery));
	const [only, ...others] = question.viewer.clinics;
	if (only === undefined || others.length > 0) return text;
	return text.replaceAll(
		'"trajectory" as "t"',
		`(select * from trajectory where clinic_id = ${quoted(only)}) as "t"`
	);
}

/** With each value of a window where it is used: DuckDB works out once by itself what stands there often. */
function writtenOut(text: string): string {
	const joined = /\s*left join lateral \(select (.*?)\) as "w" on true/gs;
	const [, list = ''] = joined.exec(text) ?? [];
	const values = [...list.matchAll(/(.+?) as "(\w+)"(?:, |$)/gs)];
	return values.reduce(
		(written, [, value, name]) => written.replaceAll(`"w"."${name}"`, `(${value})`),
		text.replaceAll(joined, '')
	);
}

const LEAN = VISIT_WINDOWS.map(({ week }, i) => ({
	week,
	gain: `(direction * (window_${i + 1} - baseline_x100))`
}));

/**
 * What the figure is about and nothing else, written for DuckDB: n, patients, what mean, SD and the interval
 * clustered by patient need, and responders.
 */
export function leanText(text: string): string {
	const { from, group } = partsOf(text);
	const patient = LEAN.map(
		({ week, gain }) => `count(${gain}) as n_${week}, sum(${gain}) as s_${week},
			sum(${gain}::bigint * ${gain}) as ss_${week},
			count(*) filter (where ${gain} >= responder_x100) as r_${week}`
	);
	const sums = LEAN.map(
		({ week: w }) => `coalesce(sum(n_${w}), 0) as n_${w},
			count(*) filter (where n_${w} > 0) as patients_${w}, coalesce(sum(s_${w}), 0) as sum_${w},
			coalesce(sum(ss_${w}), 0) as sum_squares_${w},
			coalesce(sum(s_${w}::bigint * s_${w}), 0) as patient_sum_squares_${w},
			coalesce(sum(n_${w} * n_${w}), 0) as patient_count_squares_${w},
			coalesce(sum(n_${w} * s_${w}::bigint), 0) as patient_cross_products_${w},
			coalesce(sum(r_${w}), 0) as responders_${w}`
	);
	return `select measure, area, line, ${sums.join(', ')} from (
			select measure, ${group}, clinic_id, patient_id, ${patient.join(', ')} ${from}
			group by all
		) as p group by all`;
}

/** n, patients, sum and responders by another way: every score a row, patients counted as distinct. */
export function plainText(text: string): string {
	const { from, group } = partsOf(text);
	const scores = LEAN.map(
		({ week, gain }) => `select measure, area, line, clinic_id, patient_id, responder_x100,
			${week} as week, ${gain} as gain from series where ${gain} is not null`
	);
	const windows = VISIT_WINDOWS.map((_, i) => `window_${i + 1}`).join(', ');
	return `with series as (select measure, ${group}, clinic_id, patient_id, direction, baseline_x100,
			responder_x100, ${windows} ${from})
		select measure, area, line, week, count(*) as n, count(distinct (clinic_id, patient_id)) as patients,
			sum(gain) as sum, sum(gain::bigint * gain) as sum_squares,
			count(*) filter (where gain >= responder_x100) as responders
		from (${scores.join(' union all ')}) as s group by all`;
}

/** Of a statement of improvementSums: the rows it is about, and what groups them. */
export function partsOf(text: string): { from: string; group: string } {
	const found =
		/(from (?:"trajectory"|\(select \* from trajectory [^)]*\)) as "t".*?)\s*group by/s.exec(text);
	const area = /"t"\."measure", (.+?) as "area", (.+?) as "line"/s.exec(text);
	if (!found || !area) throw new Error('This is not a statement of improvementSums.');
	return {
		from: (found[1] ?? '').replace(/\s*inner join "clinic" as "c" on [^ ]+ = [^ ]+/, ''),
		group: `${area[1]} as area, ${area[2]} as line`
	};
}

const keyOf = ({ measure, area, line }: FlatRow) => JSON.stringify([measure, area, line]);

/** The first number that differs, in words; null where every group has the same in all columns. */
export function difference(own: readonly FlatRow[], other: readonly FlatRow[]): string | null {
	const theirs = new Map(other.map((row) => [keyOf(row), row]));
	if (own.length !== other.length) return `${own.length} groups, DuckDB ${other.length}`;
	for (const row of own) {
		const match = theirs.get(keyOf(row));
		if (!match) return `${keyOf(row)} is not in DuckDB's answer`;
		const name = Object.keys(match).find((column) => !same(row[column], match[column]));
		if (name) return `${keyOf(row)} ${name}: ${row[name]}, DuckDB ${match[name]}`;
	}
	return null;
}

/** The same for the answer that has a row a week. */
export function differenceByWeek(
	own: readonly FlatRow[],
	other: readonly FlatRow[]
): string | null {
	const seen = new Map(own.map((row) => [keyOf(row), row]));
	for (const row of other) {
		const match = seen.get(keyOf(row));
		if (!match) return `${keyOf(row)} is only in DuckDB's answer`;
		for (const name of ['n', 'patients', 'sum', 'sum_squares', 'responders']) {
			const ours = match[`${name}_${row.week}`];
			if (!same(ours, row[name])) {
				return `${keyOf(row)} week ${row.week} ${name}: ${ours}, DuckDB ${row[name]}`;
			}
		}
	}
	const total = (rows: readonly FlatRow[], of: (row: FlatRow) => number) =>
		rows.reduce((sum, row) => sum + of(row), 0);
	const ours = total(own, (row) =>
		LEAN.reduce((sum, { week }) => sum + Number(row[`n_${week}`]), 0)
	);
	const theirs = total(other, (row) => Number(row.n));
	return ours === theirs ? null : `${ours} scores, DuckDB ${theirs}`;
}

const same = (own: unknown, other: unknown) =>
	typeof other === 'number' || typeof own === 'number'
		? Number(own) === Number(other)
		: own === other;
