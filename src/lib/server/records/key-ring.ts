/**
 * The keys for pseudonyms that are at hand, beside those the database knows. Each key has a number
 * there, its version, and is told by a fingerprint that does not reveal it.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { keyedPseudonyms, PseudonymKeyError, STUDY_IDS, type Pseudonyms } from '../pseudonym.ts';
import { NoKeyFile, readKeys, type KeyPlace } from './key-file.ts';

export type KeyRing = {
	/** Makes the pseudonyms of new patients. */
	newest: Pseudonyms;
	/** Under which patients may be known still, the newest of them first. */
	earlier: readonly Pseudonyms[];
};

/** For files whose ids are study ids already. */
export const STUDY_IDS_ONLY: KeyRing = { newest: STUDY_IDS, earlier: [] };

/** A key that the database knows, or that is at hand, and who depends on it. */
export type KeyStatus = {
	version: number;
	fingerprint: string;
	here: boolean;
	patients: number;
	erased: number;
};

/**
 * Reads the keys, and makes the first one when the database holds no pseudonyms yet. Throws
 * PseudonymKeyError when a key is missing under which somebody is stored: they would be stored twice.
 */
export async function keyRingOf(db: Kysely<Database>, place: KeyPlace): Promise<KeyRing> {
	const known = await knownKeys(db);
	const inUse = known.some(({ patients, erased }) => patients + erased > 0);
	const keys = await readKeys(place, { mayCreate: !inUse });
	const ring = ringOf(keys, known);
	const all = [ring.newest, ...ring.earlier];
	for (const key of known) {
		if (key.patients + key.erased === 0) continue;
		if (all.some(({ fingerprint }) => fingerprint === key.fingerprint)) continue;
		throw new PseudonymKeyError(
			`The key for pseudonyms with the fingerprint ${key.fingerprint} (version ${key.version}) is missing, and ${key.patients + key.erased} patients are stored under it: every one of them would be stored twice. Put it back before the newer keys: ${placeWords(place)}.`
		);
	}
	return ring;
}

const placeWords = ({ setting, dataDir }: KeyPlace) =>
	setting ? 'in STIPPLE_PSEUDONYM_KEYS_BEFORE' : `as a line of ${dataDir}/pseudonym.key`;

/** Every key that is known or at hand, newest first, with the number of patients it still holds. */
export async function keyStatus(db: Kysely<Database>, place: KeyPlace): Promise<KeyStatus[]> {
	const known = await knownKeys(db);
	const keys = await readKeys(place, { mayCreate: false }).catch((error: unknown) => {
		if (error instanceof NoKeyFile) return [];
		throw error;
	});
	const status = new Map(known.map((key) => [key.fingerprint, { ...key, here: false }]));
	if (keys.length > 0) {
		const { newest, earlier } = ringOf(keys, known);
		for (const { fingerprint, keyVersion: version } of [newest, ...earlier]) {
			if (fingerprint === null) continue;
			const { patients = 0, erased = 0 } = status.get(fingerprint) ?? {};
			status.set(fingerprint, { version, fingerprint, patients, erased, here: true });
		}
	}
	return [...status.values()].toSorted((a, b) => b.version - a.version);
}

/** Gives each key its version: the one it has in the database, or the next. */
function ringOf(keys: readonly Uint8Array[], known: readonly KnownKey[]): KeyRing {
	let next = Math.max(0, ...known.map(({ version }) => version)) + 1;
	const fingerprints = keys.map((key) => keyedPseudonyms(key).fingerprint);
	const versionOf = (index: number) =>
		known.find(({ fingerprint }) => fingerprint === fingerprints[index])?.version;
	const all = keys.flatMap((key, index) => {
		const version = versionOf(index);
		// Never used, and followed by one that was: nobody can be stored under it.
		const unused = keys.some((_, later) => later > index && versionOf(later) !== undefined);
		if (version === undefined && unused) return [];
		return [keyedPseudonyms(key, version ?? next++)];
	});
	const newest = all.at(-1);
	if (!newest) throw new PseudonymKeyError('There is no key for pseudonyms.');
	if (all.some(({ keyVersion }) => keyVersion > newest.keyVersion)) {
		throw new PseudonymKeyError(
			'The keys for pseudonyms stand in the wrong order: the newest one has to be the last.'
		);
	}
	const earlier = all.slice(0, -1).toSorted((a, b) => b.keyVersion - a.keyVersion);
	return { newest, earlier };
}

/** Notes the keys' numbers. Throws when another import gave a number to another key meanwhile. */
export async function registerKeys(tx: Transaction<Database>, ring: KeyRing): Promise<void> {
	for (const { keyVersion: version, fingerprint } of [...ring.earlier, ring.newest]) {
		if (fingerprint === null) continue;
		await tx
			.insertInto('pseudonym_key')
			.values({ version, fingerprint })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		const stored = await tx
			.selectFrom('pseudonym_key')
			.select('fingerprint')
			.where('version', '=', version)
			.executeTakeFirst();
		if (stored?.fingerprint === fingerprint) continue;
		throw new PseudonymKeyError(
			'The key for pseudonyms is not the one the database knows by this number: another import changed it at the same time. Try again.'
		);
	}
}

type KnownKey = Omit<KeyStatus, 'here'>;

/** Keys that are registered, and the one of a database that had no register yet. */
async function knownKeys(db: Kysely<Database>): Promise<KnownKey[]> {
	const registered = await db
		.selectFrom('pseudonym_key')
		.select(['version', 'fingerprint'])
		.execute();
	const patients = await db
		.selectFrom('patient')
		.innerJoin('clinic', 'clinic.clinic_id', 'patient.clinic_id')
		.select(({ fn }) => ['key_version as version', fn.countAll<number>().as('held')])
		.where('clinic.synthetic', '=', false)
		.where('key_version', '>', 0)
		.groupBy('key_version')
		.execute();
	const erased = await db
		.selectFrom('erased_patient')
		.select(({ fn }) => ['key_version as version', fn.countAll<number>().as('held')])
		.where('key_version', '>', 0)
		.groupBy('key_version')
		.execute();
	const held = (rows: typeof patients, version: number) =>
		rows.find((row) => row.version === version)?.held ?? 0;
	const keys = [...registered];
	for (const { version } of patients) {
		if (keys.some((key) => key.version === version)) continue;
		const fingerprint = await fingerprintOfBatches(db);
		if (fingerprint !== null) keys.push({ version, fingerprint });
	}
	return keys.map((key) => ({
		...key,
		patients: held(patients, key.version),
		erased: held(erased, key.version)
	}));
}

/** Batches name the key they were imported with. */
async function fingerprintOfBatches(db: Kysely<Database>): Promise<string | null> {
	const batches = await db
		.selectFrom('import_batch')
		.select('report')
		.where('kind', '=', 'import')
		.orderBy('data_version', 'desc')
		.execute();
	for (const { report } of batches) if (typeof report.key === 'string') return report.key;
	return null;
}
