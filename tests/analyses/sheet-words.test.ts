import { expect, test } from 'vitest';
import { measureFor } from '#lib/domain/clinic-choices.ts';
import { nothingAsked } from '#lib/domain/filters.ts';
import type { Context } from '#lib/server/analysis.ts';
import type { Point, Prediction } from '#lib/server/analyses/expected/prediction.ts';
import { sheetItems } from '#lib/server/analyses/expected/sheet-words.ts';

const point = (week: number, middle: number | null, spread: number): Point => ({
	week,
	middle,
	half: middle === null ? null : { low: middle - spread, high: middle + spread },
	most: middle === null ? null : { low: middle - 2 * spread, high: middle + 2 * spread },
	patients: 60,
	why: middle === null ? 'fewer than 10 patients' : null
});

function said(points: Point[], wk = 26): Record<string, string> {
	const share = { patients: 0, of: null, why: 'hidden', estimate: null };
	const prediction: Prediction = {
		// The words need the measure alone.
		area: { measure: measureFor('LEMPERLE') } as Prediction['area'],
		patients: 60,
		why: null,
		simpler: false,
		points,
		said: [],
		improved: share,
		redness: { half: null, late: null, lateDay: null, of: null } as Prediction['redness'],
		darkening: { ...share, none: false }
	};
	const context = { filters: { ...nothingAsked({ defaultBy: null }), wk } } as Context;
	return Object.fromEntries(
		sheetItems(prediction, context).map(({ title, text }) => [
			title,
			text.map((phrase) => phrase.text).join('')
		])
	);
}

const amount = (middle: number, spread: number) =>
	said([point(26, middle, spread)])['How much better does it get?'];

test('says better and worse of the ends they are of', () => {
	expect(amount(1, 0.25)).toMatch(/expected between 0\.8 and 1\.3 grades better .* four in five between 0\.5 and 1\.5 grades better\./); // prettier-ignore
	expect(amount(0.2, 0.5)).toContain('between 0.3 grades worse and 0.7 better');
	expect(amount(-1, 0.2)).toContain('between 0.8 and 1.2 grades worse');
	expect(amount(0.97, 0.5)).toContain('between 0.0 and 2.0 grades better');
});

test('tells nothing of how soon from visits without an answer', () => {
	const soon = (...points: Point[]) => said(points)['How soon?'];
	expect(soon(point(12, null, 0), point(18, null, 0), point(26, 1, 0.2))).toBeUndefined();
	expect(soon(point(12, 0.3, 0.1), point(18, null, 0), point(26, 1, 0.2))).toBe(
		'Slowly: by week 12 less than half of the change is there.'
	);
});
