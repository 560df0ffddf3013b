import { createServer, type Server as TcpServer } from 'node:net';
import { sql, type Kysely } from 'kysely';
import {
	afterAll,
	afterEach,
	beforeAll,
	describe,
	expect,
	inject,
	onTestFinished,
	test,
	vi
} from 'vitest';
import { connect } from '#db/connect.server.ts';
import { migrate } from '#db/migrate.ts';
import type { Database } from '#db/schema.ts';
import { replicaServingUrl, servingUrl } from '#db/serving-role.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { answer } from '#lib/server/app.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { viewerOfAll } from '#lib/server/releases/scope.ts';
import {
	needsOf,
	ownReplica,
	reading,
	withReplica,
	type Replica,
	type ReplicaState
} from '#lib/server/replica.ts';
import { closeAll } from '#lib/server/stop.ts';
import { aTreatedClinic, asked, aViewer, patients } from '../gate/clinic.ts';
import { freePort } from '../support/free-port.ts';
import {
	findPostgresql,
	startPostgresql,
	startStandby,
	type Server,
	type Standby
} from '../support/postgresql.ts';

const bin = inject('postgresUrl') === undefined ? null : findPostgresql();

/** A primary and its standby, by PostgreSQL's own replication. */
describe.skipIf(bin === null)('pages are read from a replica', () => {
	let server: Server;
	let standby: Standby;
	/** As the owner of the tables, on either. */
	let owner: Kysely<Database>;
	let ofStandby: Kysely<Database>;
	/** As the running server. */
	let primary: Kysely<Database>;
	let copy: Kysely<Database>;
	let watch: Kysely<Database>;
	let changes: ReplicaState[] = [];
	let clock = 0;
	let replica: Replica;

	beforeAll(async () => {
		server = await startPostgresql(bin ?? '');
		owner = connect(server.url, { embedded: false });
		await migrate(owner);
		await aTreatedClinic(owner, 'c1', patients(12, 'a', { scores: { 12: 1 } }));
		const login = await servingUrl(owner, server.url, 'a login of the test, long enough');
		standby = await startStandby(bin ?? '', server.url);
		ofStandby = connect(standby.url, { embedded: false });
		primary = connect(login ?? '', { embedded: false, role: 'stipple_app' });
		const url = replicaServingUrl(standby.url, server.url, login ?? '');
		Object.assign(process.env, { DATABASE_URL: login, DATABASE_REPLICA_URL: url });
		const common = {
			embedded: false,
			role: 'stipple_app',
			readOnly: true,
			connectWithinMs: 1_000
		} as const;
		// It answers no sooner than the tests give up: whoever waits for it once it is silent fails them.
		copy = connect(url, { ...common, deadlineMs: 120_000 });
		watch = connect(url, { ...common, once: true, deadlineMs: 2_000 });
		replica = withReplica(
			{ primary, replica: copy, watch },
			(state) => changes.push(state),
			() => clock
		);
	}, 60_000);
	afterAll(async () => {
		await Promise.all([owner, ofStandby, primary, copy, watch].map((db) => db?.destroy()));
		standby?.stop();
		server?.stop();
	});
	afterEach(() => {
		changes = [];
	});

	const versionNow = async () => {
		const row = await owner
			.selectFrom('data_version')
			.select((eb) => eb.fn.max('version').as('version'))
			.executeTakeFirstOrThrow();
		return row.version;
	};
	const isStandby = async (db: Kysely<Database>) => {
		const { rows } = await sql<{ standby: boolean }>`select pg_is_in_recovery() as standby`.execute(
			db
		);
		return rows[0]?.standby;
	};
	/** Whether a page that is asked for now is read from the standby. */
	const fromStandby = async () =>
		replica.read({ dataVersion: await versionNow(), release: 0 }, isStandby);
	/** Looks until the standby has followed. */
	const follows = (state: ReplicaState) =>
		expect.poll(() => replica.look(), { timeout: 15_000, interval: 100 }).toBe(state);
	const anImport = async () => {
		const version = (await versionNow()) + 1;
		await owner.insertInto('data_version').values({ version, reason: 'test' }).execute();
		return version;
	};

	test('nobody waits for the first look at it', async () => {
		expect(replica.state()).toBe('not looked at yet');
		expect(await fromStandby()).toBe(false);
		await follows('in use');
		expect(await fromStandby()).toBe(true);
		expect(changes).toEqual(['in use']);
	});

	test('what may be filtered by and the answer of a question come from it, as from the primary', async () => {
		const viewer = aViewer();
		const read: (boolean | undefined)[] = [];
		const { known } = await knowledgeOf(primary, viewer, (needs, work) =>
			replica.read(needs, async (db) => {
				read.push(await isStandby(db));
				return work(db);
			})
		);
		const answer = (db: Kysely<Database>) => asked(db, viewer, 'improvement-over-time', 'wk=12');
		const there = await replica.read(needsOf(viewer, known.dataVersion), async (db) => {
			read.push(await isStandby(db));
			return answer(db);
		});
		expect(read).toEqual([true, true]);
		expect(there.figure).toEqual((await answer(primary)).figure);
		expect(there.figure.trends[0]?.headline?.value).toBe(2);
	});

	test('while figures are made it is free for the questions of others', async () => {
		await expect.poll(() => ownReplica()?.look(), { timeout: 15_000 }).toBe('in use');
		const { promise: held, resolve: go } = Promise.withResolvers<void>();
		const figure = improvementOverTime.figure;
		const making = vi.spyOn(improvementOverTime, 'figure').mockImplementation(async (...of) => {
			await held;
			return figure(...of);
		});
		onTestFinished(async () => {
			go();
			making.mockRestore();
			await closeAll();
		});
		// As many as it has connections.
		const viewers = Array.from({ length: 8 }, (_, i) => aViewer({ threshold: 5 + i }));
		const answers = viewers.map((viewer) =>
			answer(viewer, improvementOverTime.id, new URLSearchParams())
		);
		await expect.poll(() => making.mock.calls.length, { timeout: 15_000 }).toBe(8);
		expect(await reading(needsOf(aViewer(), await versionNow()), isStandby)).toBe(true);
		go();
		const figures = (await Promise.all(answers)).map((answered) => answered?.figure.analysis);
		expect(figures).toEqual(viewers.map(() => improvementOverTime.id));
	});

	test('it works in the role that owns nothing, and can write nothing', async () => {
		const { rows } = await sql<{ who: string }>`select current_user::text as who`.execute(copy);
		expect(rows).toEqual([{ who: 'stipple_app' }]);
		await expect(copy.selectFrom('patient').selectAll().execute()).rejects.toThrow(/permission/);
		await expect(
			copy
				.insertInto('throttle')
				.values({ key: 'k', failures: 1, last_failure_at: 'now' })
				.execute()
		).rejects.toThrow(/read-only transaction/);
	});

	test('while it is behind, the primary answers; when it has followed, it answers again', async () => {
		await sql`select pg_wal_replay_pause()`.execute(ofStandby);
		await anImport();
		expect(await fromStandby()).toBe(false);
		await follows('behind');
		expect(await fromStandby()).toBe(false);
		await sql`select pg_wal_replay_resume()`.execute(ofStandby);
		await follows('in use');
		expect(await fromStandby()).toBe(true);
		expect(changes).toEqual(['behind', 'in use']);
	});

	test('a release that has not arrived is read from the primary', async () => {
		expect(await replica.read({ dataVersion: await versionNow(), release: 1 }, isStandby)).toBe(
			false
		);
	});

	test('a release is read from it as soon as it is there, whatever version of the data it was made of', async () => {
		const later = (await versionNow()) + 500;
		expect(await replica.read(needsOf(aViewer(), later), isStandby)).toBe(false);
		await owner
			.insertInto('release')
			.values({
				release_no: 1,
				title: 'Imported',
				description: '',
				ethics_reference: '',
				made_at: '2026-01-01T10:00:00Z',
				made_by: 'console',
				request_no: null,
				clinics: [],
				data_version: later,
				synthetic: false,
				choices: {},
				report: {},
				hash: 'h'
			})
			.execute();
		const needs = needsOf(viewerOfAll(1), later);
		await expect
			.poll(() => replica.look().then(() => replica.read(needs, isStandby)), { timeout: 15_000 })
			.toBe(true);
	});

	test('replay that takes rows from under a question sends this one to the primary', async () => {
		const conflict = replica.read(needsOf(aViewer(), await versionNow()), async (db) => {
			const on = await isStandby(db);
			if (on) await sql`do $$ begin raise exception using errcode = '40001'; end $$`.execute(db);
			return on;
		});
		expect(await conflict).toBe(false);
		expect(await fromStandby()).toBe(true);
	});

	test('a fault of the question itself is told, and not asked twice', async () => {
		let times = 0;
		const faulty = replica.read(needsOf(aViewer(), await versionNow()), async (db) => {
			times++;
			await sql`select 1 / 0`.execute(db);
		});
		await expect(faulty).rejects.toThrow(/division by zero/);
		expect(times).toBe(1);
		expect(replica.state()).toBe('in use');
	});

	test('a database with other versions is not taken for a replica', async () => {
		const other = withReplica({ primary: ofStandby, replica: owner, watch: owner }, () => {});
		expect(await other.look()).toBe('in use');
		await sql`create database elsewhere`.execute(owner);
		const url = new URL(server.url);
		url.pathname = '/elsewhere';
		const elsewhere = connect(url.href, { embedded: false });
		await migrate(elsewhere);
		for (let version = 1; version <= (await versionNow()); version++) {
			await elsewhere.insertInto('data_version').values({ version, reason: 'other' }).execute();
		}
		expect(
			await withReplica({ primary, replica: elsewhere, watch: elsewhere }, () => {}).look()
		).toBe('behind');
		await elsewhere.destroy();
	});

	test('what is older behind the same address as the replica that was looked at answers nothing', async () => {
		await sql`create database older`.execute(owner);
		const url = new URL(server.url);
		url.pathname = '/older';
		const older = connect(url.href, { embedded: false });
		await migrate(older);
		const changed: ReplicaState[] = [];
		const several = withReplica({ primary, replica: older, watch: copy }, (state) =>
			changed.push(state)
		);
		await expect.poll(() => several.look(), { timeout: 15_000 }).toBe('in use');
		const needs = { dataVersion: await versionNow(), release: 0 };
		const versionsOn = async (db: Kysely<Database>) =>
			(await db.selectFrom('data_version').select('version').execute()).length;
		expect(await several.read(needs, versionsOn)).toBe(needs.dataVersion);
		expect(changed.at(-1)).toBe('in use');
		await older.destroy();
	});

	test('when it freezes nobody waits longer than for a look at it, and then nobody at all', async () => {
		await follows('in use');
		const version = await versionNow();
		const thaw = standby.freeze();
		const asked = async () => {
			const state = replica.state();
			const on = await replica.read({ dataVersion: version, release: 0 }, isStandby);
			return { on, state };
		};
		const first = await Promise.all(Array.from({ length: 12 }, asked));
		const later = await Promise.all(Array.from({ length: 12 }, asked));
		thaw();
		expect(first.concat(later).filter(({ on }) => on)).toEqual([]);
		expect(first.map(({ state }) => state)).toEqual(first.map(() => 'in use'));
		expect(later.map(({ state }) => state)).toEqual(later.map(() => 'unreachable'));
		expect(changes).toEqual(['unreachable']);
		clock += 6_000;
		await follows('in use');
	});

	test('when it stops in the middle of questions every one of them is answered', async () => {
		const version = await versionNow();
		await follows('in use');
		const slow = Array.from({ length: 4 }, () =>
			replica.read({ dataVersion: version, release: 0 }, async (db) => {
				const on = await isStandby(db);
				await sql`select pg_sleep(1.5)`.execute(db);
				return on;
			})
		);
		await sql`select pg_sleep(0.5)`.execute(owner);
		standby.halt();
		const quick = await Promise.all(Array.from({ length: 40 }, fromStandby));
		expect(quick).toEqual(quick.map(() => false));
		expect(await Promise.all(slow)).toEqual([false, false, false, false]);
		expect(replica.state()).toBe('unreachable');
		expect(changes).toEqual(['unreachable']);
	});

	test('it is not asked again for some seconds, and used again once it has started', async () => {
		standby.start();
		expect(await fromStandby()).toBe(false);
		clock += 6_000;
		// The question that is due for a look does not wait for it either.
		expect(await fromStandby()).toBe(false);
		await expect.poll(fromStandby, { timeout: 15_000, interval: 100 }).toBe(true);
		expect(changes).toEqual(['in use']);
	});

	test('a server that takes connections and says nothing holds nobody up', async () => {
		const silent: TcpServer = createServer();
		const port = await freePort();
		await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
		const mute = connect(`postgres://nobody@127.0.0.1:${port}/none`, {
			embedded: false,
			connectWithinMs: 1_000
		});
		const states: ReplicaState[] = [];
		const other = withReplica({ primary, replica: mute, watch: mute }, (state) =>
			states.push(state)
		);
		expect(await other.read({ dataVersion: 1, release: 0 }, isStandby)).toBe(false);
		// Answered before the look at it came to an end.
		expect(other.state()).toBe('not looked at yet');
		expect(await other.look()).toBe('unreachable');
		expect(states).toEqual(['unreachable']);
		await mute.destroy();
		silent.close();
	});
});
