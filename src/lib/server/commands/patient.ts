/** `npm run stipple -- patient erase`: takes one patient out, at their wish, for good. */
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { counted } from '#lib/domain/format.ts';
import { CONSOLE } from '../audit.ts';
import { erasePatient, isErased, restorePatient, type PatientAsked } from '../records/erase.ts';
import { keyRingOf, STUDY_IDS_ONLY } from '../records/key-ring.ts';
import { refreshStatistics } from '../read-models/planner-statistics.ts';
import { settings } from '../settings.ts';
import { explained, readDeed, say, UsageError } from './arguments.ts';
import type { Command } from './index.ts';
import { keyPlace } from './key.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'patient erase --clinic CLINIC (--source-id-stdin | --study-id ID) [--restore]';

const OPTIONS = {
	clinic: { type: 'string' },
	'source-id-stdin': { type: 'boolean', default: false },
	'study-id': { type: 'string' },
	restore: { type: 'boolean', default: false },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const HELP = `Usage: npm run stipple -- ${USAGE}

Erases one patient: their courses, sessions, scores, side effects and contacts, in one step. Their
pseudonym alone is remembered, so that later imports leave them out, with a warning.

  --clinic CLINIC       the clinic_id of the patient
  --source-id-stdin     reads the patient's id, as the clinic's own system has it, from standard
                        input: in an argument it would stay in the history of the shell
  --study-id ID         the id was imported with --study-ids
  --restore             forgets an erasure, so that the next import stores the patient again;
                        it brings nothing back by itself

Backups made before still hold the patient: delete them, or erase again after restoring one.`;

export const patientCommand = {
	name: 'patient',
	usage: USAGE,
	summary: 'Erase one patient with all that is stored about them.',
	run: (args: string[]) => explained(() => run(args))
} satisfies Command;

async function run(args: string[]): Promise<number> {
	const { deed, values } = readDeed(args, ['erase'], OPTIONS, USAGE);
	if (values.help) {
		say(HELP);
		return 0;
	}
	const clinicId = values.clinic;
	const studyId = values['study-id'];
	if (deed === undefined || !clinicId) throw new UsageError(`Which clinic? Usage: ${USAGE}`);
	if (values['source-id-stdin'] === (studyId !== undefined)) {
		throw new UsageError(`Whose id? Give either --source-id-stdin or --study-id. Usage: ${USAGE}`);
	}
	const id = (studyId ?? (await sourceId())).trim();
	if (id === '' || /[\r\n]/.test(id)) throw new UsageError('Give one id, on one line.');
	const given = settings();
	return withDatabase(async (db) => {
		const keys = studyId === undefined ? await keyRingOf(db, keyPlace(given)) : STUDY_IDS_ONLY;
		const asked = { clinicId, id, keys };
		const line = await db
			.transaction()
			.execute((tx) => (values.restore ? restore(tx, asked) : erase(tx, asked)));
		await refreshStatistics(db);
		say(line);
		return 0;
	});
}

/** Asked for at a terminal, else read to its end. */
async function sourceId(): Promise<string> {
	if (!process.stdin.isTTY) return text(process.stdin);
	const asking = createInterface({ input: process.stdin, output: process.stdout });
	try {
		return await asking.question("The patient's id in the clinic's own system: ");
	} finally {
		asking.close();
	}
}

type Tx = Parameters<typeof erasePatient>[0];

async function erase(tx: Tx, asked: PatientAsked): Promise<string> {
	const erased = await erasePatient(tx, asked, CONSOLE);
	if (erased) {
		return `Erased: patient ${erased.code} with ${counted(erased.courses, 'course')}. Data version ${erased.version}.`;
	}
	throw new UsageError(
		(await isErased(tx, asked))
			? 'This patient was erased before. Nothing was changed.'
			: `No patient of the clinic ${asked.clinicId} has this id. Nothing was changed: check the clinic and the id, and whether it was imported with --study-ids.`
	);
}

async function restore(tx: Tx, asked: PatientAsked): Promise<string> {
	const restored = await restorePatient(tx, asked, CONSOLE);
	if (restored) {
		return `The erasure of patient ${restored.code} is forgotten: the next import of their files stores them again.`;
	}
	throw new UsageError('No erased patient of this clinic has this id. Nothing was changed.');
}
