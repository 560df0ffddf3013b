import { afterAll, beforeAll, expect, it } from 'vitest';
import { nothingAsked } from '#lib/domain/filters.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { keptAnswer } from '#lib/server/kept-answers.ts';
import { epochNow } from '#lib/server/kept-by-version.ts';
import { noteViewer, warmAll } from '#lib/server/warm.ts';
import { closeAll } from '#lib/server/stop.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aTreatedClinic, aViewer, patients } from './clinic.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	const { db } = database;
	const improved = { baseline: 4, scores: { 4: 3, 12: 2 } };
	for (const clinic of ['c1', 'c2', 'c3']) {
		await aTreatedClinic(db, clinic, patients(12, 'p', improved));
	}
	await db
		.insertInto('person')
		.values([
			{ id: 'd', name: 'D', email: 'd@clinic.example' },
			{ id: 'gone', name: 'G', email: 'g@clinic.example', disabled_at: '2026-01-01T00:00:00Z' }
		])
		.execute();
	await db
		.insertInto('person_role')
		.values([
			{ person_id: 'd', role: 'director', clinics: ['c1', 'c2'] },
			{ person_id: 'gone', role: 'director', clinics: ['c3'] }
		])
		.execute();
	// The embedded engine serves one connection: from here on the server's own.
	if (database.embedded) await database.db.destroy();
	process.env.DATABASE_URL = database.url;
});
afterAll(async () => {
	await closeAll();
	await database.close();
});

const { signal } = new AbortController();

/** Whether the overview of this viewer is kept: nothing may have to be worked out. */
const isKept = (viewer: Viewer) =>
	keptAnswer(
		{
			viewer,
			analysisId: improvementOverTime.id,
			filters: nothingAsked(improvementOverTime.accepted),
			dataVersion: 1,
			epoch: epochNow()
		},
		() => Promise.reject(new Error('not kept'))
	).then(
		({ figure }) => figure.trends.length > 0,
		() => false
	);

it('keeps the overview of who has an account ready, and of nobody else', async () => {
	const director = aViewer({ clinics: ['c1', 'c2'] });
	expect(await isKept(director)).toBe(false);
	await warmAll(signal);
	expect(await isKept(director)).toBe(true);
	for (const other of [
		aViewer({ clinics: ['c3'] }),
		aViewer({ clinics: ['c1'] }),
		aViewer({ clinics: ['c1', 'c2'], threshold: 11 })
	]) {
		expect(await isKept(other)).toBe(false);
	}
});

it('and of whoever was here', async () => {
	const visitor = aViewer({ clinics: ['c2'] });
	noteViewer(visitor);
	await warmAll(signal);
	expect(await isKept(visitor)).toBe(true);
	expect(await isKept(aViewer({ clinics: ['c3'] }))).toBe(false);
});

it('ends between two steps when the process does', async () => {
	const stopped = AbortSignal.abort(new Error('stopped'));
	noteViewer(aViewer({ clinics: ['c3'] }));
	await expect(warmAll(stopped)).rejects.toThrow('stopped');
	expect(await isKept(aViewer({ clinics: ['c3'] }))).toBe(false);
});
