import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSettings, SETTINGS, SettingsError } from '#lib/server/settings.ts';
import { unknownSettings } from '#lib/server/unknown-settings.ts';
import { envExample, settingsTable } from '../support/settings-pages.ts';

test('without any setting the product listens on this machine only, on an embedded database', () => {
	expect(readSettings({})).toMatchObject({
		databaseUrl: undefined,
		dataDir: './data',
		host: '127.0.0.1',
		port: 3000,
		origin: undefined,
		demo: undefined,
		threshold: 5,
		deadlineMs: 15_000
	});
});

test.each([
	['PORT', 'abc', 'The setting PORT must be a whole number from 1 to 65535, but is "abc".'],
	['PORT', '0', 'The setting PORT must be a whole number from 1 to 65535, but is "0".'],
	['PORT', '70000', 'The setting PORT must be a whole number from 1 to 65535, but is "70000".'],
	[
		'STIPPLE_THRESHOLD',
		'4',
		'The setting STIPPLE_THRESHOLD must be a whole number from 5 to 100, but is "4".'
	],
	['STIPPLE_DEMO', 'yes', 'The setting STIPPLE_DEMO must be 0 or 1, but is "yes".'],
	[
		'ORIGIN',
		'stipple.example.org',
		'The setting ORIGIN must be an address that begins with http:// or https://, but is "stipple.example.org".'
	],
	[
		'ORIGIN',
		'https://example.org/stipple',
		'The setting ORIGIN must be an address without a path, but is "https://example.org/stipple".'
	],
	[
		'STIPPLE_LOG_LEVEL',
		'loud\n',
		'The setting STIPPLE_LOG_LEVEL must be silent, error, warn, info or debug, but is "loud".'
	]
])('the value of %s that cannot be used (%j) is named in one sentence', (name, value, sentence) => {
	expect(() => readSettings({ [name]: value })).toThrow(new SettingsError(sentence));
});

test('SR-6.2 a wrong secret is named but not shown', () => {
	const secrets = { DATABASE_URL: 'mysql://me:hunter2@host/x', STIPPLE_PSEUDONYM_KEY: 'hunter2' };
	for (const [name, value] of Object.entries(secrets)) {
		expect(() => readSettings({ [name]: value })).toThrow(name);
		expect(() => readSettings({ [name]: value })).not.toThrow(/hunter2/);
	}
});

test('SR-3.1 a short or repeated pseudonym key is refused', () => {
	expect(() => readSettings({ STIPPLE_PSEUDONYM_KEY: 'a'.repeat(31) })).toThrow(/at least 32/);
	expect(() => readSettings({ STIPPLE_PSEUDONYM_KEY: 'ab'.repeat(32) })).toThrow(/random/);
	const key = 'f3'.repeat(2) + '0123456789abcdef0123456789abcdef';
	expect(readSettings({ STIPPLE_PSEUDONYM_KEY: key }).pseudonymKey).toBe(key);
});

test('an empty value counts as absent', () => {
	expect(readSettings({ PORT: '', ORIGIN: ' ' })).toMatchObject({ port: 3000, origin: undefined });
});

test('a misspelt setting is warned of with the nearest name', () => {
	expect(unknownSettings({ STIPPLE_TRESHOLD: '7', STIPPLE_DEMO: '1', PATH: '/bin' })).toEqual([
		'There is no setting STIPPLE_TRESHOLD. Did you mean STIPPLE_THRESHOLD?'
	]);
});

test('.env.example lists every setting as it is, and changes nothing when copied', () => {
	const written = readFileSync('.env.example', 'utf8');
	expect(written).toBe(envExample());
	expect(written.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
	for (const { name } of Object.values(SETTINGS)) expect(written).toContain(`# ${name}=`);
});

test('the table in the README lists every setting as it is', () => {
	expect(readFileSync('README.md', 'utf8')).toContain(settingsTable());
});
