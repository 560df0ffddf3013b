/**
 * Every setting: one sentence for the operator and one zod schema. `.env.example` and the README's
 * table are written from this list (`npm run docs`). Read at first use, never when imported.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { noteSources } from './settings-source.ts';

/** A setting that cannot be used; the message is one sentence that names it. */
export class SettingsError extends Error {}

export type Setting = {
	/** The environment variable. */
	name: string;
	sentence: string;
	/** What happens without it, in words or as the value. */
	byDefault: string;
	/** Never shown, not even when it is wrong. */
	secret?: true;
	schema: z.ZodType;
};

const wholeNumber = (from: number, to: number, rule = `a whole number from ${from} to ${to}`) =>
	z
		.string()
		.regex(/^\d{1,9}$/, rule)
		.transform(Number)
		.pipe(z.number(rule).min(from, rule).max(to, rule));
const text = z.string().min(1);
const headerName = z.string().regex(/^[A-Za-z0-9-]+$/, 'the name of a header');
const address = (protocols: string[], error: string) =>
	z.string().refine(
		(value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
		// The rules after this one may take an address for granted.
		{ error, abort: true }
	);

export const SETTINGS = {
	databaseUrl: {
		name: 'DATABASE_URL',
		sentence:
			'The address of a PostgreSQL server, 15 or newer, as postgres://user:password@host/database.',
		byDefault: 'an embedded database in DATA_DIR, for trial and for one computer',
		secret: true,
		schema: address(
			['postgres:', 'postgresql:'],
			'an address that begins with postgres://'
		).optional()
	},
	databaseReplicaUrl: {
		name: 'DATABASE_REPLICA_URL',
		sentence:
			'The address of a read replica of DATABASE_URL: pages are read from it as long as it has all of the records.',
		byDefault: 'pages are read from DATABASE_URL',
		secret: true,
		schema: address(
			['postgres:', 'postgresql:'],
			'an address that begins with postgres://'
		).optional()
	},
	dataDir: {
		name: 'DATA_DIR',
		sentence: 'The folder of the embedded database; one process at a time may use it.',
		byDefault: './data',
		schema: text.default('./data')
	},
	host: {
		name: 'HOST',
		sentence:
			'The address to listen on; 0.0.0.0 lets other machines in, which needs https in front.',
		byDefault: '127.0.0.1',
		schema: text.default('127.0.0.1')
	},
	port: {
		name: 'PORT',
		sentence: 'The port to listen on.',
		byDefault: '3000',
		schema: wholeNumber(1, 65_535).default(3000)
	},
	origin: {
		name: 'ORIGIN',
		sentence:
			'The address that people type, such as https://stipple.example.org; forms are only taken from there.',
		byDefault: 'http://HOST:PORT',
		schema: address(['http:', 'https:'], 'an address that begins with http:// or https://')
			.refine(
				(value) => new URL(value).origin === value.replace(/\/$/, ''),
				'an address without a path'
			)
			.transform((value) => new URL(value).origin)
			.optional()
	},
	demo: {
		name: 'STIPPLE_DEMO',
		sentence: 'Whether a new, empty database is filled with the synthetic demo cohort: 1 or 0.',
		byDefault: '1 on the embedded database, 0 on a server',
		schema: z
			.enum(['0', '1'], '0 or 1')
			.transform((value) => value === '1')
			.optional()
	},
	warm: {
		name: 'STIPPLE_WARM',
		sentence:
			'Whether the overview is worked out in the background after the start and after new data, before anybody asks: 1 or 0.',
		byDefault: '1',
		schema: z
			.enum(['0', '1'], '0 or 1')
			.default('1')
			.transform((value) => value === '1')
	},
	threshold: {
		name: 'STIPPLE_THRESHOLD',
		sentence:
			'Groups of fewer patients than this are hidden on staff pages; it can only be raised.',
		byDefault: '5',
		schema: wholeNumber(5, 100).default(5)
	},
	pseudonymKey: {
		name: 'STIPPLE_PSEUDONYM_KEY',
		sentence:
			'The secret that turns patient codes into pseudonyms, at least 32 characters, kept outside the database.',
		byDefault: 'a random one, made at the first import and kept in DATA_DIR/pseudonym.key',
		secret: true,
		schema: z
			.string()
			.refine((value) => Buffer.byteLength(value) >= 32, 'at least 32 characters long')
			.refine((value) => new Set(value).size > 8, 'random: the output of `openssl rand -hex 32`')
			.optional()
	},
	pseudonymKeysBefore: {
		name: 'STIPPLE_PSEUDONYM_KEYS_BEFORE',
		sentence:
			'Earlier keys for pseudonyms, oldest first, with commas between: their patients are found again.',
		byDefault: 'none, or the earlier lines of DATA_DIR/pseudonym.key',
		secret: true,
		schema: z
			.string()
			.transform((value) => value.split(',').map((key) => key.trim()))
			.refine(
				(keys) => keys.every((key) => Buffer.byteLength(key) >= 32),
				'keys of at least 32 characters each'
			)
			.optional()
	},
	secret: {
		name: 'STIPPLE_SECRET',
		sentence:
			'The secret that encrypts second factors and makes the database login, at least 32 characters; needed where others can reach the server. Keep it: with another one no second factor can be read.',
		byDefault: 'a random one, made at the first start and kept in DATA_DIR/secret.key',
		secret: true,
		schema: z
			.string()
			.refine((value) => Buffer.byteLength(value) >= 32, 'at least 32 characters long')
			.refine(
				(value) => new Set(value).size > 8 && !/secret|changeme|example|password/i.test(value),
				'random: the output of `openssl rand -hex 32`'
			)
			.optional()
	},
	allowHttp: {
		name: 'STIPPLE_ALLOW_HTTP',
		sentence:
			'1 serves other machines over plain http, where anyone on the way can read passwords.',
		byDefault: '0',
		schema: z
			.enum(['0', '1'], '0 or 1')
			.default('0')
			.transform((value) => value === '1')
	},
	smtpUrl: {
		name: 'STIPPLE_SMTP_URL',
		sentence:
			'A mail server for invitations, as smtps://user:password@host; links can be handed over without one.',
		byDefault: 'links are shown once, to whoever invites',
		secret: true,
		schema: address(
			['smtp:', 'smtps:'],
			'an address that begins with smtp:// or smtps://'
		).optional()
	},
	mailFrom: {
		name: 'STIPPLE_MAIL_FROM',
		sentence: 'The address that invitations are sent from.',
		byDefault: 'the user of STIPPLE_SMTP_URL',
		schema: z.email('an e-mail address').optional()
	},
	oidcIssuer: {
		name: 'STIPPLE_OIDC_ISSUER',
		sentence:
			'An OpenID Connect provider people may sign in with as well, such as https://login.example.org.',
		byDefault: 'passwords only',
		schema: address(['https:'], 'an address that begins with https://').optional()
	},
	oidcClientId: {
		name: 'STIPPLE_OIDC_CLIENT_ID',
		sentence: 'The name by which the provider knows this Stipple.',
		byDefault: 'none',
		schema: text.optional()
	},
	oidcClientSecret: {
		name: 'STIPPLE_OIDC_CLIENT_SECRET',
		sentence: 'The secret shared with the provider.',
		byDefault: 'none',
		secret: true,
		schema: text.optional()
	},
	logLevel: {
		name: 'STIPPLE_LOG_LEVEL',
		sentence:
			'How much is logged: silent, error, warn, info or debug. Values and identities never are.',
		byDefault: 'info',
		schema: z
			.enum(['silent', 'error', 'warn', 'info', 'debug'], 'silent, error, warn, info or debug')
			.default('info')
	},
	deadlineMs: {
		name: 'STIPPLE_DEADLINE_MS',
		sentence: 'Milliseconds after which a question to the database is given up.',
		byDefault: '15000',
		schema: wholeNumber(500, 120_000).default(15_000)
	},
	addressHeader: {
		name: 'ADDRESS_HEADER',
		sentence:
			"Behind a proxy of your own: the header with the visitor's address, such as x-forwarded-for.",
		byDefault: 'the address of the connection',
		schema: headerName.optional()
	},
	xffDepth: {
		name: 'XFF_DEPTH',
		sentence: 'With x-forwarded-for: how many proxies of your own stand in front.',
		byDefault: '1',
		schema: wholeNumber(1, 20).optional()
	},
	protocolHeader: {
		name: 'PROTOCOL_HEADER',
		sentence:
			'Behind a proxy and without ORIGIN: the header with the protocol, such as x-forwarded-proto.',
		byDefault: 'ORIGIN decides',
		schema: headerName.optional()
	},
	hostHeader: {
		name: 'HOST_HEADER',
		sentence:
			'Behind a proxy and without ORIGIN: the header with the host, such as x-forwarded-host.',
		byDefault: 'ORIGIN decides',
		schema: headerName.optional()
	},
	bodySizeLimit: {
		name: 'BODY_SIZE_LIMIT',
		sentence:
			'The largest upload in bytes, or with K or M behind the number; other forms may have 64 KB.',
		byDefault: '50M',
		schema: z
			.string()
			.regex(/^\d{1,12}[KM]?$/, 'a number of bytes such as 512K or 50M')
			.default('50M')
	}
} as const satisfies Record<string, Setting>;

export type Settings = {
	readonly [Key in keyof typeof SETTINGS]: z.infer<(typeof SETTINGS)[Key]['schema']>;
};

/** Takes in the file `.env` of the working folder where there is one; what is set already wins. */
export function readDotEnv(): void {
	noteSources(process.env, () => {
		if (existsSync('.env')) process.loadEnvFile('.env');
	});
}

/** Reads all settings. An empty value counts as absent. Throws SettingsError for the first bad one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
	const entries = Object.entries<Setting>(SETTINGS).map(([key, setting]) => {
		const given = env[setting.name]?.trim() || undefined;
		const parsed = setting.schema.safeParse(given);
		if (parsed.success) return [key, parsed.data];
		const shown = setting.secret ? '' : `, but is "${printable(given ?? '')}"`;
		const rule = parsed.error.issues[0]?.message ?? 'something else';
		throw new SettingsError(`The setting ${setting.name} must be ${rule}${shown}.`);
	});
	// Each key got its own schema's value.
	return Object.fromEntries(entries) as Settings;
}

let read: Settings | undefined;

/** The settings of this process, read at the first call. */
export function settings(): Settings {
	read ??= readSettings(process.env);
	return read;
}

/** A value as it may stand in a message. */
export const printable = (value: string) => value.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
