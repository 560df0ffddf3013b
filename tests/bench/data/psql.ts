/** The peer for files: psql, as whoever looks after a database would move rows with it. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether there is one. */
export const hasPsql = () =>
	run('psql', ['--version']).then(
		() => true,
		() => false
	);

/** Runs the lines as one script and gives the milliseconds it took. */
export async function psql(url: string, script: string, lines: readonly string[]): Promise<number> {
	await writeFile(script, `${lines.join('\n')}\n`);
	const begun = performance.now();
	await run('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', script, url]);
	return performance.now() - begun;
}

/** `\copy` reads to the end of its line. */
export const onOneLine = (text: string) => text.replaceAll(/\s+/g, ' ');
