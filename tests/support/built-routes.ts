/** The routes as they are built: what each address takes, read from the build itself. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, isBuilt } from '#lib/server/commands/build.ts';

export type BuiltRoute = {
	/** With Kit's groups. */
	id: string;
	isPage: boolean;
	/** What its own file takes beside the page: GET, POST, and so on. */
	methods: string[];
	/** The page's form actions; "default" for the one without a name. */
	actions: string[];
};

type Manifest = {
	client: { start: string; app: string; imports: string[]; stylesheets: string[] };
	nodes: (() => Promise<{
		server?: { actions?: object };
		imports: string[];
		stylesheets: string[];
	}>)[];
	routes: {
		id: string;
		page: { leaf: number; layouts: (number | undefined)[] } | null;
		endpoint: (() => Promise<Record<string, unknown>>) | null;
	}[];
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];

/** What the built server knows of `build/`, which is made when it is missing. */
export async function builtManifest(): Promise<Manifest> {
	if (!isBuilt()) await build();
	const folder = join('build', 'server', 'chunks');
	const name = readdirSync(folder).find((file) => /^manifest.*\.js$/.test(file));
	if (!name) throw new Error('The build has no manifest.');
	const address = pathToFileURL(resolve(folder, name)).href;
	const module: Record<string, { _: Manifest }> = await import(/* @vite-ignore */ address);
	// The bundler gives what the file exports a name of its own.
	const manifest = Object.values(module).find((value) => '_' in value);
	if (!manifest) throw new Error('The build has no routes.');
	return manifest._;
}

/** Every route of the build. */
export async function builtRoutes(): Promise<BuiltRoute[]> {
	const { nodes, routes } = await builtManifest();
	return Promise.all(
		routes.map(async ({ id, page, endpoint }) => {
			const own = endpoint ? await endpoint() : {};
			const leaf = page ? await nodes[page.leaf]?.() : undefined;
			return {
				id,
				isPage: page !== null,
				methods: METHODS.filter((method) => method in own),
				actions: Object.keys(leaf?.server?.actions ?? {})
			};
		})
	);
}
