import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** What these files bring with them when a page is opened: their own static imports, and theirs. */
function brought(path: string, seen = new Set<string>()): Set<string> {
	if (seen.has(path)) return seen;
	seen.add(path);
	for (const [line, name] of readFileSync(path, 'utf8').matchAll(
		/^\s*import [^;]*?from '([^']+)';/gm
	)) {
		if (/^\s*import type /.test(line) || !name) continue;
		const file = name.startsWith('#lib/')
			? name.replace('#lib/', 'src/lib/')
			: name.startsWith('.')
				? new URL(name, `file:///${path}`).pathname.slice(1)
				: null;
		if (file) brought(file, seen);
		else seen.add(name);
	}
	return seen;
}

describe('a page of lines over weeks', () => {
	const files = brought('src/routes/(app)/outcomes/+page.svelte');

	test('does without the drawings of other kinds', () => {
		expect(files).toContain('src/lib/charts/TrendPanels.svelte');
		expect([...files].filter((file) => file.includes('charts/plots/'))).toEqual([]);
	});

	test('is there before Chart.js comes', () => {
		expect(files).not.toContain('chart.js');
	});
});
