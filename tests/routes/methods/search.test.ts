import { describe, expect, it } from 'vitest';
import { methodsRegister } from '#lib/server/methods.ts';
import { narrowed, wantedOf } from '../../../src/routes/(app)/methods/search.ts';

const register = methodsRegister();
const asked = (query: string) => wantedOf(new URLSearchParams(query), register);
const found = (query: string) => {
	const { terms, families } = narrowed(register, asked(query));
	return [
		...terms.map(({ id }) => id),
		...families.flatMap(({ methods }) => methods.map(({ id }) => id))
	];
};
const all = found('');

describe('the search of the methods', () => {
	it('shows every word and method when nothing is asked', () => {
		expect(all).toContain('responder');
		expect(all).toContain('wilson');
		expect(narrowed(register, asked('')).found).toBe(all.length);
	});

	it('finds the word first, then the methods that speak of it', () => {
		expect(found('q=responder').slice(0, 2)).toEqual(['responder', 'clustered-proportion']);
	});

	it.each([
		['q=WILSON', 'wilson'],
		['q=clopper-pearson', 'clopper-pearson'],
		["q=welch's", 'welch'],
		['q=zeger+1986', 'clustered-mean'],
		['q=hodgesLehmannShift', 'hodges-lehmann-shift'],
		['q=+rule++of+three+', 'zero-events']
	])('%s finds %s, whatever the case, the dashes and the quotes', (query, id) => {
		expect(found(query)).toContain(id);
		expect(found(query).length).toBeLessThan(all.length / 2);
	});

	it('asks for every word, and says so when there is none', () => {
		expect(found('q=wilson+banana')).toEqual([]);
		expect(narrowed(register, asked('q=banana')).found).toBe(0);
	});
});

describe('the way from a figure', () => {
	it('shows what the figure counts by, and nothing else', () => {
		expect(found('figure=session-counts')).toEqual([
			'patient',
			'course',
			'session',
			'interval',
			'hidden-groups',
			'clustered-mean'
		]);
	});

	it('is left by a search, which goes through everything', () => {
		expect(found('figure=session-counts&q=wilson')).toEqual(found('q=wilson'));
	});

	it('names what it does not know', () => {
		expect(asked('figure=moon&colour=red')).toMatchObject({
			figure: null,
			unknown: [
				{ key: 'figure', value: 'moon' },
				{ key: 'colour', value: 'red' }
			]
		});
		expect(found('figure=moon')).toEqual(all);
	});

	it('takes no more than a line of text', () => {
		expect(asked(`q=${'a'.repeat(5000)}`).q.length).toBe(100);
	});
});
