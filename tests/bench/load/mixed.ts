/**
 * P13: two hundred people at once on PostgreSQL. Each asks for a page, reads it for a while, and asks for the
 * next; among the pages are files and the API. Meanwhile one takes a release, one clinic imports, so that every
 * answer is worked out anew, and health is asked four times a second.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Started } from '../../support/built-server.ts';
import { randomOf } from '../samples.ts';
import { importNewPatients } from './clinic-import.ts';
import { LARGEST, type Readers } from './readers.ts';
import { visitor, type Asked, type Visitor } from './visitor.ts';

const PEOPLE = 200;
const ROLES = ['director', 'director', 'practitioner', 'director', 'practitioner'] as const;

const FILTERS = [
	'',
	'area=neck',
	'area=face',
	'area=hands',
	'device=pen',
	'device=rf_needling',
	'sex=female',
	'skin=III',
	'by=area',
	'by=device'
];
const PLACES = [
	'/outcomes',
	'/outcomes/wrinkles',
	'/outcomes/pores',
	'/outcomes/pigmentation',
	'/depth?concern=wrinkles',
	'/safety',
	'/sessions',
	'/protocols',
	'/analyses/improvement-over-time.csv',
	'/api/v1/analyses/improvement-over-time'
];

/** Every page with no filter four times as often as with one. */
const ADDRESSES = PLACES.flatMap((place) => {
	const filtered = FILTERS.filter((filter) => filter !== '').map(
		(filter) => `${place}${place.includes('?') ? '&' : '?'}${filter}`
	);
	return [...Array.from({ length: 4 * filtered.length }, () => place), ...filtered];
});

export type Load = {
	requests: number;
	perSecond: number;
	p50: number;
	p99: number;
	/** Answers of 500 and more, but for 503, and broken connections. */
	errors: number;
	unavailable: number;
	refusedFilters: number;
	healthWorst: number;
	exportMs: number;
	importMs: number;
	peakMb: number;
};

export type Pace = {
	/** Names what this load imports. */
	name: string;
	seconds: number;
	/** All have come after this time, evenly one after the other. */
	arrivingMs: number;
	/** Between an answer and the next question, at least and at most. */
	pauseMs: readonly [number, number];
};

/** Every request counts from the first. A release is taken after a quarter of the time, the import begins at half. */
export async function mixedLoad(
	{ product, databaseUrl, readers }: { product: Started; databaseUrl: string; readers: Readers },
	{ name, seconds, arrivingMs, pauseMs: [least, most] }: Pace
): Promise<Load> {
	const random = randomOf(20_261_128);
	const people: Visitor[] = [];
	for (let i = 0; i < PEOPLE; i++) {
		const cookie = readers[ROLES[i % ROLES.length] ?? 'director'];
		people.push(await visitor(product.address, { cookie }));
	}
	const until = performance.now() + seconds * 1000;
	const asked: Asked[] = [];
	let broken = 0;
	const live = async (person: Visitor) => {
		await wait(arrivingMs * random.uniform());
		while (performance.now() < until) {
			try {
				asked.push(await person.ask(ADDRESSES[random.whole(0, ADDRESSES.length - 1)] ?? '/'));
			} catch {
				broken += 1;
			}
			if (most > 0) await wait(least + (most - least) * random.uniform());
		}
	};
	const [healthWorst, exportMs, importMs] = await Promise.all([
		worstOfHealth(product, until),
		wait(seconds * 250).then(() => takenRelease(product, readers)),
		wait(seconds * 500).then(() =>
			importNewPatients({ databaseUrl, clinicId: LARGEST, batch: name })
		),
		...people.map(live)
	]);
	for (const person of people) person.leave();
	const times = asked.map(({ ms }) => ms).toSorted((a, b) => a - b);
	const at = (share: number) => times[Math.floor(share * times.length)] ?? NaN;
	const count = (is: (status: number) => boolean) =>
		asked.filter(({ status }) => is(status)).length;
	return {
		requests: asked.length,
		perSecond: asked.length / seconds,
		p50: at(0.5),
		p99: at(0.99),
		errors: broken + count((status) => status >= 500 && status !== 503),
		unavailable: count((status) => status === 503),
		refusedFilters: count((status) => status === 400),
		healthWorst,
		exportMs,
		importMs,
		peakMb: peakOf(product.process.pid ?? 0)
	};
}

async function worstOfHealth({ address }: Started, until: number): Promise<number> {
	const doctor = await visitor(address);
	let worst = 0;
	while (performance.now() < until) {
		const { ms, status } = await doctor.ask('/healthz');
		worst = Math.max(worst, status === 200 ? ms : Infinity);
		await wait(250);
	}
	doctor.leave();
	return worst;
}

async function takenRelease({ address }: Started, readers: Readers): Promise<number> {
	const director = await visitor(address, { cookie: readers.director });
	const { ms, status } = await director.ask('/releases/1/bundle.zip');
	director.leave();
	return status === 200 ? ms : NaN;
}

/** The most memory the process had, MiB; only Linux tells. */
function peakOf(pid: number): number {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
	} catch {
		return NaN;
	}
}
