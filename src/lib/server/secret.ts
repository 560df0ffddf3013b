/**
 * The installation's secret: encrypts second factors, signs half-done sign-ins, and makes the password of
 * the database role that the server logs in with. Sessions do not rest on it: their cookie holds a random
 * token. From the setting, else from a file of this computer's own, made at the first start; what others
 * can reach needs the setting.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError, type Settings } from './settings.ts';

const BYTES = 32;

/** The secret as text of at least 32 bytes. Throws SettingsError for a file that others can read. */
export async function installationSecret(
	settings: Pick<Settings, 'secret' | 'dataDir'>
): Promise<string> {
	if (settings.secret !== undefined) return settings.secret;
	const path = join(settings.dataDir, 'secret.key');
	await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
	await writeFile(path, `${randomBytes(BYTES).toString('base64url')}\n`, {
		flag: 'wx',
		mode: 0o600
	}).catch((error: unknown) => {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	});
	if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
		throw new SettingsError(`Other users of this computer can read ${path}: set its mode to 0600.`);
	}
	const text = (await readFile(path, 'utf8')).trim();
	if (Buffer.byteLength(text) >= BYTES) return text;
	throw new SettingsError(`${path} does not hold a secret of at least ${BYTES} bytes.`);
}

/** A secret of its own for one purpose, so that none gives another away. */
export const derivedSecret = (secret: string, purpose: string) =>
	createHmac('sha256', secret).update(purpose).digest('base64url');
