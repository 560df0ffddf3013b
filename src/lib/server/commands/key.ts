/** `npm run stipple -- key status|rotate`: the keys for pseudonyms, and a new one. */
import { counted } from '#lib/domain/format.ts';
import { audit, CONSOLE } from '../audit.ts';
import { keyedPseudonyms } from '../pseudonym.ts';
import { addKey, keyFile, newKey, type KeyPlace } from '../records/key-file.ts';
import { keyRingOf, keyStatus, registerKeys, type KeyStatus } from '../records/key-ring.ts';
import { lockRecords } from '../records/store.ts';
import { settings, type Settings } from '../settings.ts';
import { explained, readDeed, say, UsageError } from './arguments.ts';
import type { Command } from './index.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'key status | key rotate';

const OPTIONS = { help: { type: 'boolean', short: 'h', default: false } } as const;

const HELP = `Usage: npm run stipple -- ${USAGE}

status   lists the keys for pseudonyms by version and fingerprint, whether each is at hand, and
         how many patients are stored under it.
rotate   makes a new key and adds it as the last line of DATA_DIR/pseudonym.key.

A patient known under an earlier key is found again by the next import of their files and moves
to the newest one, with all that is stored about them; nobody is stored twice. Who has a course
whose id contains the patient's and is not in those files stays under the earlier key until it
is. A key that holds nobody any more may be taken out of the file, or of the settings.`;

export const keyCommand = {
	name: 'key',
	usage: USAGE,
	summary: 'Show the keys for pseudonyms, or make a new one.',
	run: (args: string[]) => explained(() => run(args))
} satisfies Command;

/** Where the settings say that the keys are. */
export const keyPlace = (given: Settings): KeyPlace => ({
	setting: given.pseudonymKey,
	settingBefore: given.pseudonymKeysBefore,
	dataDir: given.dataDir
});

async function run(args: string[]): Promise<number> {
	const { deed, values } = readDeed(args, ['status', 'rotate'], OPTIONS, USAGE);
	if (values.help) {
		say(HELP);
		return 0;
	}
	if (deed === undefined) throw new UsageError(`Usage: ${USAGE}`);
	const given = settings();
	if (deed === 'rotate' && given.pseudonymKey !== undefined) throw new UsageError(BY_SETTING);
	return withDatabase(async (db) => {
		const lines =
			deed === 'status'
				? statusLines(await keyStatus(db, keyPlace(given)))
				: await rotate(db, keyPlace(given));
		for (const line of lines) say(line);
		return 0;
	});
}

const BY_SETTING =
	'The key comes from STIPPLE_PSEUDONYM_KEY, so nothing was changed. To rotate it: append its value to STIPPLE_PSEUDONYM_KEYS_BEFORE, behind a comma if something stands there, and set STIPPLE_PSEUDONYM_KEY to the output of `openssl rand -hex 32`.';

const NO_KEY = 'There is no key yet: the first import makes one.';

function statusLines(keys: readonly KeyStatus[]): string[] {
	if (keys.length === 0) return [NO_KEY];
	const newest = keys.find(({ here }) => here)?.version;
	return keys.map((key) => {
		const holds = [
			counted(key.patients, 'patient'),
			...(key.erased > 0 ? [`${key.erased} erased`] : [])
		].join(', ');
		const empty = key.patients + key.erased === 0;
		const state = key.here
			? key.version === newest
				? 'in use'
				: empty
					? 'may be taken out'
					: 'still needed'
			: empty
				? 'not at hand, not needed'
				: 'MISSING: put it back before the next import';
		return `Version ${key.version}, fingerprint ${key.fingerprint}: ${holds}; ${state}.`;
	});
}

/** The new key is registered and recorded in one transaction, whose last step is the file. */
async function rotate(db: Parameters<typeof keyRingOf>[0], place: KeyPlace): Promise<string[]> {
	const status = await keyStatus(db, place);
	if (status.length === 0) throw new UsageError(NO_KEY);
	const version = Math.max(...status.map((one) => one.version)) + 1;
	const key = newKey();
	const made = await db.transaction().execute(async (tx) => {
		await lockRecords(tx);
		const { newest, earlier } = await keyRingOf(tx, place);
		const next = keyedPseudonyms(key, version);
		await registerKeys(tx, { newest: next, earlier: [newest, ...earlier] });
		await audit(tx, {
			...CONSOLE,
			action: 'key-rotated',
			object: `version ${next.keyVersion}`,
			detail: { fingerprint: next.fingerprint, before: newest.fingerprint }
		});
		await addKey(place.dataDir, key);
		return next;
	});
	return [
		`Key version ${made.keyVersion}, fingerprint ${made.fingerprint}, is the last line of ${keyFile(place.dataDir)} now.`,
		'Copy the file to a safe place: without it patients cannot be found again.',
		'Patients move to the new key as their files are imported; `key status` tells how many are left.'
	];
}
