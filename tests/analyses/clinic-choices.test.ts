import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const files = ['analyses', 'queries'].flatMap((folder) => {
	const place = join('src/lib/server', folder);
	return readdirSync(place, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(place, name));
});

/** They name a measure and read no rule of it. */
const NAMES_ONLY = ['improvement/hidden.ts', 'analyses/clinic-rules.ts'];

test('analyses read measures with what the clinic chose, never as published alone', () => {
	const published = files.filter(
		(path) =>
			!NAMES_ONLY.some((place) => path.endsWith(place)) &&
			/\b(measureOf|MEASURES\.find|primaryPairs|PRIMARY_MEASURES)\b/.test(
				readFileSync(path, 'utf8')
			)
	);
	expect(published, 'use measureFor(code, known.choices) and pairsFor(known.choices)').toEqual([]);
});

test('whether a measure leads is asked with what the clinic chose', () => {
	const without = files.flatMap((path) =>
		[...readFileSync(path, 'utf8').matchAll(/\b(?:isPrimary|primaryMeasure)\(([^)]*)\)/g)]
			.filter(([, given]) => !given?.includes('choices'))
			.map(([call]) => `${path}: ${call}`)
	);
	expect(without).toEqual([]);
});
