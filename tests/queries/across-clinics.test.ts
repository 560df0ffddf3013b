import { describe, expect, it } from 'vitest';
import { NO_CHOICES } from '#lib/domain/clinic-choices.ts';
import { dimensionsUsed, parseFilters } from '#lib/domain/filters.ts';
import { ANALYSES } from '#lib/server/analyses/index.ts';
import type { Analysis, Question } from '#lib/server/analysis.ts';
import { narrowed, type Cohort } from '#lib/server/cohort.ts';
import * as knownValues from '#lib/server/queries/known-values.ts';
import { releasedCohort } from '#lib/server/releases/released-cohort.ts';
import { faultsOf } from '../support/across-clinics.ts';
import { compiling } from '../support/compiling.ts';

const known = { protocols: [], practitioners: [], clinics: [], quarters: [], dataVersion: 1 };

function sqlOf(analysis: Analysis, query: string, cohort: Cohort): string[] {
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
	const marks = analysis.guards(question).flatMap((guard) => guard.marks);
	const axes = [
		...Object.keys(analysis.within(question, {})),
		...dimensionsUsed(question.filters, accepted)
	];
	const signatures = (of: readonly string[]) =>
		analysis.signatures(cohort, question, of, [...new Set(marks)]).compile().sql;
	const both = question.filters.by && analysis.rowsAndTotals?.(cohort, question);
	return [
		analysis.rows(cohort, question).compile().sql,
		signatures(axes),
		// Several clinics' at once, each cell with its clinic first.
		signatures(['clinic', ...axes]),
		...(both ? [both.compile().sql] : [])
	];
}

const CLINICS = narrowed(compiling, ['clinic-1', 'clinic-2']);
/** Read by rules and visits that clinics chose. */
const CHOSEN = narrowed(compiling, ['clinic-1', 'clinic-2'], {
	...NO_CHOICES,
	responders: { LEMPERLE: { kind: 'points', atLeast: 2 } },
	visits: { 'clinic-1': [12, 52] }
});
const RELEASE = releasedCohort(compiling, {
	number: 1,
	cohort: 'pens@1',
	rules: { where: { device: ['pen'] }, followUp: { concern: 'wrinkles', weeks: [12] } }
});

describe('every clinic can answer its part of a question beside its own rows', () => {
	it.each(ANALYSES.map((analysis) => [analysis.id, analysis] as const))('%s', (_, analysis) => {
		const { accepted } = analysis;
		const queries = [
			'',
			'concern=wrinkles&area=neck',
			'network=on',
			...accepted.by.map((by) => `by=${by}`),
			...((accepted.arms ?? []).length > 0 ? ['a.device=pen&b.device=stamp'] : [])
		];
		for (const query of queries) {
			const statements = [CLINICS, CHOSEN, RELEASE].flatMap((cohort) =>
				sqlOf(analysis, query, cohort)
			);
			for (const sql of new Set(statements)) {
				expect({ query, faults: faultsOf(sql) }).toEqual({ query, faults: [] });
			}
		}
	});

	it('what viewers may filter by', () => {
		const { clinicsOf, protocolsOf, practitionersOf, quartersOf } = knownValues;
		for (const query of [clinicsOf, protocolsOf, practitionersOf, quartersOf]) {
			expect(faultsOf(query(CLINICS).compile().sql)).toEqual([]);
		}
	});
});

/** Where two sets of rows meet in the clinic. */
const MEETING = /"?\w+"?\."?clinic_id"? = "?\w+"?\."?clinic_id"?/g;

describe('the rule is seen to bite', () => {
	it.each([
		[
			'a join on the course alone',
			'select 1 from trajectory t join session s on s.course_id = t.course_id',
			's is not joined on clinic_id'
		],
		[
			'a clinic joined with itself',
			'select 1 from trajectory t join session s on s.clinic_id = s.clinic_id',
			's is not joined on clinic_id'
		],
		[
			'a join beyond one that is right',
			`select 1 from "trajectory" as "t" inner join "course_profile" as "c" on "c"."clinic_id" = "t"."clinic_id"
				left join (select course_id from "session") as "s" on "s"."course_id" = "c"."course_id"`,
			's is not joined on clinic_id'
		],
		[
			'a list of tables',
			'select 1 from trajectory t, session s where s.course_id = t.course_id',
			's is not joined on clinic_id'
		],
		[
			'a question inside a question',
			'select (select max(a.value) from assessment a where a.course_id = t.course_id) from trajectory t',
			'a is not joined on clinic_id'
		],
		[
			'a lateral join',
			`select 1 from trajectory t join lateral (select s.session_no from session s
				where s.course_id = t.course_id) l on true`,
			's is not joined on clinic_id'
		],
		[
			'one of a list of courses',
			'select 1 from trajectory t where t.course_id in (select course_id from course_profile)',
			't . course_id in ( ) does not ask for the clinic'
		],
		[
			'the other side of a union',
			`select 1 from trajectory t union all
				select 1 from trajectory t join session s on s.course_id = t.course_id`,
			's is not joined on clinic_id'
		],
		[
			'a count of codes',
			'select count(distinct t.patient_id) from trajectory t group by t.area',
			'count ( distinct t . patient_id does not add up over clinics'
		],
		[
			'a median of all clinics',
			'select percentile_cont(0.5) within group (order by t.window_1) from trajectory t',
			'percentile_cont is asked of all clinics'
		],
		[
			'recursion',
			'with recursive up as (select 1) select 1 from up',
			'with recursive is asked of all clinics'
		],
		[
			'using the course alone',
			'select 1 from trajectory join session using (course_id)',
			'session is not joined on clinic_id'
		],
		[
			'an update from other rows',
			'update trajectory t set area = c.area from course_profile c where c.course_id = t.course_id',
			'c is not joined on clinic_id'
		],
		[
			'a removal beside other rows',
			'delete from trajectory t using course_profile c where c.course_id = t.course_id',
			'c is not joined on clinic_id'
		]
	])('%s', (_, sql, fault) => expect(faultsOf(sql)).toContain(fault));

	it.each(ANALYSES.map((analysis) => [analysis.id, analysis] as const))(
		'wherever a join of %s forgets the clinic',
		(_, analysis) => {
			for (const sql of sqlOf(analysis, '', CLINICS)) {
				for (const { 0: meeting, index } of sql.matchAll(MEETING)) {
					const forgetful = sql.slice(0, index) + 'true' + sql.slice(index + meeting.length);
					expect(faultsOf(forgetful), forgetful.slice(index - 80, index + 80)).not.toEqual([]);
				}
			}
		}
	);

	it.each([
		'select 1 from trajectory t join protocol p on p.protocol_id = t.protocol_id',
		'select 1 from trajectory t join session s on s.clinic_id = t.clinic_id and s.course_id = t.course_id',
		'select count(distinct t.course_id) from trajectory t group by t.clinic_id, t.patient_id',
		'select count(distinct (t.clinic_id, t.patient_id)) from trajectory t',
		'select clinic_id, course_id, array_agg(distinct concern) from trajectory group by 1, 2',
		'select 1 from trajectory join session using (clinic_id, course_id)',
		'delete from trajectory t using course_profile c where c.clinic_id = t.clinic_id',
		'select 1 from trajectory t where (t.clinic_id, t.course_id) in (select clinic_id, course_id from session)',
		`select 1 from trajectory t join lateral (select s.session_no from session s
			where s.clinic_id = t.clinic_id and s.course_id = t.course_id) l on true`
	])('and leaves alone what is right: %s', (sql) => expect(faultsOf(sql)).toEqual([]));
});
