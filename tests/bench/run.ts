/**
 * `npm run bench`: how fast the statistics are, how often their intervals cover, what questions of many
 * records cost (`--size 100k,10m`, `--server URL`), and how pages feel in a browser. Not part of `npm test`.
 * Names choose suites or cases: `npm run bench -- coverage wilson`; `--json FILE` writes what was measured. Ends with 1 when a budget or a
 * promise is missed or a number is wrong.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { browserSuite } from './browser.ts';
import { COVERAGE } from './coverage.ts';
import { sizesOf } from './data/sizes.ts';
import { dataSuite } from './data.ts';
import { LOAD } from './load.ts';
import { STATISTICS } from './statistics.ts';
import type { Result, Suite } from './suite.ts';

const { values: options, positionals: names } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: 'string' },
		list: { type: 'boolean', default: false },
		size: { type: 'string', default: '100k' },
		server: { type: 'string' }
	}
});

const SUITES: readonly Suite[] = [
	STATISTICS,
	COVERAGE,
	dataSuite({ sizes: sizesOf(options.size), server: options.server }),
	browserSuite(),
	LOAD
];

const isSuite = (name: string) => SUITES.some((suite) => suite.name === name);
const wantedSuites = names.filter(isSuite);
const wanted = names.filter((name) => !isSuite(name)).map((name) => name.toLowerCase());

const chosen = SUITES.filter(({ name }) => wantedSuites.length === 0 || wantedSuites.includes(name))
	.map((suite) => ({
		...suite,
		cases: suite.cases.filter(
			({ name }) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word))
		)
	}))
	.filter(({ cases }) => cases.length > 0);

if (chosen.length === 0) {
	console.error(
		`Nothing is called ${names.join(', ')}. \`npm run bench -- --list\` names what there is.`
	);
	process.exit(2);
}
if (options.list) {
	for (const { name, cases } of chosen) {
		console.log(`${name}: ${cases.map((one) => one.name).join(', ')}`);
	}
	process.exit(0);
}

const begun = performance.now();
const results: Result[] = [];
const facts: Record<string, string> = {};
for (const suite of chosen) {
	console.log(`\n${suite.about}`);
	const widths = [
		46,
		...suite.columns.map((column, i) => (i === 0 ? 38 : Math.max(9, column.length)))
	];
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
			.join(' ');
	console.log(line([suite.name, ...suite.columns]));
	try {
		for (const one of suite.cases) {
			const result = await one.run();
			results.push(result);
			console.log(`${line([result.name, ...result.cells])}${result.ok ? '' : '  MISSED'}`);
		}
		Object.assign(facts, await suite.facts?.());
	} finally {
		await suite.close?.();
	}
}

const missed = results.filter(({ ok }) => !ok);
const seconds = (performance.now() - begun) / 1000;
console.log(
	`\n${results.length} measured in ${seconds.toFixed(0)} s, ${missed.length === 0 ? 'all as promised' : `missed: ${missed.map(({ name }) => name).join(', ')}`}.`
);
if (options.json) {
	const about = {
		node: process.version,
		cores: availableParallelism(),
		processor: cpus()[0]?.model ?? 'unknown',
		seconds,
		...facts
	};
	const rows = results.map(({ suite, name, numbers, ok }) => ({ suite, name, ok, ...numbers }));
	writeFileSync(options.json, `${JSON.stringify({ about, results: rows }, null, '\t')}\n`);
}
process.exitCode = results.some(({ ok, wrong }) => wrong ?? !ok) ? 1 : 0;
