/**
 * The built server under load, as `npm start` runs it, on a PostgreSQL of its own with the demo: a warm page
 * beside a minimal one (P8), two hundred people (P13), and how long a second start takes (P12). Nothing is
 * checked by the clock in `npm test`; a figure that is not reached is told here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct, type Started } from '../support/built-server.ts';
import { findPostgresql, startPostgresql, type Server } from '../support/postgresql.ts';
import { median } from './data/in-turn.ts';
import { minimalPage, type Minimal } from './load/minimal-page.ts';
import { SCORES } from './load/clinic-import.ts';
import { mixedLoad, type Pace } from './load/mixed.ts';
import { readersOf, takeForReal, type Readers } from './load/readers.ts';
import { visitor, type Visitor } from './load/visitor.ts';
import type { Case, Result, Suite } from './suite.ts';

const CONNECTIONS = 16;
const ROUNDS = 7;
const ROUND_MS = 1500;
const STARTS = 5;

/** People who come one after the other, and read. */
const READING: Pace = {
	name: 'reading',
	seconds: 120,
	arrivingMs: 20_000,
	pauseMs: [1000, 3000]
};
/** The same people, all at the door of a server that was started this moment. */
const AT_ONCE: Pace = { ...READING, name: 'at-once', seconds: 40, arrivingMs: 3000 };
/** As much as the server bears. */
const FLAT_OUT: Pace = { name: 'flat-out', seconds: 40, arrivingMs: 500, pauseMs: [0, 0] };

type Place = { folder: string; server: Server; product: Started };
let opening: Promise<Place | null> | undefined;
let reading: { product: Started; readers: Readers } | undefined;
const stops: (() => unknown)[] = [];

/** The second start on this database: what loading the demo takes of memory is not the server's. */
async function open(): Promise<Place | null> {
	const bin = findPostgresql();
	if (!bin) return null;
	const folder = mkdtempSync(join(tmpdir(), 'stipple-load-'));
	stops.push(() => rmSync(folder, { recursive: true, force: true }));
	const server = await startPostgresql(bin);
	stops.push(() => server.stop());
	const first = await startOn(server, folder, '1');
	await first.stop();
	const product = await startOn(server, folder, '1');
	stops.push(() => product.stop());
	return { folder, server, product };
}

/** Started anew. From here on the records are no demo: the cases that need one come before. */
async function openToReaders({ folder, server, product: before }: Place) {
	await before.stop();
	await reading?.product.stop();
	await takeForReal(server.url);
	const product = await startOn(server, folder, '0');
	stops.push(() => product.stop());
	return { product, readers: reading?.readers ?? (await readersOf(product, server.url)) };
}

async function startOn({ url }: Server, folder: string, demo: '0' | '1'): Promise<Started> {
	const product = await startProduct({
		DATABASE_URL: url,
		DATA_DIR: join(folder, 'data'),
		STIPPLE_DEMO: demo,
		STIPPLE_WARM: '1',
		STIPPLE_LOG_LEVEL: 'warn'
	});
	await product.ready();
	return product;
}

type Line = {
	words: string;
	value: string;
	peer?: string;
	figure: string;
	ok: boolean;
	numbers: Result['numbers'];
};

const asResult = (
	name: string,
	{ words, value, peer = '', figure, ok, numbers }: Line
): Result => ({
	suite: 'load',
	name,
	cells: [words, value, peer, figure],
	numbers,
	ok,
	wrong: false
});

const onServer = (name: string, work: (place: Place) => Promise<Line>): Case => ({
	name,
	async run() {
		const place = await (opening ??= open());
		if (place) return asResult(name, await work(place));
		const words = 'no PostgreSQL on this machine';
		return asResult(name, { words, value: '', figure: '', ok: true, numbers: {} });
	}
});

/** Requests a second of so many connections that each ask again as soon as they have an answer. */
async function perSecond(people: readonly Visitor[], path: string): Promise<number> {
	const begun = performance.now();
	const until = begun + ROUND_MS;
	let answered = 0;
	await Promise.all(
		people.map(async (person) => {
			while (performance.now() < until) {
				const { status } = await person.ask(path);
				if (status !== 200) throw new Error(`${path} answered ${status}.`);
				answered += 1;
			}
		})
	);
	return (1000 * answered) / (performance.now() - begun);
}

const several = (make: () => Promise<Visitor>) =>
	Promise.all(Array.from({ length: CONNECTIONS }, make));

async function besideMinimal({ product, folder }: Place, path: string): Promise<Line> {
	const minimal: Minimal = await minimalPage(mkdtempSync(join(folder, 'peer-')));
	const own = await several(() => visitor(product.address, { demoRole: 'director' }));
	const other = await several(() => visitor(minimal.address));
	const [ours, peers]: [number[], number[]] = [[], []];
	try {
		await perSecond(own, path);
		await perSecond(other, '/');
		for (let round = 0; round < ROUNDS; round++) {
			ours.push(await perSecond(own, path));
			peers.push(await perSecond(other, '/'));
		}
	} finally {
		for (const person of [...own, ...other]) person.leave();
		minimal.stop();
	}
	const [rate, peer] = [median(ours), median(peers)];
	const ratio = rate / peer;
	return {
		words: `${path}, warm, requests a second beside a minimal page`,
		value: `${rate.toFixed(0)} (${ratio.toFixed(2)})`,
		peer: peer.toFixed(0),
		figure: '>= 0.8',
		ok: ratio >= 0.8,
		numbers: { rate, peer, ratio }
	};
}

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

async function people(place: Place, words: string, pace: Pace): Promise<Line> {
	reading = await openToReaders(place);
	const load = await mixedLoad({ ...reading, databaseUrl: place.server.url }, pace);
	const { p50, p99, errors, unavailable, peakMb, healthWorst, perSecond: rate } = load;
	const judged = pace === READING;
	const kept = p50 <= 60 && p99 <= 400 && errors === 0 && unavailable === 0 && peakMb <= 350;
	return {
		words,
		value:
			`${rate.toFixed(0)}/s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${errors} errors, ` +
			`${unavailable} x 503, ${peakMb.toFixed(0)} MB, health ${healthWorst.toFixed(0)} ms at worst, ` +
			`release in ${inSeconds(load.exportMs)}, import of ${SCORES} scores in ${inSeconds(load.importMs)}`,
		figure: judged ? 'p50 60, p99 400, 0 errors, 350 MB' : 'told only',
		ok: kept || !judged,
		numbers: { ...load }
	};
}

/** From the start of the process until it is ready, on a folder that holds the demo. */
async function secondStart(): Promise<Line> {
	const folder = mkdtempSync(join(tmpdir(), 'stipple-start-'));
	const times: number[] = [];
	try {
		for (let start = 0; start <= STARTS; start++) {
			const begun = performance.now();
			const product = await startProduct({ DATA_DIR: folder });
			await product.ready();
			if (start > 0) times.push(performance.now() - begun);
			await product.stop();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	const seconds = median(times) / 1000;
	return {
		words: 'embedded database with the demo, until ready',
		value: `${seconds.toFixed(2)} s`,
		figure: '<= 3 s',
		ok: seconds <= 3,
		numbers: { seconds, starts: STARTS }
	};
}

export const LOAD: Suite = {
	name: 'load',
	about: 'The built server as it is started; in brackets the ratio to the peer, both in turn',
	columns: ['what', 'measured', 'peer', 'figure'],
	cases: [
		{
			name: 'P12 second start',
			run: async () => asResult('P12 second start', await secondStart())
		},
		onServer('P8 a page, overview', (place) => besideMinimal(place, '/outcomes')),
		onServer('P8 a page, one area', (place) => besideMinimal(place, '/outcomes/wrinkles/neck')),
		onServer('P13 readers', (place) =>
			people(place, '200 people who come within 20 s, and read for 1 to 3 s', READING)
		),
		onServer('P13 all at once', (place) =>
			people(place, 'the same, within 3 s after the start', AT_ONCE)
		),
		onServer('P13 flat out', (place) => people(place, '200 connections without a pause', FLAT_OUT))
	],
	close: async () => {
		for (const stop of stops.splice(0).reverse()) await stop();
	}
};
