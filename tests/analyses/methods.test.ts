import { expect, it } from 'vitest';
import { ANALYSES } from '#lib/server/analyses/index.ts';
import { METHODS } from '#lib/statistics/register/index.ts';
import { declarations, reachedBy } from './reach.ts';

const places = declarations();
/** The entry of the register that names a statistic; what is none (words, reasons) has none. */
const entryOf = (name: string) => METHODS.find(({ functions }) => functions.includes(name))?.id;

it('every analysis is found in the sources', () => {
	expect(places.length).toBe(ANALYSES.length);
});

it.each(ANALYSES.map((analysis, i) => [analysis.id, analysis, places[i]] as const))(
	'%s declares the methods it comes to, all of them and no other',
	(id, { methods }, place) => {
		if (!place) throw new Error(`${id} stands nowhere`);
		const reached = reachedBy(place, places).map(entryOf);
		expect([...new Set(reached)].filter((entry) => entry !== undefined).toSorted()).toEqual(
			[...methods].toSorted()
		);
	}
);

it('the reading of the sources is seen to find what is used, and not what is only near', () => {
	const [first] = places;
	if (!first) throw new Error('no analysis');
	expect(reachedBy(first, places)).toContain('ratioOfMeans');
	const words = { file: 'src/lib/server/analyses/improvement/estimates.ts', name: 'unitBarred' };
	expect(reachedBy(words, places)).toEqual([]);
	expect(reachedBy({ ...words, name: 'verdictOfCell' }, places)).toEqual([
		'clusteredMean',
		'verdictOf'
	]);
});
