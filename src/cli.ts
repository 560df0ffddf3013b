/** `npm run stipple -- <command>`: runs one of the commands and ends with its exit code. */
import { runCommand } from '#lib/server/commands/index.ts';
import { readDotEnv } from '#lib/server/settings.ts';

try {
	readDotEnv();
	process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
	process.exitCode = 1;
	const { tell } = await import('#lib/server/commands/faults.ts');
	tell(error);
}
