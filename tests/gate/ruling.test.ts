import type { Transaction } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Database } from '#db/schema.ts';
import { parseFilters, type Known } from '#lib/domain/filters.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { narrowed, withCohort } from '#lib/server/cohort.ts';
import { rulingOn } from '#lib/server/ruling.ts';
import { openTestDatabase } from '../support/database.ts';
import { aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const viewer = aViewer({ clinics: ['c1'] });
beforeAll(() => aTreatedClinic(db, 'c1', patients(12, 'p', { baseline: 4, scores: { 12: 2 } })));

/** The transaction with what it says to each statement of a ruling. */
const saying = (tx: Transaction<Database>, executeQuery: Transaction<Database>['executeQuery']) =>
	new Proxy(tx, {
		get: (of, name) => (name === 'executeQuery' ? executeQuery : Reflect.get(of, name, of))
	});

it('whoever waits for a ruling that another fails to make makes it in a transaction of their own', async () => {
	const known: Known = {
		protocols: [],
		practitioners: [],
		clinics: [],
		quarters: [],
		dataVersion: 1
	};
	const { accepted } = improvementOverTime;
	const { filters } = parseFilters(new URLSearchParams(), accepted, known);
	const question = { viewer, filters, accepted, known };
	await withCohort(db, viewer, async (all, tx) => {
		const ofClinics = (ids: readonly string[]) => narrowed(tx, ids);
		const rule = (asked: Transaction<Database>, epoch = 0) =>
			rulingOn(improvementOverTime, question, { all, ofClinics, epoch }, asked, null);
		const { promise: held, reject: end } = Promise.withResolvers<never>();
		const failing = vi.fn(() => held);
		const asking = vi.fn((query: Parameters<typeof tx.executeQuery>[0]) => tx.executeQuery(query));
		const first = rule(saying(tx, failing));
		await vi.waitFor(() => expect(failing).toHaveBeenCalledTimes(1));
		const second = rule(saying(tx, asking as typeof tx.executeQuery));
		const third = rule(tx);
		// They have found out what they ask, and wait.
		await tx.selectFrom('clinic').select('clinic_id').execute();
		await new Promise(setImmediate);
		expect(asking).not.toHaveBeenCalled();
		// Whoever asks the same of other data under the same number does not.
		expect((await rule(tx, 1)).size).toBeGreaterThan(0);
		end(new Error('the first one’s connection is gone'));
		await expect(first).rejects.toThrow('is gone');
		expect((await second).size).toBeGreaterThan(0);
		expect(asking).toHaveBeenCalledTimes(1);
		expect((await third).size).toBe((await second).size);
		// Kept: nothing is asked again.
		expect((await rule(saying(tx, failing))).size).toBe((await second).size);
		expect(failing).toHaveBeenCalledTimes(1);
	});
});
