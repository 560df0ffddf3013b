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

export default defineConfig({
	plugins: [sveltekit(), embeddedDatabase, stamp()],
	build: {
		// Browsers that know light-dark() as it is written: a chart on paper and a downloaded picture are
		// light on a dark page too, which the rewriting for older browsers cannot give.
		cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5']
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
