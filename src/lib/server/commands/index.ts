/**
 * The commands of `npm run stipple -- <command>`.
 *
 * A new one is one file here that exports a `Command`, and its line in COMMANDS. `run` gets what
 * stands behind the name, says what it found on standard output, and gives back the exit code. For a
 * fault that the operator can mend it throws one of the errors in faults.ts.
 */
import { setFlagsFromString } from 'node:v8';

export type Command = {
	name: string;
	/** The name with what stands behind it. */
	usage: string;
	/** One sentence for the list of commands. */
	summary: string;
	run(args: string[]): Promise<number>;
};

/** Each is loaded when it is asked for, with what it alone needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
	import: async () => (await import('./import.ts')).importCommand,
	undo: async () => (await import('./undo.ts')).undoCommand,
	export: async () => {
		// Its rows live briefly: room for new objects that grows with them is memory for nothing.
		setFlagsFromString('--semi-space-growth-factor=1');
		return (await import('./export.ts')).exportCommand;
	},
	demo: async () => (await import('./demo.ts')).demoCommand,
	key: async () => (await import('./key.ts')).keyCommand,
	patient: async () => (await import('./patient.ts')).patientCommand,
	audit: async () => (await import('./audit.ts')).auditCommand,
	release: async () => (await import('./release.ts')).releaseCommand,
	rebuild: async () => (await import('./rebuild.ts')).rebuildCommand,
	user: async () => (await import('./user.ts')).userCommand,
	version: async () => (await import('./version.ts')).versionCommand
};

/** Runs the command that the arguments name; without one, or with a wrong one, lists them. */
export async function runCommand(args: string[]): Promise<number> {
	const [name, ...rest] = args;
	const load = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name ?? ''] : undefined;
	if (load) return (await load()).run(rest);
	const asked = name === undefined || name === 'help' || name === '--help' || name === '-h';
	if (!asked) process.stderr.write(`There is no command ${JSON.stringify(name.slice(0, 40))}.\n\n`);
	process.stdout.write(await list());
	return asked ? 0 : 1;
}

async function list(): Promise<string> {
	const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
	const lines = commands.map(({ usage, summary }) => `  ${usage}\n      ${summary}\n`);
	return `Usage: npm run stipple -- <command>\n\n${lines.join('')}`;
}
