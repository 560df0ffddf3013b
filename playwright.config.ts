/** Browser tests of the built product, started as people start it, on data of its own. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { START } from './tests/support/built-server.ts';
import { CHROMIUM_FLAGS, findChromium } from './tests/support/chromium.ts';

const port = Number(process.env.E2E_PORT ?? 3210);
const dataDir = process.env.E2E_DATA_DIR ?? join(tmpdir(), `stipple-e2e-${port}`);
const baseURL = `http://127.0.0.1:${port}`;

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.e2e.ts',
	outputDir: 'test-results',
	forbidOnly: process.env.CI === 'true',
	workers: 2,
	fullyParallel: true,
	timeout: 30_000,
	// The first answer to a question may take longer than the five seconds that are usual here.
	expect: { timeout: 10_000 },
	reporter: 'list',
	use: {
		baseURL,
		launchOptions: { executablePath: findChromium() ?? undefined, args: CHROMIUM_FLAGS },
		// Where only the printed words are kept, nobody would open a trace, and recording one takes a third of the time.
		trace: process.env.CI === 'true' ? 'off' : 'retain-on-failure'
	},
	webServer: {
		command: [`"${process.execPath}"`, ...START].join(' '),
		url: `${baseURL}/readyz`,
		env: { PORT: String(port), DATA_DIR: dataDir, STIPPLE_LOG_LEVEL: 'warn' },
		timeout: 120_000,
		stdout: 'ignore',
		stderr: 'pipe',
		gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 }
	}
});
