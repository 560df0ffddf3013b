/** P8's peer: a program of the same framework with one page that says one sentence, built and served alike. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';

const FILES = {
	'package.json': '{ "name": "minimal", "private": true, "type": "module" }',
	'svelte.config.js': `import adapter from '@sveltejs/adapter-node';
export default { kit: { adapter: adapter({ out: 'build' }), csp: { mode: 'hash', directives: { 'script-src': ['self'] } } } };`,
	'vite.config.js': `import { sveltekit } from '@sveltejs/kit/vite';
export default { plugins: [sveltekit()] };`,
	'src/app.html':
		'<!doctype html><html lang="en"><head>%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>',
	'src/routes/+page.server.js': `export const load = ({ url }) => ({ word: url.searchParams.get('word') ?? 'Hello' });`,
	'src/routes/+page.svelte': '<script>let { data } = $props();</script>\n<p>{data.word}</p>'
};

export type Minimal = { address: string; stop(): void };

export async function minimalPage(folder: string): Promise<Minimal> {
	const root = join(folder, 'minimal');
	for (const [name, text] of Object.entries(FILES)) {
		mkdirSync(dirname(join(root, name)), { recursive: true });
		writeFileSync(join(root, name), text);
	}
	symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
	const vite = resolve('node_modules/vite/bin/vite.js');
	const env = { PATH: process.env.PATH, NODE_ENV: 'production' };
	const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
		cwd: root,
		env,
		encoding: 'utf8'
	});
	if (built.status !== 0) throw new Error(`The minimal page was not built: ${built.stderr}`);
	const port = await freePort();
	const child = spawn(process.execPath, ['build/index.js'], {
		cwd: root,
		env: { ...env, HOST: '127.0.0.1', PORT: String(port) },
		stdio: 'ignore'
	});
	const address = `http://127.0.0.1:${port}`;
	while (!(await fetch(address).catch(() => null))?.ok) {
		if (child.exitCode !== null) throw new Error('The minimal page does not start.');
		await wait(100);
	}
	return { address, stop: () => void child.kill() };
}
