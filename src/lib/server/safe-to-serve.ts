/** What must hold before others can reach the server: a secret of the operator's own, and https. */
import { SettingsError, type Settings } from './settings.ts';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

/** Whether anyone but this computer's own users can reach the server, as far as the settings tell. */
export function isReachable(settings: Settings): boolean {
	const { host, origin, addressHeader, protocolHeader, hostHeader } = settings;
	return (
		!LOOPBACK.test(host) ||
		(origin !== undefined && !LOOPBACK.test(new URL(origin).hostname)) ||
		[addressHeader, protocolHeader, hostHeader].some((header) => header !== undefined)
	);
}

/** Throws SettingsError where serving these settings would expose people's sign-ins. */
export function refuseUnsafe(settings: Settings): void {
	if (!isReachable(settings)) return;
	if (settings.secret === undefined) {
		throw new SettingsError(
			'The setting STIPPLE_SECRET must be set where others can reach the server: ' +
				'put the output of `openssl rand -hex 32` there.'
		);
	}
	const https = settings.origin?.startsWith('https:') || settings.protocolHeader !== undefined;
	if (!https && !settings.allowHttp) {
		throw new SettingsError(
			'The setting ORIGIN must be the https:// address that people type: over plain http anyone ' +
				'on the way reads passwords. STIPPLE_ALLOW_HTTP=1 allows it all the same.'
		);
	}
}
