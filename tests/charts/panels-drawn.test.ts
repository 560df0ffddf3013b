import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import * as differences from '#lib/charts/examples-of-differences.ts';
import * as groups from '#lib/charts/examples-of-groups.ts';
import * as planes from '#lib/charts/examples-of-planes.ts';
import type { Panel } from '#lib/charts/panels.ts';
import PanelsView from '#lib/charts/PanelsView.svelte';

const panels = [differences, planes, groups]
	.flatMap(Object.values)
	.flatMap((list): Panel[] => (Array.isArray(list) ? list : []));
const drawn = (panel: Panel) => render(PanelsView, { props: { panels: [panel] } }).body;

describe.each(panels.map((panel) => [`${panel.kind}: ${panel.title}`, panel] as const))(
	'%s, drawn without a script',
	(_, panel) => {
		const html = drawn(panel);

		test('keeps to the content security policy and holds nothing undefined', () => {
			expect(html).not.toMatch(/\sstyle=/);
			expect(html).not.toContain('NaN');
			expect(html).not.toContain('undefined');
			expect(html).not.toContain('Infinity');
		});

		test('is named by its title, and one stop of the tab key unless there is nothing to walk', () => {
			expect(html).toContain(panel.title);
			expect(html).toContain(`data-kind="${panel.kind}"`);
			const stops = html.match(/tabindex="0"/g) ?? [];
			const refused = panel.hidden !== null || html.includes('Nothing was recorded');
			expect(stops).toHaveLength(refused ? 0 : 1);
			if (panel.hidden) {
				for (const words of panel.hidden.reason.split(/(?<=\.) /)) expect(html).toContain(words);
				expect(html).toContain(`href="${panel.hidden.next?.href}"`);
			}
		});
	}
);

test('a mark whose number is hidden is dotted, and the reason stands under the chart', () => {
	const [panel] = planes.doses;
	if (!panel) throw new Error('no example');
	const html = drawn(panel);
	expect(html.match(/<circle class="absent/g)).toHaveLength(1);
	expect(html.match(/hidden: fewer than 5 patients/g)).toHaveLength(1);
});
