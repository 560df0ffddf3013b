/** `npm run stipple -- release verify`: whether releases are as they were made. */
import { openDatabase } from '#db/open.ts';
import { counted } from '#lib/domain/format.ts';
import { releases } from '../releases/register.ts';
import { verifyRelease } from '../releases/verify.ts';
import { settings } from '../settings.ts';
import { explained, readDeed, say, UsageError } from './arguments.ts';
import type { Command } from './index.ts';

const USAGE = 'release verify [--number N]';

const OPTIONS = {
	number: { type: 'string' },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const HELP = `Usage: npm run stipple -- ${USAGE}

Works out the hash of each release's rows anew and counts its classes, by who was put into
them and by what the rows tell. Exit code 1 when anything differs from what was made.

  --number N            only this release`;

export const releaseCommand = {
	name: 'release',
	usage: USAGE,
	summary: 'Check that no release was changed since it was made.',
	run: (args: string[]) => explained(() => verify(args))
} satisfies Command;

async function verify(args: string[]): Promise<number> {
	const { deed, values } = readDeed(args, ['verify'], OPTIONS, USAGE);
	if (values.help) {
		say(HELP);
		return 0;
	}
	if (deed === undefined) throw new UsageError(`Usage: ${USAGE}`);
	if (values.number !== undefined && !/^[1-9]\d{0,8}$/.test(values.number)) {
		throw new UsageError('--number is the number of a release, as in 3.');
	}
	const { databaseUrl, dataDir } = settings();
	const database = await openDatabase({ databaseUrl, dataDir, say });
	try {
		const made = (await releases(database.db)).map(({ releaseNo }) => releaseNo).toReversed();
		const asked = values.number === undefined ? made : [Number(values.number)];
		if (asked.length === 0) say('There is no release yet.');
		let whole = true;
		for (const releaseNo of asked) {
			const found = await verifyRelease(database.db, releaseNo);
			if (!found) throw new UsageError(`There is no release ${releaseNo}.`);
			const { faults, hash, k, classes, courses } = found;
			if (faults.length === 0) {
				say(
					`Release ${releaseNo}: as it was made. ${counted(courses, 'course')}, ${classes === 1 ? '1 class' : `${classes} classes`}, the smallest of ${k.byMembers} patients. Hash ${hash}`
				);
			}
			for (const fault of faults) say(`Release ${releaseNo}: ${fault}`);
			if (faults.length > 0) whole = false;
		}
		return whole ? 0 : 1;
	} finally {
		await database.close();
	}
}
