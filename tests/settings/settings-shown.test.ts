import { expect, test } from 'vitest';
import { readSettings, SETTINGS } from '#lib/server/settings.ts';
import { looserThanDefault, settingsShown } from '#lib/server/settings-shown.ts';
import { noteSources, sourceOf } from '#lib/server/settings-source.ts';

type Env = Record<string, string | undefined>;

const shown = (env: Env, chosen: number | null = null) =>
	settingsShown(readSettings(env), env, chosen).flatMap((group) => group.settings);
const one = (env: Env, name: string, chosen: number | null = null) =>
	shown(env, chosen).find((setting) => setting.name === name);

const SECRETS: Env = {
	DATABASE_URL: 'postgres://stipple:sesame-open@db.test/stipple',
	DATABASE_REPLICA_URL: 'postgres://stipple:sesame-read@copy.test/stipple',
	STIPPLE_SECRET: '0123456789abcdef0123456789abcdef',
	STIPPLE_PSEUDONYM_KEY: 'fedcba9876543210fedcba9876543210',
	STIPPLE_PSEUDONYM_KEYS_BEFORE: 'aaaabbbbccccddddeeeeffff00001111',
	STIPPLE_SMTP_URL: 'smtps://post:letters-out@mail.test',
	STIPPLE_OIDC_CLIENT_SECRET: 'the-client-secret'
};

test('every setting is shown once, with its sentence', () => {
	expect(
		shown({})
			.map(({ name }) => name)
			.sort()
	).toEqual(
		Object.values(SETTINGS)
			.map(({ name }) => name)
			.sort()
	);
});

test('SR-6.2 a secret is only "set" or "not set"', () => {
	const text = JSON.stringify(shown(SECRETS));
	for (const [name, secret] of Object.entries(SECRETS)) {
		expect(text).not.toContain(secret);
		expect(one(SECRETS, name)?.value).toBe('set');
		expect(one({}, name)?.value).toBe('not set');
	}
	expect(text).not.toMatch(/sesame|letters-out/);
});

test('every secret setting is in the test before', () => {
	const secret = Object.values(SETTINGS).filter((setting) => 'secret' in setting);
	expect(secret.map(({ name }) => name).sort()).toEqual(Object.keys(SECRETS).sort());
});

test('a value says whether it came from the environment, from .env or from nobody', () => {
	const env: Env = { PORT: '4000', HOST: '' };
	noteSources(env, () => {
		env.STIPPLE_THRESHOLD = '7';
	});
	// The start puts these there before the built server reads them.
	env.ORIGIN = 'http://127.0.0.1:4000';
	env.STIPPLE_SECRET = 'made at the first start, kept in a file';
	expect(one(env, 'PORT')).toMatchObject({ value: '4000', from: 'environment' });
	expect(one(env, 'STIPPLE_THRESHOLD')).toMatchObject({ value: '7', from: '.env' });
	expect(one(env, 'ORIGIN')).toMatchObject({ value: 'http://127.0.0.1:4000', from: 'default' });
	expect(one(env, 'STIPPLE_SECRET')).toMatchObject({ value: 'not set', from: 'default' });
	expect(sourceOf('HOST', env)).toBe('default');
});

test('the address of the embedded database counts as nobody’s setting', () => {
	const url = 'postgres://postgres@localhost/postgres?host=%2Ftmp%2Fx&stipple_embedded=1';
	expect(one({ DATABASE_URL: url }, 'DATABASE_URL')).toMatchObject({
		value: 'not set',
		from: 'default'
	});
});

test('a threshold that an administrator raised says so', () => {
	expect(one({}, 'STIPPLE_THRESHOLD', 8)).toMatchObject({ value: '8', from: 'an administrator' });
	expect(one({}, 'STIPPLE_THRESHOLD', 5)).toMatchObject({ value: '5', from: 'default' });
});

test('what is looser than by itself is named, a sentence each', () => {
	expect(looserThanDefault(readSettings({}))).toEqual([]);
	const looser = looserThanDefault(
		readSettings({
			STIPPLE_ALLOW_HTTP: '1',
			STIPPLE_DEADLINE_MS: '60000',
			BODY_SIZE_LIMIT: '200M'
		})
	);
	expect(looser.map((sentence) => sentence.split(' ')[0])).toEqual([
		'STIPPLE_ALLOW_HTTP',
		'STIPPLE_DEADLINE_MS',
		'BODY_SIZE_LIMIT'
	]);
	expect(
		looserThanDefault(readSettings({ STIPPLE_DEADLINE_MS: '500', BODY_SIZE_LIMIT: '64K' }))
	).toEqual([]);
});
