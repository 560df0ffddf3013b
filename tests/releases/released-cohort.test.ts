import { expect, test } from 'vitest';
import { WHOLE_RELEASE } from '#lib/domain/cohort-rules.ts';
import { releasedCohort } from '#lib/server/releases/released-cohort.ts';
import { compiling } from '../support/compiling.ts';

test('the sessions of all courses are worked out once a question, of the tables of the release', () => {
	const scope = { number: 1, cohort: 'release-1', rules: WHOLE_RELEASE };
	const { sql } = releasedCohort(compiling, scope)
		.selectFrom('treated_course')
		.selectAll()
		.compile();
	const [before, after] = sql.split('"treated_course" as materialized');
	expect(after).toBeDefined();
	// What a table expression reads stands before it: else it would be the clinics' own table.
	for (const table of ['course_profile', 'session', 'side_effect', 'protocol']) {
		expect(before).toContain(`"${table}" as not materialized`);
	}
});
