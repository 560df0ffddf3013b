import { expect, test, vi } from 'vitest';
import type { Figure } from '#lib/charts/figure.ts';
import { nothingAsked } from '#lib/domain/filters.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import type { Gated } from '#lib/server/gate.ts';
import { keptAnswer, type Asked } from '#lib/server/kept-answers.ts';

const director: Viewer = {
	role: 'director',
	clinics: ['C001'],
	threshold: 5,
	insideClinic: true,
	operatorCode: null
};
const gated = (answer: string): Gated => {
	const figure: Figure = {
		analysis: 'a',
		title: 'How much?',
		answer: [{ text: answer }],
		basis: '',
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: [],
		restsOn: [],
		notes: [],
		twins: [],
		table: { columns: [], rows: [] }
	};
	return {
		figure,
		hidden: [{ key: { area: 'neck' }, why: 'small', whole: false }],
		threshold: 5,
		groups: { shown: [], totals: [] }
	};
};

let analyses = 0;
/** A question nobody asked yet. */
const fresh = (): Asked => ({
	viewer: director,
	analysisId: `analysis-${(analyses += 1)}`,
	filters: nothingAsked({ defaultBy: null }),
	dataVersion: 1,
	epoch: 1
});

test('the same question of the same records is worked out once, and what was read changes nothing', async () => {
	const asked = fresh();
	const work = vi.fn(() => Promise.resolve(gated('0.4 grades')));
	const first = await keptAnswer(asked, work);
	expect(first).toEqual({
		figure: gated('0.4 grades').figure,
		hidden: 1,
		threshold: 5,
		nothingTold: true
	});
	first.figure.answer.push({ text: 'added by a reader' });
	expect((await keptAnswer(asked, work)).figure.answer).toEqual([{ text: '0.4 grades' }]);
	expect(work).toHaveBeenCalledTimes(1);
});

const OTHERS: [string, (asked: Asked) => Asked][] = [
	['role', (asked) => ({ ...asked, viewer: { ...director, role: 'practitioner' } })],
	['clinics', (asked) => ({ ...asked, viewer: { ...director, clinics: ['C001', 'C002'] } })],
	['threshold', (asked) => ({ ...asked, viewer: { ...director, threshold: 11 } })],
	['place', (asked) => ({ ...asked, viewer: { ...director, insideClinic: false } })],
	['operator code', (asked) => ({ ...asked, viewer: { ...director, operatorCode: 'P1' } })],
	['filters', (asked) => ({ ...asked, filters: { ...asked.filters, where: { area: 'neck' } } })],
	['analysis', (asked) => ({ ...asked, analysisId: `${asked.analysisId}-other` })],
	['data version', (asked) => ({ ...asked, dataVersion: 2 })],
	['series of versions', (asked) => ({ ...asked, epoch: 2 })]
];

test.each(OTHERS)('SR-2.8 an answer never crosses to another %s', async (_, changed) => {
	const asked = fresh();
	await keptAnswer(asked, () => Promise.resolve(gated('mine')));
	const other = await keptAnswer(changed(asked), () => Promise.resolve(gated('theirs')));
	expect(other.figure.answer).toEqual([{ text: 'theirs' }]);
});

test('who asks the same at once gets the one answer; a failure is told to both and not kept', async () => {
	const asked = fresh();
	const work = vi.fn(async (): Promise<Gated> => {
		await Promise.resolve();
		throw new Error('the database went away');
	});
	const both = await Promise.allSettled([keptAnswer(asked, work), keptAnswer(asked, work)]);
	expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(work).toHaveBeenCalledTimes(1);
	const later = await keptAnswer(asked, () => Promise.resolve(gated('back')));
	expect(later.figure.answer).toEqual([{ text: 'back' }]);
});

test('memory is bounded: the answers used longest ago go', async () => {
	const first = fresh();
	const work = vi.fn(() => Promise.resolve(gated('first')));
	await keptAnswer(first, work);
	const large = 'x'.repeat(1024 * 1024);
	for (let i = 0; i < 20; i++) await keptAnswer(fresh(), () => Promise.resolve(gated(large)));
	await keptAnswer(first, work);
	expect(work).toHaveBeenCalledTimes(2);
});
