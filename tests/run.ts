/**
 * `npm test`: everything that must hold, step by step, each step's output only when it fails. Finds or
 * installs what the tests need where it may; the last line says how many passed and failed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, installChromium } from './support/chromium.ts';
import { freePort } from './support/free-port.ts';
import { findPostgresql, installPostgresql } from './support/postgresql.ts';
import { countPlaywright, countVitest, type Counts } from './support/reports.ts';

/** Where nothing may be left out: a missing part is a failure. */
const mustRunAll = process.env.CI === 'true';
const work = mkdtempSync(join(tmpdir(), 'stipple-tests-'));
const total: Counts = { passed: 0, failed: 0 };
const failedSteps: string[] = [];

type Step = {
	name: string;
	/** A script of node_modules and its arguments. */
	run: [string, ...string[]];
	env?: Record<string, string>;
	/** Reads the counts of the step's own tests; without it the step counts as one. */
	count?: () => Counts;
};

const vitestReport = join(work, 'vitest.json');
const playwrightReport = join(work, 'playwright.json');
const eslintCache = join('node_modules', '.cache', 'eslint');
const bin = {
	prettier: 'prettier/bin/prettier.cjs',
	eslint: 'eslint/bin/eslint.js',
	kit: '@sveltejs/kit/svelte-kit.js',
	types: 'svelte-check/bin/svelte-check',
	vitest: 'vitest/vitest.mjs',
	vite: 'vite/bin/vite.js',
	playwright: '@playwright/test/cli.js'
};

const postgresql = provide(
	'PostgreSQL',
	() => process.env.TEST_POSTGRES_URL !== undefined || findPostgresql() !== null,
	installPostgresql,
	'the database tests on a PostgreSQL server',
	'install PostgreSQL 15 or newer or set TEST_POSTGRES_URL'
);
const browser = provide(
	'Chromium',
	() => findChromium() !== null,
	() => installChromium() !== null,
	'the tests in a browser',
	'install Chromium or set CHROMIUM_PATH'
);
const projects = ['unit', 'embedded', ...(postgresql ? ['postgres'] : [])];

const format: Step = {
	name: 'format',
	run: [bin.prettier, '--check', '--log-level', 'warn', '.']
};
const lint: Step = {
	name: 'lint',
	run: [bin.eslint, '.', '--cache', '--cache-location', eslintCache]
};
const types: Step = { name: 'types', run: [bin.types, '--tsconfig', './tsconfig.json'] };
const build: Step = { name: 'build', run: [bin.vite, 'build', '--logLevel', 'warn'] };
const tests: Step = {
	name: `tests: ${projects.join(', ')}`,
	run: [
		bin.vitest,
		'run',
		...projects.map((project) => `--project=${project}`),
		'--reporter=dot',
		'--reporter=json',
		`--outputFile.json=${vitestReport}`
	],
	count: () => countVitest(vitestReport)
};

await execute({ name: 'types of the routes', run: [bin.kit, 'sync'] });
// Two at a time where they do not touch the same files: that is what a small machine has cores for.
await Promise.all([takeAll([format, lint]), takeAll([types])]);
await takeAll([build, tests]);
if (browser) {
	const port = await freePort();
	await take({
		name: 'tests: browser',
		run: [bin.playwright, 'test', '--reporter=list,json'],
		env: {
			E2E_PORT: String(port),
			E2E_DATA_DIR: join(work, 'e2e'),
			PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport
		},
		count: () => countPlaywright(playwrightReport)
	});
}

rmSync(work, { recursive: true, force: true });
if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join('; ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Whether the part is there, after an attempt to install it. Says what is left out without it. */
function provide(
	part: string,
	isThere: () => boolean,
	install: () => boolean,
	what: string,
	how: string
): boolean {
	if (isThere()) return true;
	console.log(`Installing ${part} ...`);
	if (install()) return true;
	console.log(`Not run: ${what}, for want of ${part}. To run them, ${how}.`);
	if (mustRunAll) {
		total.failed += 1;
		failedSteps.push(`${part} is missing`);
	}
	return false;
}

async function takeAll(steps: Step[]): Promise<void> {
	for (const step of steps) await take(step);
}

async function take(step: Step): Promise<void> {
	const began = performance.now();
	const { code, output } = await execute(step);
	const counts = step.count?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
	// A step that fails without a failed test, such as a file that cannot be read, is a failure too.
	if (code !== 0 && counts.failed === 0) counts.failed = 1;
	if (code === 0 && counts.passed === 0) counts.failed += 1;
	total.passed += counts.passed;
	total.failed += counts.failed;
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	const good = counts.failed === 0;
	console.log(
		`${good ? 'ok  ' : 'FAIL'} ${step.name}: ${counts.passed} passed, ` +
			`${counts.failed} failed (${seconds} s)`
	);
	if (good) return;
	failedSteps.push(step.name);
	console.log(output);
}

function execute({ run: [script, ...args], env }: Step): Promise<{ code: number; output: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [join('node_modules', script), ...args], {
			env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.on('error', (error) => resolve({ code: 1, output: String(error) }));
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}
