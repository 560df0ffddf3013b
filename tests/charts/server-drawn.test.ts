import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import BarsView from '#lib/charts/BarsView.svelte';
import type { BarsPanel, ForestPanel } from '#lib/charts/figure.ts';
import ForestView from '#lib/charts/ForestView.svelte';

const forest: ForestPanel = {
	id: 'others',
	title: 'Less common',
	note: 'on a scale of their own',
	xLabel: 'Sessions with the effect, per 100 answered',
	scale: { min: 0, max: 4, step: 1, decimals: 0 },
	rows: [
		{
			id: 'acne',
			label: 'Acne flare',
			marks: [
				{
					seriesId: 'shallow',
					estimate: { value: 1, low: 0.5, high: 9 },
					why: null,
					few: true,
					sentence: 'Acne flare, 0.5–1.0 mm: 1.0 of 100 sessions.'
				},
				{
					seriesId: 'deep',
					estimate: null,
					why: 'hidden: too few patients',
					few: true,
					sentence: 'Acne flare, 2.0–2.5 mm: hidden: too few patients.'
				}
			],
			total: [{ text: '0.66', strong: true }, { text: ' (0.57 to 0.75)' }]
		}
	]
};

const legend = [
	{
		id: 'shallow',
		label: '0.5–1.0 mm',
		style: { kind: 'depth', step: 1 } as const,
		note: '612 answered'
	},
	{ id: 'deep', label: '2.0–2.5 mm', style: { kind: 'depth', step: 4 } as const }
];

const bars: BarsPanel = {
	id: 'done',
	title: 'Sessions done',
	note: 'share of courses',
	xLabel: 'Per cent of courses',
	parts: [
		{ id: 'few', label: '1 to 3 sessions' },
		{ id: 'some', label: '4 sessions' },
		{ id: 'many', label: '5 sessions or more' }
	],
	rows: [
		{
			id: 'neck',
			label: 'Neck',
			count: '27 courses in 27 patients',
			shares: [
				{ partId: 'few', percent: 67, sentence: 'Neck, 1 to 3 sessions: 67 %.' },
				{ partId: 'some', percent: null, sentence: 'Neck, 4 sessions: hidden.' },
				{ partId: 'many', percent: null, sentence: 'Neck, 5 sessions or more: hidden.' }
			],
			facts: ['3.3 done']
		}
	]
};

describe('drawn on the server, for readers without scripts', () => {
	const forests = render(ForestView, { props: { panels: [forest], legend } }).body;
	const stacked = render(BarsView, { props: { panels: [bars] } }).body;

	test.each([
		['a forest', forests],
		['stacked bars', stacked]
	])('%s keeps to the content security policy: no style in the markup', (_, html) => {
		expect(html).not.toMatch(/\sstyle=/);
		expect(html).not.toContain('NaN');
		expect(html).not.toContain('undefined');
	});

	test('a forest names its rows, its series with what they rest on, and the total', () => {
		for (const text of ['Acne flare', '0.5–1.0 mm', '612 answered', '0.66', '(0.57 to 0.75)']) {
			expect(forests).toContain(text);
		}
	});

	test('a hidden mark leaves its sign and reason, and an interval beyond the scale its arrow', () => {
		expect(forests).toMatch(/<text[^>]*>hidden<\/text>/);
		expect(forests.match(/d="M-4 -3.5 0 0 -4 3.5"/g)).toHaveLength(1);
	});

	test('hidden shares are one hatched part that the key explains', () => {
		expect(stacked.match(/class="part/g)).toHaveLength(2);
		expect(stacked).toMatch(/width="33%"/);
		expect(stacked.match(/\bhidden\b/g)?.length).toBeGreaterThan(0);
	});

	test.each([
		['a forest', forests],
		['stacked bars', stacked]
	])('%s is one stop of the tab key', (_, html) => {
		expect(html.match(/tabindex="0"/g)).toHaveLength(1);
		expect(html).toContain('aria-live="polite"');
	});
});
