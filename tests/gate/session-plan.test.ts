import { afterAll, beforeAll, expect, it } from 'vitest';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

beforeAll(async () => {
	// Sessions are four weeks apart.
	await aTreatedClinic(db, 'c1', [
		...patients(6, 'a', { sessions: 3 }),
		...patients(6, 'b', { sessions: 4 })
	]);
	await db
		.insertInto('protocol')
		.values({
			protocol_id: 'plan',
			name: 'Four, six weeks apart',
			device_type: 'pen',
			device_model: null,
			depth_mm_min: 0.75,
			depth_mm_max: 0.75,
			needle_count: 12,
			passes: 2,
			planned_sessions: 4,
			planned_interval_days: 42,
			visit_weeks: null,
			adjuncts: [],
			batch_id: 'b1',
			content_hash: 'h'
		})
		.execute();
	await db.updateTable('course').set({ protocol_id: 'plan', status: 'completed' }).execute();
	await db.transaction().execute((tx) => refreshReadModels(tx, ['c1']));
	await aTreatedClinic(db, 'without', patients(6, 'w', { sessions: 3 }));
});

const ask = async (clinic: string) => {
	const { figure } = await asked(db, aViewer({ clinics: [clinic] }), 'session-counts', 'by=none');
	const [row = []] = figure.table.rows;
	const at = (key: string) => row[figure.table.columns.findIndex((column) => column.key === key)];
	return { at, words: figure.answer.map(({ text }) => text).join('') };
};

it('tells sessions done and weeks between them against what the plan names', async () => {
	const { at, words } = await ask('c1');
	expect([at('mean_done_ended'), at('mean_planned'), at('percent_complete')]).toEqual([3.5, 4, 50]);
	expect([at('weeks_done'), at('weeks_planned')]).toEqual([4, 6]);
	expect(words).toContain(
		'Where a plan names the weeks between sessions, they were 4.0 against 6.0 planned.'
	);
});

it('says nothing of a plan where none is recorded', async () => {
	const { at, words } = await ask('without');
	expect([at('weeks_done'), at('weeks_planned'), at('weeks_apart')]).toEqual([null, null, 4]);
	expect(words).toContain('How many were planned is not recorded or hidden.');
});
