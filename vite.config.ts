import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { stampBuild } from './src/lib/server/commands/build.ts';

/** Tests that need a database run on the embedded one and on a PostgreSQL server, from the same files. */
const ON_BOTH_DATABASES = [
	'accounts',
	'audit',
	'database',
	'queries',
	'gate',
	'records',
	'read-models',
	'releases',
	'demo'
].map((folder) => `tests/${folder}/**/*.test.ts`);

/** `npm run dev` without DATABASE_URL works on an embedded database of its own, in ./data/dev. */
const embeddedDatabase: Plugin = {
	name: 'stipple-embedded-database',
	apply: 'serve',
	async configureServer(server) {
		if (process.env.VITEST || process.env.DATABASE_URL) return;
		process.env.DATA_DIR ??= 'data/dev';
		// By address, so that Node runs it from source: bundled, it would not find its thread's file.
		const source = new URL('./src/lib/server/commands/prepare.ts', import.meta.url).href;
		const { prepareDatabase }: typeof import('./src/lib/server/commands/prepare.ts') = await import(
			source
		);
		const database = await prepareDatabase(
			{ dataDir: process.env.DATA_DIR, say: console.log },
			true
		);
		// The server's own connection is the only one from here on.
		await database.db.destroy();
		process.env.DATABASE_URL = database.url;
		server.httpServer?.once('close', () => void database.close());
	}
};

/** Leaves a mark in the build that says which sources it was made from, for `npm start`. */
function stamp(): Plugin {
	const begun = Date.now();
	return {
		name: 'stipple-stamp',
		apply: 'build',
		closeBundle: { sequential: true, order: 'post', handler: () => stampBuild(begun) }
	};
}

/**
 * What is needed together comes in one file: each costs a request, and small ones pack badly. A module goes
 * to the first group that names it, and what it imports goes with it.
 */
const FEW_FILES = {
	groups: [
		{
			name: 'frame',
			priority: 3,
			test: /[\\/]node_modules[\\/](?!chart\.js|@kurkle)|preload-helper|[\\/]components[\\/](AppShell|ErrorPage|Problems?|Words)\.|[\\/]domain[\\/]format\./
		},
		{ name: 'answer', priority: 2, test: /[\\/]components[\\/]AnswerPage\./ },
		{ name: 'other-charts', priority: 1, test: /[\\/]charts[\\/]OtherCharts\./ }
	]
};

/**
 * Chart.js' scales read tables of each other where they are declared, and whatever is read there keeps all
 * of them in the page, registered or not. As getters they are read when asked.
 */
const onlyUsedScales: Plugin = {
	name: 'stipple-only-used-scales',
	apply: 'build',
	transform: {
		filter: { id: /chart\.js[\\/]dist[\\/]chart\.js$/ },
		handler: (code) => ({
			code: code
				.replaceAll(/(\w+): (Ticks\.formatters\.\w+)/g, 'get $1() { return $2; }')
				.replaceAll(/static (\w+) = (TimeScale\.\w+);/g, 'static get $1() { return $2; }'),
			map: null
		})
	}
};

export default defineConfig({
	plugins: [sveltekit(), onlyUsedScales, embeddedDatabase, stamp()],
	build: {
		// Browsers that know light-dark() as it is written: a chart on paper and a downloaded picture are
		// light on a dark page too, which the rewriting for older browsers cannot give.
		cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5']
	},
	environments: {
		client: { build: { rolldownOptions: { output: { codeSplitting: FEW_FILES } } } }
	},
	test: {
		testTimeout: 30_000,
		hookTimeout: 60_000,
		// Much of the time goes to waiting for processes and databases: two at once, also on two cores.
		maxWorkers: 2,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/e2e/**', ...ON_BOTH_DATABASES]
				}
			},
			{
				extends: true,
				test: {
					name: 'embedded',
					include: ON_BOTH_DATABASES,
					globalSetup: 'tests/support/setup-embedded.ts'
				}
			},
			{
				extends: true,
				test: {
					name: 'postgres',
					include: ON_BOTH_DATABASES,
					globalSetup: 'tests/support/setup-postgresql.ts'
				}
			}
		]
	}
});
