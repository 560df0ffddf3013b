import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WHOLE_RELEASE, type CohortRules } from '#lib/domain/cohort-rules.ts';
import { parseFilters } from '#lib/domain/filters.ts';
import { analysisOf } from '#lib/server/analyses/index.ts';
import { withCohort } from '#lib/server/cohort.ts';
import { build, cohortOf } from '#lib/server/cohorts.ts';
import { ask } from '#lib/server/gate.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { saveCohort, savedCohorts, slugOf } from '#lib/server/releases/cohorts.ts';
import { releaseDifference } from '#lib/server/releases/difference.ts';
import { flowOf, valueCounts } from '#lib/server/releases/flow.ts';
import { scopeOf, viewerOf } from '#lib/server/releases/scope.ts';
import { AT_CONSOLE } from '#lib/server/releases/usable.ts';
import { withRelease } from '#lib/server/told-of-release.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { fillDictionaries } from '#db/dictionaries.ts';
import { putRelease } from '../support/a-release.ts';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());

const MEASURE = 'LEMPERLE';
/** Necks improve by one grade at week 12, faces by two, and every other face is not seen again. */
const courses = Array.from({ length: 40 }, (_, i) => ({
	course_id: `c${String(i).padStart(2, '0')}`,
	area: i < 16 ? 'neck' : 'face.cheeks',
	area_root: i < 16 ? 'neck' : 'face',
	depth_band: i < 28 ? '1.0-1.5' : '1.5-2.0'
}));
const scores = courses.map(({ course_id, area_root }, i) => ({
	course_id,
	measure: MEASURE,
	baseline_x100: 400,
	window_3: area_root === 'neck' ? 300 : i % 2 === 0 ? 200 : null,
	responder_x100: 100
}));

beforeAll(async () => {
	await fillDictionaries(db);
	await putRelease(db, { releaseNo: 1, courses, scores });
	await putRelease(db, {
		releaseNo: 2,
		courses: courses.slice(0, 28),
		scores: scores.slice(0, 28),
		dropped: ['age', 'smoking', 'clinic', 'protocol']
	});
});

const whole = (number: number) =>
	viewerOf({ number, cohort: `release-${number}`, rules: WHOLE_RELEASE });

async function figureOf(rules: CohortRules, query: string, number = 1) {
	const viewer = viewerOf({ number, cohort: `release-${number}`, rules });
	const analysis = analysisOf('improvement-over-time');
	if (!analysis) throw new Error('no such analysis');
	const { known } = await knowledgeOf(db, viewer);
	const { accepted } = analysis;
	const { filters, problems } = parseFilters(new URLSearchParams(query), accepted, known);
	expect(problems).toEqual([]);
	return ask(db, viewer, analysis, { filters, accepted, known, published: [] });
}

describe('a question asked of a release', () => {
	test('reads its rows and hides none: the classes are large enough already', async () => {
		const { hidden, groups } = await figureOf(WHOLE_RELEASE, 'concern=wrinkles&wk=12&by=none');
		expect(hidden).toEqual([]);
		const atWeek12 = groups.shown.map(({ key, cells }) => [key.area, cells['12']?.patients]);
		expect(atWeek12.toSorted()).toEqual([
			['face', 12],
			['neck', 16]
		]);
	});

	test('of a cohort it sees the courses of the cohort alone', async () => {
		const rules: CohortRules = { where: { area: ['face'], depth: ['1.5-2.0'] }, followUp: null };
		const { groups } = await figureOf(rules, 'concern=wrinkles&wk=12&by=none');
		expect(groups.shown.map(({ key, courses }) => [key.area, courses])).toEqual([['face', 12]]);
		expect(groups.shown[0]?.cells['12']?.patients).toBe(6);
	});

	test('sees no row of the clinics and none of another release, whatever the SQL names', async () => {
		const seen = await withCohort(db, whole(2), async (cohort, tx) => ({
			courses: await cohort.selectFrom('course_profile').select('course_id').execute(),
			// As the role of questions, past the names of the cohort.
			rows: await tx.selectFrom('release_course').select('release_no').distinct().execute(),
			patients: await tx.selectFrom('patient').select('patient_id').execute()
		}));
		expect(seen.courses).toHaveLength(28);
		expect(seen.rows).toEqual([{ release_no: 2 }]);
		expect(seen.patients).toEqual([]);
	});

	test('says that those scored at a visit may be fewer than a class holds', async () => {
		const viewer = whole(1);
		const { known } = await knowledgeOf(db, viewer);
		const { figure } = await figureOf(WHOLE_RELEASE, 'concern=wrinkles&wk=12&by=none');
		if (!viewer.release) throw new Error('of no release');
		const rests = withRelease(figure, viewer.release, known).restsOn.at(-1);
		expect(rests?.title).toBe('The release');
		expect(rests?.text[0]?.text).toMatch(/Whoever was scored at a visit may be fewer than 11/);
	});

	test('is filtered by what survived, and by nothing else', async () => {
		const { known } = await knowledgeOf(db, whole(2));
		const columns = Object.keys(known.released?.columns ?? {});
		expect(columns).toEqual(expect.arrayContaining(['area', 'depth', 'type', 'sex']));
		for (const gone of ['age', 'smoking', 'clinic', 'protocol', 'severity', 'practitioner']) {
			expect(columns).not.toContain(gone);
		}
	});
});

describe('a cohort', () => {
	const columns = async () => {
		const { known } = await knowledgeOf(db, whole(1));
		return [
			{ name: 'area' as const, label: 'Body area', values: known.released?.columns.area ?? [] },
			{ name: 'depth' as const, label: 'Needle depth', values: known.released?.columns.depth ?? [] }
		];
	};

	test('flows from all of the release to those who are left, rule by rule', async () => {
		const rules: CohortRules = {
			where: { area: ['face'] },
			followUp: { concern: 'wrinkles', weeks: [12] }
		};
		const stages = await flowOf(db, 1, rules, await columns());
		const counts = await valueCounts(db, 1, rules, await columns());
		expect(stages.map(({ key, courses }) => [key, courses])).toEqual([
			['release', 40],
			['area', 24],
			['seen', 12]
		]);
		expect(counts.area?.face).toBe(12);
		expect(counts.area?.neck).toBe(16);
		expect(counts.depth).toMatchObject({ '1.0-1.5': 6, '1.5-2.0': 6, 'over-2.5': 0 });
	});

	test('of a release that is not there has nobody', async () => {
		const stages = await flowOf(db, 9, WHOLE_RELEASE, await columns());
		expect(stages.map(({ courses }) => courses)).toEqual([0]);
	});

	test('is saved under a name, never changed, and found by links', async () => {
		const maker = { id: 'demo', name: 'Demo visitor', isDemo: true };
		const rules: CohortRules = { where: { area: ['neck'] }, followUp: null };
		const given = { releaseNo: 1, title: 'Necks,  all depths', description: '', rules, of: null };
		expect(await saveCohort(db, given, maker, CONSOLE)).toBe('necks-all-depths@1');
		await expect(saveCohort(db, given, maker, CONSOLE)).rejects.toThrow(/makes version 2/);
		const changed = { ...given, of: 'necks-all-depths', rules: WHOLE_RELEASE };
		expect(await saveCohort(db, changed, maker, CONSOLE)).toBe('necks-all-depths@2');
		expect((await savedCohorts(db, AT_CONSOLE)).map(({ name }) => name)).toEqual([
			'necks-all-depths@2'
		]);
		const { scope } = await scopeOf(db, AT_CONSOLE, 'necks-all-depths@1');
		expect(scope).toEqual({ number: 1, cohort: 'necks-all-depths@1', rules });
	});

	test.each([
		['title', { title: ' ' }, /name of 1 to 80/],
		['title', { title: '???' }, /letters or digits/],
		['release', { releaseNo: 9 }, /no release 9/],
		['title', { of: 'not-there' }, /no cohort not-there/],
		['title', { title: 'A\u0000' }, /cannot be shown/],
		['description', { description: 'a\u0000b' }, /cannot be shown/]
	])('is refused by its %s in words', async (field, wrong, words) => {
		const given = { releaseNo: 1, title: 'A', description: '', rules: WHOLE_RELEASE, of: null };
		const saving = saveCohort(
			db,
			{ ...given, ...wrong },
			{ id: 'x', name: 'X', isDemo: true },
			CONSOLE
		);
		await expect(saving).rejects.toMatchObject({ field, message: expect.stringMatching(words) });
	});

	test('is built as a new one where the address names none as its earlier version', async () => {
		for (const of of ['\u0000', 'Not a name', 'not-there']) {
			const built = await build(AT_CONSOLE, new URLSearchParams({ release: '1', of }), db);
			expect(built).toMatchObject({ release: 1, of: null });
		}
	});

	test('keeps the lines of its description as a form sends them', async () => {
		const given = { releaseNo: 1, title: 'Lines', rules: WHOLE_RELEASE, of: null };
		const maker = { id: 'x', name: 'X', isDemo: true };
		await saveCohort(db, { ...given, description: 'One.\r\nTwo.' }, maker, CONSOLE);
		const [saved] = await savedCohorts(db, AT_CONSOLE, 'lines');
		expect(saved?.description).toBe('One.\nTwo.');
	});

	test.each(['nobody@1', 'release-9', 'necks-all-depths', '<script>'])(
		'named %s is not there, and the words say where to look',
		async (name) => {
			const { scope, problem } = await scopeOf(db, AT_CONSOLE, name);
			expect(scope).toBeNull();
			expect(problem).toMatch(/Cohorts|Releases|named like/);
		}
	);

	test('of a withdrawn release is closed, with the reason', async () => {
		await putRelease(db, { releaseNo: 3, courses: courses.slice(0, 12), scores: [] });
		await db
			.insertInto('release_withdrawal')
			.values({ release_no: 3, reason: 'a wrong measure', withdrawn_by: 'x' })
			.execute();
		const { problem } = await scopeOf(db, AT_CONSOLE, 'release-3');
		expect(problem).toMatch(/withdrawn \(a wrong measure\)/);
		await db
			.insertInto('cohort')
			.values({
				slug: 'gone',
				version: 1,
				release_no: 3,
				title: 'Gone',
				description: '',
				rules: sql`'{"where":{},"followUp":null}'::jsonb`,
				made_by: 'X',
				person_id: null
			})
			.execute();
		expect(await cohortOf(AT_CONSOLE, 'gone@1', db)).toMatchObject({
			cohort: { withdrawn: 'a wrong measure' },
			flow: null
		});
	});

	test('has no name where a title has nothing that a link can hold', () => {
		expect(slugOf('Näcken & Gesichter 2025')).toBe('nacken-gesichter-2025');
		expect(slugOf('皮膚')).toBe('');
	});
});

test('two releases differ by tables, columns and cohorts; a few courses are not told', async () => {
	await putRelease(db, {
		releaseNo: 4,
		courses: courses.slice(0, 36),
		scores: scores.slice(0, 36)
	});
	const difference = await releaseDifference(db, 1, 2, AT_CONSOLE);
	expect(difference?.columns).toEqual(['Age: bands of ten years, then dropped']);
	const whole = (await releaseDifference(db, 1, 4, AT_CONSOLE))?.cohorts[0];
	expect(whole).toMatchObject({ before: 40, after: null, by: null });
	expect((await releaseDifference(db, 1, 2, AT_CONSOLE))?.cohorts[0]).toMatchObject({
		before: 40,
		after: 28,
		by: -12
	});
	expect(difference?.withdrawn).toEqual([]);
	expect(await releaseDifference(db, 1, 99, AT_CONSOLE)).toBeNull();
});

test('of a withdrawn release no cohort is counted beside another one, and which it is is told', async () => {
	await putRelease(db, { releaseNo: 5, courses: courses.slice(0, 28), scores: [] });
	expect((await releaseDifference(db, 1, 5, AT_CONSOLE))?.cohorts).not.toEqual([]);
	await db
		.insertInto('release_withdrawal')
		.values({ release_no: 5, reason: 'a wrong measure', withdrawn_by: 'x' })
		.execute();
	for (const [from, to] of [
		[1, 5],
		[5, 1]
	] as const) {
		const difference = await releaseDifference(db, from, to, AT_CONSOLE);
		expect(difference).toMatchObject({ from, to, cohorts: [], withdrawn: [5] });
		// What its report said is on its page still.
		expect(difference?.tables[0]).toMatchObject({ words: 'courses' });
	}
});
