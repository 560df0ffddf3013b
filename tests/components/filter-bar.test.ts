import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import FilterBar from '#lib/components/FilterBar.svelte';
import type { Choice, FilterBar as Bar } from '#lib/domain/filter-bar.ts';

const choice = (
	key: string,
	label: string,
	value: string,
	labels: string[],
	more = {}
): Choice => ({
	key,
	label,
	value,
	words: labels.find((text) => text.toLowerCase() === value) ?? labels[0] ?? '',
	options: labels.map((text, i) => ({ value: i === 0 ? '' : text.toLowerCase(), label: text })),
	clearQuery: null,
	...more
});

const area = choice('area', 'Body area', 'face', ['all areas', 'Face', 'Neck'], {
	clearQuery: 'wk=12'
});
const grouping: Choice = {
	...choice('by', 'Group', 'depth', []),
	options: [
		{ value: 'depth', label: 'by needle depth' },
		{ value: 'none', label: 'all together' }
	]
};
const device = choice('device', 'Device', '', ['all devices', 'Pen']);

const bar = (more: Partial<Bar> = {}): Bar => ({
	set: [area],
	free: [device],
	view: [grouping],
	used: 2,
	most: 3,
	sentence: 'Face · by needle depth',
	query: 'area=face&concern=pores&wk=12',
	...more
});

const html = (of: Bar) => render(FilterBar, { props: { bar: of, basis: '12 courses' } }).body;

test('is a GET form with a button, so that it works without scripts', () => {
	const page = html(bar());
	expect(page).toMatch(/<form[^>]*method="get"/);
	expect(page).toMatch(/<button[^>]*type="submit"[^>]*>Show</);
	expect(page).toMatch(/<option[^>]*value="face"[^>]*selected/);
	expect(page).not.toMatch(/ style=| on[a-z]+=/);
});

test('every choice has a label in words', () => {
	const page = html(bar());
	for (const [key, label] of Object.entries({ area: 'Body area', by: 'Group', device: 'Device' })) {
		expect(page).toMatch(new RegExp(`<label[^>]*for="filter-${key}"[^>]*>${label}</label>`));
	}
});

test('a filter that is set can be taken away by a link', () => {
	const page = html(bar());
	expect(page).toMatch(/href="\?wk=12"[^>]*aria-label="Take away body area: Face"/);
});

test('keeps what the query says beside the choices', () => {
	const page = html(bar());
	expect(page).toMatch(/<input type="hidden" name="concern" value="pores"/);
	expect(page).not.toContain('<input type="hidden" name="area"');
});

test('with all filters used the others are disabled, and a sentence says why', () => {
	const page = html(bar({ used: 3 }));
	expect(page).toContain('3 of 3 filters used');
	expect(page).toMatch(/Take one away to add another/);
	expect(page).toMatch(/<select[^>]*id="filter-device"[^>]*disabled/);
});

test('the dimension of the grouping can be filtered even then: it adds no further one', () => {
	const depth = choice('depth', 'Needle depth', '', ['all depths', '0.5–1.0 mm']);
	const page = html(bar({ used: 3, free: [depth, device] }));
	expect(page).not.toMatch(/<select[^>]*id="filter-depth"[^>]*disabled/);
});
