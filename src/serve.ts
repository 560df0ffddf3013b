/**
 * What `npm start` runs: reads the settings, listens, builds when needed, opens the database, fills a new one
 * with the demo, and serves until it is told to stop. Whatever is wrong is said in one sentence.
 */
import type { OpenDatabase } from '#db/open.ts';
import { replicaServingUrl, servingUrl } from '#db/serving-role.ts';
import { newSetUpCode } from '#lib/server/accounts/set-up-code.ts';
import { isDemoOnly } from '#lib/server/accounts/visits.ts';
import { build, isBuilt } from '#lib/server/commands/build.ts';
import { tell } from '#lib/server/commands/faults.ts';
import { prepareDatabase } from '#lib/server/commands/prepare.ts';
import { listen, type Handler, type HttpServer } from '#lib/server/http/server.ts';
import { refuseUnsafe } from '#lib/server/safe-to-serve.ts';
import { derivedSecret, installationSecret } from '#lib/server/secret.ts';
import { readDotEnv, readSettings, SettingsError, type Settings } from '#lib/server/settings.ts';
import { closeAll, onStop } from '#lib/server/stop.ts';
import { unknownSettings } from '#lib/server/unknown-settings.ts';

const STOP_WITHIN_MS = 10_000;
/** npm passes Ctrl-C on, so one key press may arrive twice; a second one of a person comes later. */
const SAME_PRESS_MS = 400;

async function start(): Promise<void> {
	readDotEnv();
	for (const sentence of unknownSettings(process.env)) console.warn(`Warning: ${sentence}`);
	const settings = readSettings(process.env);
	refuseUnsafe(settings);
	const origin = settings.origin ?? ownOrigin(settings);
	const server = await listen({ ...settings, origin });
	stopOnSignal(server);

	const building = new AbortController();
	onStop(async () => building.abort());
	const [database] = await Promise.all([
		open(settings),
		isBuilt() ? null : sayAndBuild(building.signal)
	]);
	passOn(settings, origin, database);
	server.serve(await builtHandler());
	greet(origin ?? `http://${settings.host}:${settings.port}`, database);
}

/** Behind a proxy whose headers tell the address, there is none of our own. */
function ownOrigin({ host, port, protocolHeader, hostHeader }: Settings): string | undefined {
	if (protocolHeader || hostHeader) return undefined;
	const everywhere = host === '0.0.0.0' || host === '::';
	const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
	return new URL(`http://${name}:${port}`).origin;
}

async function sayAndBuild(signal: AbortSignal): Promise<void> {
	console.log('Building the pages, once for this version ...');
	await build(signal);
}

type Opened = {
	url: string;
	replicaUrl: string | null;
	secret: string;
	isDemo: boolean;
	setUpCode: string | null;
};

/** The database, migrated and filled, with nobody connected: the built server is next, and alone. */
async function open(settings: Settings): Promise<Opened> {
	const { databaseUrl, databaseReplicaUrl, dataDir, demo } = settings;
	if (databaseReplicaUrl && !databaseUrl) {
		throw new SettingsError(
			'The setting DATABASE_REPLICA_URL needs DATABASE_URL, the server that it is a replica of.'
		);
	}
	const database = await prepareDatabase(
		{ databaseUrl, dataDir, say: (line) => console.log(line) },
		demo ?? databaseUrl === undefined
	);
	onStop(() => database.close());
	const secret = await installationSecret(settings);
	const url = await addressForServing(database, secret);
	const replicaUrl = databaseReplicaUrl
		? replicaServingUrl(databaseReplicaUrl, database.url, url)
		: null;
	const isDemo = await isDemoOnly(database.db);
	const setUpCode = await newSetUpCode(database.db);
	await database.db.destroy();
	// A little later than the server's own deadline, which then answers first.
	database.embedded?.setDeadline(settings.deadlineMs + 1_000);
	return { url, replicaUrl, secret, isDemo, setUpCode };
}

/** On PostgreSQL the server logs in as a user that owns nothing, wherever the database lets it. */
async function addressForServing(database: OpenDatabase, secret: string): Promise<string> {
	if (database.embedded) return database.url;
	const password = derivedSecret(secret, 'database login of the server');
	const address = await servingUrl(database.db, database.url, password);
	if (address === null) {
		console.warn(
			'Warning: the server has no database login of its own (its user may not make one, or pg_hba.conf ' +
				'does not let it in): it uses the user of DATABASE_URL and steps down to stipple_app.'
		);
	}
	return address ?? database.url;
}

/** The built server is a separate program in this process: it reads the environment. */
function passOn(
	settings: Settings,
	origin: string | undefined,
	{ url, replicaUrl, secret }: Opened
): void {
	process.env.NODE_ENV = 'production';
	process.env.DATABASE_URL = url;
	if (replicaUrl !== null) process.env.DATABASE_REPLICA_URL = replicaUrl;
	process.env.STIPPLE_SECRET = secret;
	process.env.BODY_SIZE_LIMIT = settings.bodySizeLimit;
	if (origin !== undefined) process.env.ORIGIN = origin;
}

async function builtHandler(): Promise<Handler> {
	// An address in a variable: the file does not exist when the types are checked.
	const address = new URL('../build/handler.js', import.meta.url).href;
	const { handler }: { handler: Handler } = await import(address);
	return handler;
}

function greet(address: string, { isDemo, setUpCode }: Opened): void {
	const lines = [`Stipple runs at ${address}`];
	if (isDemo) {
		lines.push(
			`Open ${address} and look around as director, practitioner or researcher (synthetic data).`
		);
	}
	if (setUpCode) {
		lines.push(`For real accounts: ${address}/set-up, with the one-time code ${setUpCode}`);
	}
	console.log([...lines, 'Ctrl-C stops it.'].join('\n'));
}

let stopping: number | null = null;

function stopOnSignal(server: HttpServer): void {
	const stop = async () => {
		if (stopping !== null) {
			if (Date.now() - stopping > SAME_PRESS_MS) process.exit(0);
			return;
		}
		stopping = Date.now();
		await server.stop(STOP_WITHIN_MS);
		await closeAll();
		process.exit(0);
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
	if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(stop);
}

/** npm runs this in a shell that dies of a signal without passing it on: its end counts as one. */
function whenOrphaned(stop: () => Promise<void>): void {
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		void stop();
	}, 500);
	watch.unref();
}

/** Says what is wrong and closes whatever has been opened. */
async function fail(error: unknown): Promise<void> {
	// What a stop interrupted is no fault: the stop ends the process.
	if (stopping !== null) return;
	tell(error);
	await closeAll();
	process.exit(1);
}

await start().catch(fail);
