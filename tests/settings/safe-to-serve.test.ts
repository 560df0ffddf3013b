import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isReachable, refuseUnsafe } from '#lib/server/safe-to-serve.ts';
import { derivedSecret, installationSecret } from '#lib/server/secret.ts';
import { readSettings } from '#lib/server/settings.ts';

const SECRET = '9f1c0b7a52d84e63a1f0c7d9b8e2436507c1d2e3f4a5b697';
const serve = (env: Record<string, string>) => () => refuseUnsafe(readSettings(env));

describe('what others can reach', () => {
	it.each([
		[{}, false],
		[{ HOST: '127.0.0.1' }, false],
		[{ HOST: '::1' }, false],
		[{ ORIGIN: 'http://localhost:3000' }, false],
		[{ HOST: '0.0.0.0' }, true],
		[{ HOST: '192.168.1.20' }, true],
		[{ ORIGIN: 'https://stipple.example.org' }, true],
		[{ ADDRESS_HEADER: 'x-forwarded-for' }, true],
		[{ PROTOCOL_HEADER: 'x-forwarded-proto', HOST_HEADER: 'x-forwarded-host' }, true]
	] as [Record<string, string>, boolean][])('%j: %s', (env, reachable) => {
		expect(isReachable(readSettings(env))).toBe(reachable);
	});

	it('needs a secret of the operator’s own (SR-3.1)', () => {
		expect(serve({ ORIGIN: 'https://stipple.example.org' })).toThrow(/STIPPLE_SECRET must be set/);
		expect(serve({ HOST: '0.0.0.0', STIPPLE_ALLOW_HTTP: '1' })).toThrow(/STIPPLE_SECRET/);
		expect(serve({ ORIGIN: 'https://stipple.example.org', STIPPLE_SECRET: SECRET })).not.toThrow();
	});

	it('is served over https, unless the operator says otherwise', () => {
		const open = { HOST: '0.0.0.0', STIPPLE_SECRET: SECRET };
		expect(serve(open)).toThrow(/must be the https:\/\/ address/);
		expect(serve({ ...open, ORIGIN: 'http://stipple.example.org' })).toThrow(/https:\/\//);
		expect(serve({ ...open, STIPPLE_ALLOW_HTTP: '1' })).not.toThrow();
		expect(serve({ ...open, PROTOCOL_HEADER: 'x-forwarded-proto' })).not.toThrow();
	});

	it('does not hold for a trial on one computer, which needs no questions answered', () => {
		expect(serve({})).not.toThrow();
	});
});

it.each(['short', 'x'.repeat(40), 'changeme-changeme-changeme-changeme', `${SECRET}-example`])(
	'a secret such as “%s” is refused and never shown (SR-3.1, SR-6.2)',
	(secret) => {
		expect(() => readSettings({ STIPPLE_SECRET: secret })).toThrow(/STIPPLE_SECRET must be/);
		expect(() => readSettings({ STIPPLE_SECRET: secret })).not.toThrow(secret);
	}
);

describe('the secret of a trial', () => {
	let dataDir: string;
	beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'stipple-secret-'))));
	afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

	it('is random, made once, and readable by its owner only (SR-3.1)', async () => {
		const first = await installationSecret({ secret: undefined, dataDir });
		expect(Buffer.byteLength(first)).toBeGreaterThanOrEqual(32);
		expect(await installationSecret({ secret: undefined, dataDir })).toBe(first);
		expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
		const other = mkdtempSync(join(tmpdir(), 'stipple-secret-'));
		expect(await installationSecret({ secret: undefined, dataDir: other })).not.toBe(first);
		rmSync(other, { recursive: true });
	});

	it('is refused once others can read it, or when it is cut short', async () => {
		await installationSecret({ secret: undefined, dataDir });
		const path = join(dataDir, 'secret.key');
		chmodSync(path, 0o644);
		await expect(installationSecret({ secret: undefined, dataDir })).rejects.toThrow(/0600/);
		chmodSync(path, 0o600);
		writeFileSync(path, readFileSync(path, 'utf8').slice(0, 10));
		await expect(installationSecret({ secret: undefined, dataDir })).rejects.toThrow(/32 bytes/);
	});

	it('gives each purpose a secret of its own', () => {
		expect(derivedSecret(SECRET, 'a')).not.toBe(derivedSecret(SECRET, 'b'));
		expect(derivedSecret(SECRET, 'a')).toBe(derivedSecret(SECRET, 'a'));
		expect(derivedSecret(SECRET, 'a')).not.toContain(SECRET);
	});
});
