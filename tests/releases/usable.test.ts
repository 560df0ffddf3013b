/** SR-5.4: a visit of the demo uses releases of made-up people, on whichever way it asks for another one. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { WHOLE_RELEASE } from '#lib/domain/cohort-rules.ts';
import type { SignedIn } from '#lib/domain/roles.ts';
import { isDemoOnly, startVisit } from '#lib/server/accounts/visits.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { build, cohortOf, cohorts, openReleases, save } from '#lib/server/cohorts.ts';
import { factsNow } from '#lib/server/facts.ts';
import { cohortAskedFor } from '#lib/server/http/cohort-of-request.ts';
import { saveCohort } from '#lib/server/releases/cohorts.ts';
import { releaseDifference } from '#lib/server/releases/difference.ts';
import { releaseNumbers, releaseOf, releases } from '#lib/server/releases/register.ts';
import { scopeOf } from '#lib/server/releases/scope.ts';
import { AT_CONSOLE } from '#lib/server/releases/usable.ts';
import { putRelease } from '../support/a-release.ts';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());

const courses = Array.from({ length: 12 }, (_, i) => ({ course_id: `c${i}` }));
const MADE_UP = 1;
const REAL = 2;

const researcher = { role: 'researcher', roles: ['researcher'], email: null } as const;
const noSession = { mustSetSecondFactor: false, sessionId: null };
const visitor: SignedIn = {
	...researcher,
	...noSession,
	id: 'demo',
	name: 'Visitor',
	isDemo: true
};
const person: SignedIn = { ...researcher, ...noSession, id: 'p-1', name: 'Ada', isDemo: false };

beforeAll(async () => {
	await fillDictionaries(db);
	await sql`insert into data_version (version, reason) values (1, 'test')`.execute(db);
	await sql`insert into import_batch (batch_id, kind, data_version, clinics, report)
		values ('demo', 'demo', 1, '{}', '{}')`.execute(db);
	await db
		.insertInto('person')
		.values({ id: 'p-1', name: 'Ada', email: 'ada@study.example', image: null })
		.execute();
	await putRelease(db, { releaseNo: MADE_UP, courses, scores: [] });
	expect(await isDemoOnly(db)).toBe(true);
	await putRelease(db, { releaseNo: REAL, courses, scores: [], synthetic: false });
	const of = { title: 'Real', description: '', rules: WHOLE_RELEASE, of: null, releaseNo: REAL };
	await saveCohort(db, of, person, CONSOLE);
});

test('once a release of real people is in, the demo is closed', async () => {
	expect(await isDemoOnly(db)).toBe(false);
	expect((await factsNow(db)).demoOnly).toBe(false);
	expect(await startVisit(db, 'researcher')).toBeNull();
});

const asked = (query: string) => new URLSearchParams(query);
const cookies = { get: () => undefined, set: () => {} };
const figuresOf = async (signedIn: SignedIn, path: string) => {
	const event = { url: new URL(path, 'http://stipple.test'), cookies, locals: { signedIn } };
	const { found } = await cohortAskedFor(
		db,
		event as unknown as Parameters<typeof cohortAskedFor>[1]
	);
	return found?.scope ?? null;
};

/** Each way to a release or something of it; gives nothing where it is not there for them. */
const WAYS: [string, (by: SignedIn) => Promise<unknown>][] = [
	['the register', async (by) => (await releases(db, by)).find((one) => one.releaseNo === REAL)],
	['its page, its files and its JSON', (by) => releaseOf(db, by, REAL)],
	['figures of it', (by) => figuresOf(by, `/outcomes?cohort=release-${REAL}`)],
	['figures of it for programs', (by) => figuresOf(by, `/api/v1/analyses?cohort=release-${REAL}`)],
	['figures of a cohort of it', (by) => figuresOf(by, '/outcomes?cohort=real@1')],
	['files of a cohort of it', async (by) => (await scopeOf(db, by, 'real@1')).scope],
	[
		'what to build on',
		async (by) => (await openReleases(by, db)).find((one) => one.number === REAL)
	],
	['the counts of the builder', (by) => build(by, asked(`release=${REAL}`), db)],
	['saved cohorts', async (by) => (await cohorts(by, db)).find(({ slug }) => slug === 'real')],
	['a cohort of it', (by) => cohortOf(by, 'real@1', db)],
	['a next version', async (by) => (await build(by, asked('release=1&of=real'), db))?.of],
	['numbers to compare', async (by) => (await releaseNumbers(db, by)).find((one) => one === REAL)],
	['differences', (by) => releaseDifference(db, MADE_UP, REAL, by)],
	[
		'saving a cohort',
		(by) => save(asked(`release=${REAL}`), { title: by.name, description: '' }, by, CONSOLE, db)
	]
];

describe.each(WAYS)('%s', (_, way) => {
	test('is there for a person', async () => {
		expect(await way(person)).toBeTruthy();
	});
	test('is not there for a visitor of the demo', async () => {
		expect((await way(visitor)) ?? null).toBeNull();
	});
});

test('no cohort is saved past the builder on a release that is not there for them', async () => {
	const given = { title: 'B', description: '', rules: WHOLE_RELEASE, of: null, releaseNo: REAL };
	await expect(saveCohort(db, given, visitor, CONSOLE)).rejects.toThrow(/no release 2/);
});

test('whoever may not use a cohort is not told of it by its name', async () => {
	const given = { title: 'Real', description: '', rules: WHOLE_RELEASE, releaseNo: MADE_UP };
	const saving = (of: string | null, by = visitor) => saveCohort(db, { ...given, of }, by, CONSOLE);
	await expect(saving(null)).rejects.toThrow(/^This name cannot be given\. Choose another one\.$/);
	await expect(saving('real')).rejects.toThrow(/^There is no cohort real to/);
	await expect(saving(null, person)).rejects.toThrow(/a cohort real already.* makes version 2/);
	// Nor is a later version of their own, on a release that is not theirs.
	expect(await saveCohort(db, { ...given, title: 'Both', of: null }, visitor, CONSOLE)).toBe(
		'both@1'
	);
	const real = { ...given, releaseNo: REAL, of: 'both' };
	expect(await saveCohort(db, real, person, CONSOLE)).toBe('both@2');
	await expect(saving('both')).rejects.toThrow(/cannot be given/);
	const again = saveCohort(db, { ...given, title: 'Both', of: null }, visitor, CONSOLE);
	await expect(again).rejects.toThrow(/cannot be given/);
	expect(await saving('both', person)).toBe('both@3');
});

test('the words are those for a release that does not exist', async () => {
	const { problem } = await scopeOf(db, visitor, `release-${REAL}`);
	const { problem: ofNone } = await scopeOf(db, AT_CONSOLE, 'release-9');
	expect(problem?.replace(`release ${REAL}`, 'release 9')).toBe(ofNone);
	expect((await scopeOf(db, visitor, 'real@1')).problem).toMatch(/no cohort real@1/);
});

test('a visitor of the demo uses what is made up, and without a sign-in nothing is there', async () => {
	expect(await releaseNumbers(db, visitor)).toEqual([MADE_UP]);
	expect((await scopeOf(db, visitor, `release-${MADE_UP}`)).scope).toMatchObject({
		number: MADE_UP
	});
	expect(await releaseNumbers(db, null)).toEqual([]);
});
