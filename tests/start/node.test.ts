import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('everything runs on the Node version that the project brings along', () => {
	const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
	const versions = new Set(Object.values(optionalDependencies));
	expect([...versions]).toEqual(['26.10.0']);
	expect(process.version).toBe('v26.10.0');
});
