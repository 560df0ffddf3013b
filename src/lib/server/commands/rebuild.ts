/** `npm run stipple -- rebuild`: the read models anew from the records, and whether they were right. */
import { count, counted } from '#lib/domain/format.ts';
import { rebuildFromRecords, type Rebuilt } from '../records/rebuild.ts';
import { explained, readDeed, say } from './arguments.ts';
import type { Command } from './index.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'rebuild [--verify]';

const OPTIONS = {
	verify: { type: 'boolean', default: false },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const HELP = `Usage: npm run stipple -- ${USAGE}

Makes the tables that figures are read from (course_profile, treated_course, trajectory,
cube_clinic) anew from the records, all in one transaction, and names each clinic and table of
which rows are others now. Where there are any, the data get a new version, so that no answer made
before is given again.

  --verify              before and after, holds each of these tables against the plain rows: of
                        every clinic, measure and visit n, patients, sums and responders, of the
                        courses how many, with how many sessions and how many of these followed
                        by side effects. Exit code 1 when anything that was stored differed from
                        them or from what was rebuilt.

Every import, correction and erasure keeps these tables in step by itself: this is for a database
that was changed by hand, and for certainty after a backup was restored.`;

export const rebuildCommand = {
	name: 'rebuild',
	usage: USAGE,
	summary: 'Make the tables that figures are read from anew, and check that they were right.',
	run: (args: string[]) => explained(() => run(args))
} satisfies Command;

/** Ten million scores take minutes. */
const DEADLINE_MS = 4 * 60 * 60 * 1000;

async function run(args: string[]): Promise<number> {
	const { values } = readDeed(args, [], OPTIONS, USAGE);
	if (values.help) {
		say(HELP);
		return 0;
	}
	const { verify } = values;
	return withDatabase(
		async (db) => {
			const rebuilt = await db.transaction().execute((tx) => rebuildFromRecords(tx, { verify }));
			for (const line of linesOf(rebuilt, verify)) say(line);
			const { before, after, changed } = rebuilt;
			return after.length > 0 || (verify && before.length + changed.length > 0) ? 1 : 0;
		},
		{ deadlineMs: DEADLINE_MS }
	);
}

function linesOf({ before, after, changed, version }: Rebuilt, verify: boolean): string[] {
	return [
		...before.map(({ table, clinic, what }) => `${table} of clinic ${clinic} differed: ${what}.`),
		...changed.map(
			({ table, clinic, rows }) => `${table} of clinic ${clinic}: ${counted(rows, 'row')} differed.`
		),
		...after.map(
			({ table, clinic, what }) => `${table} of clinic ${clinic} is still wrong: ${what}.`
		),
		version === null
			? `Rebuilt: every row is as it was${verify ? ', and says what the records say' : ''}.`
			: `Rebuilt. Data version ${count(version)}.`
	];
}
