/**
 * The accounts library, set up once for the process: our tables, our password hash, no address of its
 * own. It is called on the server only, and only within `inTransaction`.
 */
import { betterAuth } from 'better-auth/minimal';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { log } from '../log.ts';
import { installationSecret } from '../secret.ts';
import { settings } from '../settings.ts';
import { LIBRARY_PREFIX } from './library-cookies.ts';
import { libraryStore } from './library-store.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { LONGEST_PASSWORD } from './password-rules.ts';
import { newCodes } from './recovery-codes.ts';
import { knownHash } from './scope.ts';
import { SESSION_HOURS } from './sessions.ts';

export type Auth = Awaited<ReturnType<typeof makeAuth>>;

const made: { [kind in 'own' | 'provider']?: Promise<Auth> } = {};

/** The library of this process, made at first use. */
export const auth = (): Promise<Auth> => once('own');

/**
 * The same with the provider for OpenID Connect, which is asked for its addresses first: apart, so that
 * one that does not answer keeps nobody from the own password.
 */
export const authWithProvider = (): Promise<Auth> => once('provider');

function once(kind: 'own' | 'provider'): Promise<Auth> {
	return (made[kind] ??= makeAuth(kind === 'provider' ? oidcSettings() : null).catch(
		(error: unknown) => {
			// What went wrong once may go right the next time.
			delete made[kind];
			throw error;
		}
	));
}

/** The secret that the library signs and encrypts with. */
export function secretOf(library: { options: { secret?: string | undefined } }): string {
	const { secret } = library.options;
	if (secret === undefined) throw new Error('The accounts library was made without a secret.');
	return secret;
}

/** How the provider for OpenID Connect is called in our tables. */
export const OIDC = 'oidc';
/** Where the provider sends people back to. */
const OIDC_CALLBACK = '/sign-in/oidc/callback';

/** What the operator set for OpenID Connect; null where anything is missing. */
export function oidcSettings() {
	const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret } = settings();
	const { origin } = settings();
	return issuer && clientId && clientSecret && origin
		? { issuer: issuer.replace(/\/$/, ''), clientId, clientSecret, origin }
		: null;
}

async function makeAuth(oidc: ReturnType<typeof oidcSettings>) {
	const { origin, host, port } = settings();
	const secret = await installationSecret(settings());
	return betterAuth({
		appName: 'Stipple',
		secret,
		baseURL: origin ?? `http://${host}:${port}`,
		database: libraryStore,
		telemetry: { enabled: false },
		// Guessing is slowed by our own counts, which survive a restart.
		rateLimit: { enabled: false },
		logger: {
			level: 'warn',
			// Only that something was said: its words may quote what somebody typed.
			log: (level) => log().debug({ level }, 'the accounts library said something')
		},
		onAPIError: { throw: true },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: 1,
			// In its units; our own rules count characters.
			maxPasswordLength: LONGEST_PASSWORD * 2,
			password: {
				hash: async (password) => knownHash(password) ?? (await hashPassword(password)),
				verify: async ({ hash, password }) =>
					knownHash(password) === hash || (await isPassword(password, hash))
			}
		},
		account: {
			...ACCOUNT_FIELDS,
			accountLinking: {
				enabled: true,
				disableImplicitLinking: false,
				requireLocalEmailVerified: false,
				allowDifferentEmails: false
			},
			updateAccountOnSignIn: false
		},
		user: USER_FIELDS,
		session: {
			...SESSION_FIELDS,
			expiresIn: SESSION_HOURS * 3600,
			disableSessionRefresh: true,
			cookieCache: { enabled: false },
			freshAge: 0
		},
		verification: { ...VERIFICATION_FIELDS, storeIdentifier: 'hashed', disableCleanup: true },
		advanced: {
			cookiePrefix: LIBRARY_PREFIX,
			useSecureCookies: false,
			ipAddress: { disableIpTracking: true },
			database: { validateSchema: false }
		},
		plugins: [
			twoFactor({
				issuer: 'Stipple',
				schema: TWO_FACTOR_SCHEMA,
				// Wrong codes are counted by us, as wrong passwords are.
				accountLockout: { enabled: false },
				allowPasswordless: true,
				backupCodeOptions: { customBackupCodesGenerate: newCodes }
			}),
			...(oidc
				? [
						genericOAuth({
							config: [
								{
									providerId: OIDC,
									discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
									requireIdTokenVerification: true,
									clientId: oidc.clientId,
									clientSecret: oidc.clientSecret,
									scopes: ['openid', 'email', 'profile'],
									redirectURI: `${oidc.origin}${OIDC_CALLBACK}`,
									pkce: true,
									disableSignUp: true
								}
							]
						})
					]
				: [])
		]
	});
}

const USER_FIELDS = {
	modelName: 'person',
	fields: {
		emailVerified: 'email_verified',
		createdAt: 'created_at',
		updatedAt: 'updated_at'
	}
} as const;
const SESSION_FIELDS = {
	modelName: 'person_session',
	fields: {
		userId: 'person_id',
		expiresAt: 'expires_at',
		createdAt: 'created_at',
		updatedAt: 'updated_at',
		ipAddress: 'ip_address',
		userAgent: 'user_agent'
	}
} as const;
const ACCOUNT_FIELDS = {
	modelName: 'person_account',
	fields: {
		accountId: 'account_id',
		providerId: 'provider_id',
		userId: 'person_id',
		accessToken: 'access_token',
		refreshToken: 'refresh_token',
		idToken: 'id_token',
		accessTokenExpiresAt: 'access_token_expires_at',
		refreshTokenExpiresAt: 'refresh_token_expires_at',
		createdAt: 'created_at',
		updatedAt: 'updated_at'
	}
} as const;
const VERIFICATION_FIELDS = {
	modelName: 'person_verification',
	fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' }
} as const;
const TWO_FACTOR_SCHEMA = {
	user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
	twoFactor: {
		modelName: 'person_two_factor',
		fields: {
			userId: 'person_id',
			backupCodes: 'backup_codes',
			failedVerificationCount: 'failed_verification_count',
			lockedUntil: 'locked_until'
		}
	}
} as const;
