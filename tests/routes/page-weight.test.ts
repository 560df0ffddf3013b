/**
 * How much a browser is sent before a page answers, in gzip bytes of the built files. A page that gets
 * heavier than its budget is a decision: take something out, load it when it is needed, or say why not.
 */
import { describe, expect, test } from 'vitest';
import {
	builtModule,
	builtPage,
	builtScripts,
	gzipped,
	readBuilt
} from '../support/built-pages.ts';

/** A build that is missing is made first. */
const BUILD_MS = 180_000;
const kB = (files: Iterable<string>) => gzipped(files) / 1000;

describe('the page of outcomes', () => {
	test(
		'brings at most 110 kB of script with its charts drawn, of it 62 kB Chart.js',
		{ timeout: BUILD_MS },
		async () => {
			const { scripts } = await builtPage('/(app)/outcomes');
			const drawing = builtModule('src/lib/charts/kinds/trend.ts');
			const chart = [...drawing].filter((file) => !scripts.has(file));
			expect(chart.some((file) => readBuilt(file).includes('datasetElementType'))).toBe(true);
			expect(kB(chart)).toBeLessThanOrEqual(62);
			expect(kB(new Set([...scripts, ...drawing]))).toBeLessThanOrEqual(110);
		}
	);

	test('has no Chart.js in what the page waits for', async () => {
		const { scripts } = await builtPage('/(app)/outcomes');
		for (const file of scripts) expect(readBuilt(file), file).not.toContain('datasetElementType');
	});
});

describe('other pages', () => {
	test.each([
		['/(public)/sign-in', 56],
		['/(app)/methods', 60],
		['/(app)/clinic', 62],
		['/(app)/releases', 62],
		['/(app)/safety', 90],
		['/(app)/compare', 90]
	])('%s waits for at most %i kB of script', async (id, most) => {
		const { scripts } = await builtPage(id);
		expect(kB(scripts)).toBeLessThanOrEqual(most);
	});

	test('the comparison, which draws lines and other charts, brings at most 130 kB with all of them', async () => {
		const { scripts } = await builtPage('/(app)/compare');
		const drawing = builtModule('src/lib/charts/kinds/trend.ts');
		expect(kB(new Set([...scripts, ...drawing]))).toBeLessThanOrEqual(130);
	});

	test.each([
		['/(app)/outcomes', 20],
		['/(app)/methods', 20]
	])('%s waits for at most %i kB of styles', async (id, most) => {
		const { styles } = await builtPage(id);
		expect(kB(styles)).toBeLessThanOrEqual(most);
	});

	test('no script checks input with zod: that is the duty of the server', () => {
		const withZod = builtScripts().filter((file) => readBuilt(file).includes('ZodError'));
		expect(withZod).toEqual([]);
	});
});
