import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import { cookiesOf, firstAdministrator, form, send, type Answer } from '../support/asking.ts';
import { startProduct, type Started } from '../support/built-server.ts';
import {
	findPostgresql,
	startPostgresql,
	startStandby,
	type Server,
	type Standby
} from '../support/postgresql.ts';

const bin = findPostgresql();

describe.skipIf(bin === null)('the product with a replica', () => {
	let server: Server;
	let standby: Standby;
	let product: Started;
	let cookie: string;
	beforeAll(async () => {
		server = await startPostgresql(bin ?? '');
		standby = await startStandby(bin ?? '', server.url);
		product = await startProduct({
			DATABASE_URL: server.url,
			DATABASE_REPLICA_URL: standby.url,
			STIPPLE_DEMO: '1'
		});
		await product.ready();
		const body = form({ role: 'director' });
		cookie = cookiesOf(await send(product, 'POST', '/demo/sign-in', { body }));
	}, 240_000);
	afterAll(async () => {
		await product?.stop();
		standby?.stop();
		server?.stop();
	});

	/** Every one is asked once: an answer that is kept is read from no database. */
	const questions = ['wrinkles', 'pores', 'pigmentation', 'texture', 'acne_scars']
		.flatMap((concern) => VISIT_WEEKS.map((week) => `concern=${concern}&wk=${week}`))
		.flatMap((query) =>
			['depth', 'device', 'sex', 'age', 'type', 'quarter', 'sessions'].map(
				(by) => `${query}&by=${by}`
			)
		);
	const ask = (): Promise<Answer> =>
		send(product, 'GET', `/api/v1/analyses/change-at-visit?${questions.pop()}`, { cookie });

	/** How many rows this server has read so far. */
	async function rowsReadOn(url: string): Promise<number> {
		const client = new pg.Client({ connectionString: url });
		await client.connect();
		try {
			const { rows } = await client.query(
				`select tup_returned::float8 as rows from pg_stat_database where datname = 'postgres'`
			);
			return Number(rows[0].rows);
		} finally {
			await client.end();
		}
	}

	/** Asks one question after the other until `done`. */
	async function asking(done: () => boolean): Promise<number[]> {
		const statuses: number[] = [];
		while (!done()) {
			statuses.push((await ask()).status);
			await wait(20);
		}
		return statuses;
	}

	test('every page is answered while it stops and starts in the middle, and it is used again', async () => {
		await expect
			.poll(() => ask().then(() => product.out()), { timeout: 20_000 })
			.toContain('pages are read from the replica');
		const before = await rowsReadOn(standby.url);
		for (let n = 0; n < 3; n++) await ask();
		await expect.poll(() => rowsReadOn(standby.url)).toBeGreaterThan(before + 1_000);

		let done = false;
		const askers = [asking(() => done), asking(() => done)];
		await wait(700);
		standby.halt();
		await wait(1_500);
		standby.start();
		const lines = () => product.out().match(/pages are read from the (replica|primary)/g) ?? [];
		await expect.poll(() => lines().length, { timeout: 20_000 }).toBe(3);
		done = true;
		const statuses = (await Promise.all(askers)).flat();
		expect(statuses.length).toBeGreaterThan(20);
		expect(statuses.filter((status) => status !== 200)).toEqual([]);
		expect(lines().map((line) => line.split(' ').at(-1))).toEqual([
			'replica',
			'primary',
			'replica'
		]);
	});

	test('the administrator is told what holds', async () => {
		const administrator = await firstAdministrator(product);
		const page = async () => (await send(product, 'GET', '/admin', { cookie: administrator })).text;
		expect(await page()).toContain('with a replica that pages are read from');
		standby.halt();
		expect(await page()).toContain(
			'with a replica that is unreachable: pages are read from the primary'
		);
	});
});
