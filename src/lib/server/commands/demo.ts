/** `npm run stipple -- demo remove`: leaves the demo, so that the database is free for real records. */
import { createInterface } from 'node:readline/promises';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { count, counted } from '#lib/domain/format.ts';
import { withdrawClinics, type ChangedRights } from '../accounts/withdraw-clinics.ts';
import { audit, CONSOLE } from '../audit.ts';
import { refreshStatistics } from '../read-models/planner-statistics.ts';
import { holdsDemo, removeDemo } from '../records/remove-demo.ts';
import { explained, readDeed, say, UsageError } from './arguments.ts';
import type { Command } from './index.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'demo remove [--yes]';
const WORD = 'remove';

const OPTIONS = {
	yes: { type: 'boolean', short: 'y', default: false },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const HELP = `Usage: npm run stipple -- ${USAGE}

Takes the synthetic demo out of the database: its clinics, patients, courses and batches, and
the visits of its sign-in, which closes. People, settings, the audit, dictionaries and published
results stay; rights to the demo's clinics are taken away. The demo does not come back by itself.

  --yes                 does not ask first; nor is asked where nobody sits at a terminal`;

export const demoCommand = {
	name: 'demo',
	usage: USAGE,
	summary: 'Take the synthetic demo out, to make room for real records.',
	run: (args: string[]) => explained(() => run(args))
} satisfies Command;

async function run(args: string[]): Promise<number> {
	const { deed, values } = readDeed(args, ['remove'], OPTIONS, USAGE);
	if (values.help) {
		say(HELP);
		return 0;
	}
	if (deed === undefined) throw new UsageError(`Usage: ${USAGE}`);
	return withDatabase(async (db) => {
		if (!(await holdsDemo(db))) throw new UsageError(NO_DEMO);
		if (!values.yes && process.stdin.isTTY && !(await confirmed())) {
			say('Nothing was removed.');
			return 1;
		}
		for (const line of await removeAll(db)) say(line);
		return 0;
	});
}

const NO_DEMO = 'The database holds nothing of the demo, so nothing was removed.';

async function confirmed(): Promise<boolean> {
	const asking = createInterface({ input: process.stdin, output: process.stdout });
	try {
		const typed = await asking.question(
			`All demo clinics with their patients and courses are removed. Type "${WORD}" to go on: `
		);
		return typed.trim() === WORD;
	} finally {
		asking.close();
	}
}

async function removeAll(db: Kysely<Database>): Promise<string[]> {
	const { removed, people, invitations } = await db.transaction().execute(async (tx) => {
		const demo = await removeDemo(tx);
		// Somebody else was quicker.
		if (!demo) throw new UsageError(NO_DEMO);
		const changed = await withdrawClinics(tx, demo.clinics, CONSOLE);
		await audit(tx, {
			...CONSOLE,
			action: 'data-removed',
			object: 'demo',
			detail: {
				clinics: demo.clinics,
				patients: demo.patients,
				courses: demo.courses,
				dataVersion: demo.version
			}
		});
		return { removed: demo, ...changed };
	});
	await refreshStatistics(db);
	return [
		`Removed: ${counted(removed.clinics.length, 'clinic')}, ${counted(removed.patients, 'patient')} and ${counted(removed.courses, 'course')} of the demo. Data version ${count(removed.version)}.`,
		"The demo's sign-in is closed.",
		...people.map((person) => `Rights changed: ${changeWords(person)}`),
		...invitations.map((invitation) => `Invitation changed: ${changeWords(invitation)}`)
	];
}

const changeWords = ({ name, email, was, is }: ChangedRights) =>
	`${name} <${email}>, was ${was.join('; ')}, is ${is.length > 0 ? is.join('; ') : 'without any role'}.`;
