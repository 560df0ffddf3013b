/** The settings as administrators see them: value, where it came from, and what is looser than usual. */
import { isEmbeddedUrl } from '#db/connect.server.ts';
import { bytesOf } from './http/body-limit.ts';
import { SETTINGS, readSettings, type Setting, type Settings } from './settings.ts';
import { sourceOf, type SettingSource } from './settings-source.ts';

type Key = keyof typeof SETTINGS;

export type SettingShown = {
	name: string;
	sentence: string;
	/** "set" or "not set" for a secret, which is never shown. */
	value: string;
	/** What holds without it; null where the value itself says so. */
	byDefault: string | null;
	from: SettingSource | 'an administrator';
};

export type SettingGroup = { title: string; settings: SettingShown[] };

/** Every setting stands in one group; a test looks. */
const GROUPS: readonly { title: string; keys: readonly Key[] }[] = [
	{ title: 'Privacy', keys: ['threshold', 'pseudonymKey', 'pseudonymKeysBefore'] },
	{
		title: 'Data',
		keys: ['databaseUrl', 'databaseReplicaUrl', 'dataDir', 'demo', 'deadlineMs', 'warm']
	},
	{ title: 'Address', keys: ['origin', 'host', 'port', 'allowHttp', 'bodySizeLimit'] },
	{ title: 'Behind a proxy', keys: ['addressHeader', 'xffDepth', 'protocolHeader', 'hostHeader'] },
	{
		title: 'Signing in and mail',
		keys: ['secret', 'oidcIssuer', 'oidcClientId', 'oidcClientSecret', 'smtpUrl', 'mailFrom']
	},
	{ title: 'Log', keys: ['logLevel'] }
];

type Env = Record<string, string | undefined>;

/** All settings with the values that hold now; `chosen` is the threshold that administrators raised. */
export function settingsShown(
	settings: Settings,
	env: Env,
	chosen: number | null = null
): SettingGroup[] {
	return GROUPS.map(({ title, keys }) => ({
		title,
		settings: keys.map((key) => {
			const one = shown(key, settings, env);
			return key === 'threshold' && chosen !== null && chosen > settings.threshold
				? { ...one, value: String(chosen), from: 'an administrator' as const }
				: one;
		})
	}));
}

function shown(key: Key, settings: Settings, env: Env): SettingShown {
	const { name, sentence, byDefault, secret }: Setting = SETTINGS[key];
	// The start puts the embedded database's own address there; nobody gave it.
	const isOurs = settings.databaseUrl !== undefined && isEmbeddedUrl(settings.databaseUrl);
	const from = key === 'databaseUrl' && isOurs ? 'default' : sourceOf(name, env);
	const isGiven = from !== 'default';
	if (secret) {
		const value = isGiven ? 'set' : 'not set';
		return { name, sentence, value, byDefault: isGiven ? null : byDefault, from };
	}
	const value = settings[key];
	if (value === undefined) return { name, sentence, value: 'not set', byDefault, from };
	return { name, sentence, value: words(value), byDefault: null, from };
}

const words = (value: unknown) =>
	typeof value === 'boolean' ? String(Number(value)) : String(value);

/** What the settings allow beyond what Stipple allows by itself, a sentence each. */
export function looserThanDefault(settings: Settings): string[] {
	const usual = readSettings({});
	return [
		...(settings.allowHttp
			? [
					'STIPPLE_ALLOW_HTTP is 1: other machines may be served over plain http, where anyone on the way can read passwords. Put https in front and take it away.'
				]
			: []),
		...(settings.deadlineMs > usual.deadlineMs
			? [
					`STIPPLE_DEADLINE_MS is ${settings.deadlineMs}, more than ${usual.deadlineMs}: one slow question can hold the others up for longer.`
				]
			: []),
		...(bytesOf(settings.bodySizeLimit) > bytesOf(usual.bodySizeLimit)
			? [
					`BODY_SIZE_LIMIT is ${settings.bodySizeLimit}, more than ${usual.bodySizeLimit}: larger uploads take more memory and disk.`
				]
			: [])
	];
}
