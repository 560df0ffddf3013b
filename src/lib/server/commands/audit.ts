/** `npm run stipple -- audit verify`: whether the audit's chain is as it was written. */
import { walkChain, type BrokenLink, type ChainMark } from '../audit/chain.ts';
import { explained, readDeed, say, UsageError } from './arguments.ts';
import type { Command } from './index.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'audit verify [--expect N:HASH]';

const OPTIONS = {
	expect: { type: 'string' },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const HELP = `Usage: npm run stipple -- ${USAGE}

Reads every entry of the audit in order. Each holds the hash of the one before, so that an
entry which was changed, taken out or put in breaks the chain; the first broken link is named.
Exit code 1 when the chain is broken.

  --expect N:HASH       number and hash of the last entry, as an earlier run printed them

The hashes alone cannot show that entries are missing at the end, nor that someone who owns
the database wrote the whole chain anew. Note the last line of each run in another place, and
give it to the next run with --expect: both are found then.`;

export const auditCommand = {
	name: 'audit',
	usage: USAGE,
	summary: 'Check that no entry of the audit was changed or removed.',
	run: (args: string[]) => explained(() => verify(args))
} satisfies Command;

async function verify(args: string[]): Promise<number> {
	const { deed, values } = readDeed(args, ['verify'], OPTIONS, USAGE);
	if (values.help) {
		say(HELP);
		return 0;
	}
	if (deed === undefined) throw new UsageError(`Usage: ${USAGE}`);
	const expected = values.expect === undefined ? null : markOf(values.expect);
	return withDatabase(async (db) => {
		const { last, broken } = await walkChain(db, { expected });
		if (broken) {
			say(sentenceOf(broken, last, expected));
			return 1;
		}
		say(
			last.entryNo === 0
				? '0 entries.'
				: `${last.entryNo} entries, unbroken, last hash ${last.hash}\nFor the next run: --expect ${last.entryNo}:${last.hash}`
		);
		return 0;
	});
}

function markOf(text: string): ChainMark {
	const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
	const [, number, hash] = match ?? [];
	if (number === undefined || hash === undefined || Number(number) === 0) {
		throw new UsageError(
			'--expect is the number and the hash that an earlier run printed, as in 120:3f…'
		);
	}
	return { entryNo: Number(number), hash };
}

function sentenceOf(broken: BrokenLink, last: ChainMark, expected: ChainMark | null): string {
	const { entryNo, what } = broken;
	const before = last.entryNo === 0 ? 'none' : `1 to ${last.entryNo}`;
	switch (what) {
		case 'changed':
			return `Entry ${entryNo} was changed. Unbroken before it: ${before}.`;
		case 'missing':
			return `Entry ${entryNo} is missing${expected ? ` (${expected.entryNo} were noted)` : ''}. Unbroken before it: ${before}.`;
		case 'out of order':
			return `Entry ${entryNo} does not follow the entry before it: one of the two was replaced. Unbroken before it: ${before}.`;
		case 'not the one noted':
			return `Entry ${entryNo} is not the one that was noted: the chain up to it was written anew.`;
	}
}
