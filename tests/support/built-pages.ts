/** What a browser is sent for a page, read from the build: its scripts and styles, with their weight. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { builtManifest } from './built-routes.ts';

const CLIENT = join('build', 'client');
/** Written by the builder beside the build: which file a module became, and what that imports. */
const VITE_MANIFEST = join('.svelte-kit', 'output', 'client', '.vite', 'manifest.json');

export type BuiltPage = { scripts: Set<string>; styles: Set<string> };

/** The files that the server names in the page, and those that Kit itself asks for: the error page's. */
export async function builtPage(id: string): Promise<BuiltPage> {
	const { client, nodes, routes } = await builtManifest();
	const page = routes.find((route) => route.id === id)?.page;
	if (!page) throw new Error(`There is no page ${id} in the build.`);
	const numbers = [0, 1, page.leaf, ...page.layouts.filter((number) => number !== undefined)];
	const parts = await Promise.all([...new Set(numbers)].map((number) => nodes[number]?.()));
	return {
		scripts: new Set([
			...[client.start, client.app, ...client.imports],
			...parts.flatMap((part) => part?.imports ?? [])
		]),
		styles: new Set([...client.stylesheets, ...parts.flatMap((part) => part?.stylesheets ?? [])])
	};
}

/** The file of a module that is loaded when it is needed, and all that this file imports. */
export function builtModule(path: string): Set<string> {
	const manifest: Record<string, { file: string; imports?: string[] }> = JSON.parse(
		readFileSync(VITE_MANIFEST, 'utf8')
	);
	const files = new Set<string>();
	const visit = (key: string) => {
		const entry = manifest[key];
		if (!entry) throw new Error(`There is no ${key} in the build.`);
		if (files.has(entry.file)) return;
		files.add(entry.file);
		entry.imports?.forEach(visit);
	};
	visit(path);
	return files;
}

/** Every script of the build. */
export const builtScripts = (): string[] =>
	readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));

export const readBuilt = (file: string): string => readFileSync(join(CLIENT, file), 'utf8');

/** Bytes of these files as they are sent to a browser that takes gzip. */
export function gzipped(files: Iterable<string>): number {
	return [...files]
		.map((file) => join(CLIENT, file))
		.map((path) => (existsSync(`${path}.gz`) ? `${path}.gz` : path))
		.reduce((sum, path) => sum + statSync(path).size, 0);
}
