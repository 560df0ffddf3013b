import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('everything runs on the Node version that the project brings along', () => {
	const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
	const versions = new Set(Object.values(optionalDependencies));
	expect([...versions]).toEqual(['26.10.0']);
	expect(process.version).toBe('v26.10.0');
});

test('the Node version that the project brings along is new enough for it', () => {
	const answer = spawnSync(process.execPath, ['src/node-version.js'], { encoding: 'utf8' });
	expect(answer).toMatchObject({ status: 0, stderr: '' });
});

test('an older Node is refused in one sentence', () => {
	const pretend = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' });`;
	const answer = spawnSync(
		process.execPath,
		['--input-type=module', '-e', `${pretend} await import('./src/node-version.js');`],
		{ encoding: 'utf8' }
	);
	expect(answer.status).toBe(1);
	expect(answer.stderr.trim().split('\n')).toHaveLength(1);
	expect(answer.stderr).toMatch(/^Stipple needs Node 22\.18 or newer/);
});
