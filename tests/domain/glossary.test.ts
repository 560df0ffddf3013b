import { expect, it } from 'vitest';
import { GLOSSARY } from '#lib/domain/glossary.ts';
import { METHODS } from '#lib/statistics/register/index.ts';

it('every word is explained once, under a name of its own beside those of the methods', () => {
	const ids = [...GLOSSARY, ...METHODS].map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(new Set(GLOSSARY.map(({ term }) => term)).size).toBe(GLOSSARY.length);
	for (const { words } of GLOSSARY) expect(words).toMatch(/^[A-Z“].*[.]$/);
});

it('a word leads to methods that there are', () => {
	const known = METHODS.map(({ id }) => id);
	for (const { methods } of GLOSSARY) for (const id of methods) expect(known).toContain(id);
});

it('the visit windows are those that scores are put into', () => {
	const words = GLOSSARY.find(({ id }) => id === 'visit-window')?.words;
	expect(words?.replaceAll('\u00A0', ' ')).toContain(
		'4 (± 2), 8 (± 2), 12 (± 2), 18 (± 3), 26 (± 4), 39 (± 6) and 52 (± 6)'
	);
});
