import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import TwinTable from '#lib/components/TwinTable.svelte';
import type { TwinTable as Twin } from '#lib/charts/figure.ts';

const twin: Twin = {
	caption: 'The same figures',
	note: 'Mean of courses seen',
	columns: [
		{ label: 'Concern', align: 'left' },
		{ label: 'Needle depth', align: 'left' },
		{ label: 'Seen', align: 'right' },
		{ label: 'Week 26', align: 'right', strong: true }
	],
	rows: [
		row('Wrinkles', '0.5–1.0 mm', ['117', '0.60 (0.48 to 0.72)']),
		row(null, '1.0–1.5 mm', ['253', '0.78 (0.70 to 0.86)']),
		{ ...row('Pores', 'under 0.5 mm', []), hidden: 'Hidden: fewer than 5 patients' }
	]
};

function row(group: string | null, label: string, numbers: string[]): Twin['rows'][number] {
	return { group, style: null, cells: [label, ...numbers], hidden: null };
}

const html = (of: Twin) =>
	render(TwinTable, { props: { twin: of, id: 'twin' } }).body.replace(/<!--.*?-->/g, '');

test('a group stands once beside its rows and heads them', () => {
	const page = html(twin);
	const beside = /<th[^>]*scope="rowgroup"[^>]*rowspan="2"[^>]*>([\s\S]*?)<\/th>/.exec(page)?.[1];
	expect(beside?.replace(/<[^>]*>/g, '').trim()).toBe('Wrinkles');
	expect(page.match(/<tbody/g)).toHaveLength(2);
});

test('figures stand to the right, the chosen week strong', () => {
	expect(html(twin)).toMatch(/<td class="[^"]*right strong[^"]*"[^>]*>0\.60/);
});

test('a hidden row says why across its number columns and holds no number', () => {
	const page = html(twin);
	expect(page).toMatch(/<td[^>]*colspan="2"[^>]*>Hidden: fewer than 5 patients</);
	const hidden = page.slice(page.indexOf('under 0.5'));
	expect(hidden.replace(/<[^>]*>|under 0\.5\smm|fewer than 5/g, '')).not.toMatch(/\d/);
});

test('without groups the first cell of each row is its name', () => {
	const plain: Twin = {
		...twin,
		columns: twin.columns.slice(1),
		rows: [row(null, 'Redness', ['612', '90.3 (88.9 to 91.5)'])]
	};
	const page = html(plain);
	expect(page).toMatch(/<th scope="row"[^>]*>\s*<span[^>]*>\s*Redness/);
	expect(page).not.toContain('rowgroup');
});

test('the table is named by its heading and can be reached by keys where it scrolls', () => {
	expect(html(twin)).toMatch(/role="group" aria-labelledby="twin" tabindex="0"/);
});

test('a hidden row that only its group names has no cell of its own before the reason', () => {
	const numbersOnly: Twin = {
		...twin,
		columns: twin.columns.filter((_, i) => i !== 1),
		rows: [
			{ ...row('Pores', '12', ['0.60']), hidden: null },
			{ ...row('Wrinkles', '', []), hidden: 'Hidden: fewer than 5 patients' }
		]
	};
	expect(html(numbersOnly)).toMatch(
		/<th[^>]*scope="rowgroup"[^>]*rowspan[^>]*>(?:<span[^>]*>Wrinkles<\/span>)<\/th>\s*<td class="reason/
	);
});
