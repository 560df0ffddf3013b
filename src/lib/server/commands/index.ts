/**
 * The commands of `npm run stipple -- <command>`.
 *
 * A new one is one file here that exports a `Command`, and its line in COMMANDS. `run` gets what
 * stands behind the name, says what it found on standard output, and gives back the exit code. For a
 * fault that the operator can mend it throws one of the errors in faults.ts.
 */
import { auditCommand } from './audit.ts';
import { demoCommand } from './demo.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { keyCommand } from './key.ts';
import { userCommand } from './user.ts';
import { patientCommand } from './patient.ts';
import { rebuildCommand } from './rebuild.ts';
import { releaseCommand } from './release.ts';
import { versionCommand } from './version.ts';

export type Command = {
	name: string;
	/** The name with what stands behind it. */
	usage: string;
	/** One sentence for the list of commands. */
	summary: string;
	run(args: string[]): Promise<number>;
};

export const COMMANDS: readonly Command[] = [
	importCommand,
	exportCommand,
	demoCommand,
	keyCommand,
	patientCommand,
	auditCommand,
	releaseCommand,
	rebuildCommand,
	userCommand,
	versionCommand
];

/** Runs the command that the arguments name; without one, or with a wrong one, lists them. */
export async function runCommand(args: string[]): Promise<number> {
	const [name, ...rest] = args;
	const command = COMMANDS.find((candidate) => candidate.name === name);
	if (command) return command.run(rest);
	const asked = name === undefined || name === 'help' || name === '--help' || name === '-h';
	if (!asked) process.stderr.write(`There is no command ${JSON.stringify(name.slice(0, 40))}.\n\n`);
	process.stdout.write(list());
	return asked ? 0 : 1;
}

function list(): string {
	const lines = COMMANDS.map(({ usage, summary }) => `  ${usage}\n      ${summary}\n`);
	return `Usage: npm run stipple -- <command>\n\n${lines.join('')}`;
}
