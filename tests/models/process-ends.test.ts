import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('a command that asked a model ends by itself: its idle thread holds nothing up', async () => {
	const command = ['tests/support/ask-a-model.ts'];
	const ended = promisify(execFile)(process.execPath, command, { timeout: 25_000 });
	expect((await ended).stdout).toContain('"why":"nobody"');
});
