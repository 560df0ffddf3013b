import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
		const others = /charts\/(plots\/|ForestPlot|BarsPlot)/;
		expect([...files].filter((file) => others.test(file))).toEqual([]);
	});

	test('is there before Chart.js comes', () => {
		expect(files).not.toContain('chart.js');
	});
});

describe('a page of an answer that is given no drawings of other kinds', () => {
	const pages = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('+page.svelte'))
		.map((name) => join('src/routes', name))
		.filter((path) => /<AnswerPage(?![^>]*\bcharts=)/.test(readFileSync(path, 'utf8')));

	test.each(pages)('%s asks for an answer of lines and tables alone', (path) => {
		const server = readFileSync(path.replace('+page.svelte', '+page.server.ts'), 'utf8');
		const analysis = /pageAnswer\(locals\.viewer, '([\w-]+)'/.exec(server)?.[1];
		const source = readFileSync(`src/lib/server/analyses/${analysis}.ts`, 'utf8');
		for (const kind of ['forests', 'bars', 'panels']) expect(source).toContain(`${kind}: [],`);
	});
});
