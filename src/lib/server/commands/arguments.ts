/** What stands behind a command's name: read strictly, and explained in one sentence when it is wrong. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The call is wrong, or cannot be followed; the message is one sentence for the operator. */
export class UsageError extends Error {}

/**
 * The deed and the options of `stipple <command> <deed> [options]`; any word where `deeds` is null. Throws
 * UsageError.
 */
export function readDeed<Options extends ParseArgsOptionsConfig>(
	args: string[],
	deeds: readonly string[] | null,
	options: Options,
	usage: string
) {
	let parsed;
	try {
		parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
	const [deed, ...others] = parsed.positionals;
	if (others.length > 0) throw new UsageError(`One thing at a time. Usage: ${usage}`);
	if (deed !== undefined && deeds && !deeds.includes(deed)) {
		throw new UsageError(`There is no ${JSON.stringify(deed.slice(0, 40))}. Usage: ${usage}`);
	}
	return { deed, values: parsed.values };
}

/** Runs a command; a UsageError becomes its sentence on standard error and exit code 1. */
export async function explained(run: () => Promise<number>): Promise<number> {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		process.stderr.write(`${error.message}\n`);
		return 1;
	}
}

export const say = (line: string) => void process.stdout.write(`${line}\n`);
