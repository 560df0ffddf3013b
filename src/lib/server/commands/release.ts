/** `npm run stipple -- release`: whether releases are as they were made, and bundles of others taken in. */
import { counted } from '#lib/domain/format.ts';
import { readNumber } from '#lib/domain/read-number.ts';
import { Refused } from '../accounts/refused.ts';
import { CONSOLE } from '../audit.ts';
import { importRelease } from '../releases/import/import.ts';
import { releases } from '../releases/register.ts';
import { AT_CONSOLE } from '../releases/usable.ts';
import { verifyRelease } from '../releases/verify.ts';
import { explained, readDeed, say, UsageError } from './arguments.ts';
import type { Command } from './index.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'release verify [--number N] | release import BUNDLE';

const OPTIONS = {
	number: { type: 'string' },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const HELP = `Usage: npm run stipple -- ${USAGE}

verify: works out the hash of each release's rows anew and counts its classes, by who was put
into them and by what the rows tell. Exit code 1 when anything differs from what was made.

  --number N            only this release

import: takes in a release of another Stipple. BUNDLE is the .zip that \`export\` or the page of
a release gives, of all of it or of a cohort, or the folder that it was unpacked into. Every file
is held against its checksum, every row against its table, and the rows of a whole release against
its hash. All of it comes in, as the next release, or nothing does. It stays apart: no release of
your own clinics is compared with it, and its protocols are not added to your own. The same bundle
is taken in once.`;

export const releaseCommand = {
	name: 'release',
	usage: USAGE,
	summary:
		'Check that no release was changed since it was made, or take in one of another Stipple.',
	run: (args: string[]) => explained(() => run(args))
} satisfies Command;

async function run(args: string[]): Promise<number> {
	const [first, bundle, ...others] = args;
	const named = first === 'import' && bundle !== undefined && !bundle.startsWith('-');
	if (named && others.length === 0) return take(bundle);
	const { deed, values } = readDeed(args, ['verify', 'import'], OPTIONS, USAGE);
	if (values.help) {
		say(HELP);
		return 0;
	}
	if (deed !== 'verify') throw new UsageError(`Usage: ${USAGE}`);
	return verify(values);
}

async function verify(values: { number?: string | undefined }): Promise<number> {
	const number = readNumber(values.number);
	if (values.number !== undefined && number === null) {
		throw new UsageError('--number is the number of a release, as in 3.');
	}
	return withDatabase(async (db) => {
		const made = (await releases(db, AT_CONSOLE)).map(({ releaseNo }) => releaseNo).toReversed();
		const asked = number === null ? made : [number];
		if (asked.length === 0) say('There is no release yet.');
		let whole = true;
		for (const releaseNo of asked) {
			const found = await verifyRelease(db, releaseNo);
			if (!found) throw new UsageError(`There is no release ${releaseNo}.`);
			const { faults, hash, k, classes, courses } = found;
			if (faults.length === 0) {
				say(
					`Release ${releaseNo}: as it was made. ${counted(courses, 'course')}, ${classes === 1 ? '1 class' : `${classes} classes`}, the smallest of ${k.byMembers ?? k.byRows} ${k.byMembers === null ? 'courses' : 'patients'}. Hash ${hash}`
				);
			}
			for (const fault of faults) say(`Release ${releaseNo}: ${fault}`);
			if (faults.length > 0) whole = false;
		}
		return whole ? 0 : 1;
	});
}

async function take(bundle: string): Promise<number> {
	return withDatabase(async (db) => {
		try {
			const { releaseNo, hash, report } = await importRelease(db, bundle, CONSOLE);
			say(`Release ${releaseNo}: ${counted(report.courses, 'course')}. Hash ${hash}`);
			return 0;
		} catch (error) {
			if (error instanceof Refused) throw new UsageError(`${error.message} Nothing was taken in.`);
			throw error;
		}
	});
}
