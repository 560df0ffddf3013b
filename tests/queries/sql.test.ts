import { describe, expect, it } from 'vitest';
import { dimensionsUsed, parseFilters } from '#lib/domain/filters.ts';
import { ANALYSES } from '#lib/server/analyses/index.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import type { Question } from '#lib/server/analysis.ts';
import { narrowed } from '#lib/server/cohort.ts';
import { compiling } from '../support/compiling.ts';

const known = { protocols: [], practitioners: [], clinics: [], quarters: [], dataVersion: 1 };

/** What the database is asked for a question: for its rows, and for who is in which cells. */
function sqlOf(analysis: (typeof ANALYSES)[number], query: string): [string, string] {
	const { accepted } = analysis;
	const question: Question = {
		viewer: {
			role: 'director',
			clinics: ['clinic-1', 'clinic-2'],
			threshold: 5,
			insideClinic: true,
			operatorCode: null
		},
		filters: parseFilters(new URLSearchParams(query), accepted, known).filters,
		accepted,
		known
	};
	const cohort = narrowed(compiling, question.viewer.clinics);
	const marks = analysis.guards(question).flatMap((guard) => guard.marks);
	const axes = [
		...Object.keys(analysis.within(question, {})),
		...dimensionsUsed(question.filters, accepted)
	];
	return [
		analysis.rows(cohort, question).compile().sql,
		analysis.signatures(cohort, question, axes, [...new Set(marks)]).compile().sql
	];
}

const readable = (sql: string) =>
	sql
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/ (from|inner join|left join|where|group by|select|and) /g, '\n$1 ')
		.replaceAll(/, (?=(coalesce\(sum|sum|count|array_agg|bool_or)\()/g, ',\n  ') + '\n';

describe('what the database is asked', () => {
	it.each(ANALYSES.map((analysis) => [analysis.id, analysis] as const))(
		'is kept for review: %s',
		async (id, analysis) => {
			const query = analysis.accepted.view.includes('concern') ? 'concern=wrinkles&area=neck' : '';
			const [rows, signatures] = sqlOf(analysis, query);
			await expect(readable(rows)).toMatchFileSnapshot(`./sql/${id}.sql`);
			await expect(readable(signatures)).toMatchFileSnapshot(`./sql/${id}-signatures.sql`);
		}
	);

	it('is kept for review where no sums are held ready', async () => {
		const [rows] = sqlOf(improvementOverTime, 'concern=wrinkles&area=neck&device=pen');
		await expect(readable(rows)).toMatchFileSnapshot('./sql/improvement-over-time-filtered.sql');
	});

	it.each(ANALYSES.map((analysis) => [analysis.id, analysis] as const))(
		'names every record table without a schema and behind the cohort: %s',
		(_, analysis) => {
			for (const sql of sqlOf(analysis, '')) {
				expect(sql).not.toMatch(/public\./);
				for (const table of [
					'clinic',
					'course_profile',
					'treated_course',
					'trajectory',
					'cube_clinic',
					'session',
					'assessment',
					'side_effect'
				]) {
					expect(sql).toContain(
						`"${table}" as not materialized (select * from "${table}" where "clinic_id" in ($`
					);
				}
			}
		}
	);
});
