import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AREA_ROOTS } from '#lib/domain/areas.ts';
import {
	readPrimary,
	readResponder,
	readVisits,
	readWorthwhile,
	RULED_MEASURES
} from '#lib/domain/clinic-choice-input.ts';
import {
	canLead,
	choicesFor,
	measureFor,
	pairsFor,
	readChoice,
	subjectOf,
	valueOf,
	type ClinicChoice
} from '#lib/domain/clinic-choices.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import { isPrimary, primaryMeasure, primaryPairs } from '#lib/domain/primary-measures.ts';

const lemperle = measureOf('LEMPERLE')!; // in the list
const twoGrades: ClinicChoice = {
	kind: 'responder',
	measure: 'LEMPERLE',
	rule: { kind: 'points', atLeast: 2 }
};
const glogauOnFace: ClinicChoice = {
	kind: 'primary',
	concern: 'wrinkles',
	area: 'face',
	measure: 'GLOGAU'
};

describe('what a director writes', () => {
	it.each(['0', '5.01', '-1', '1,5', '0.125', '', 'two', '1e1', '٢'])(
		'refuses “%s” grades on a scale from 0 to 5, in words',
		(text) => {
			const read = readResponder(lemperle, 'points', text);
			expect(read).toEqual({ problem: expect.stringContaining('not more than 5 grades') });
			expect(readWorthwhile(lemperle, text)).toEqual(read);
		}
	);

	it('takes what lies on the scale', () => {
		expect(readResponder(lemperle, 'points', '1.5')).toEqual({
			choice: { kind: 'responder', measure: 'LEMPERLE', rule: { kind: 'points', atLeast: 1.5 } }
		});
		expect(readWorthwhile(lemperle, '5')).toEqual({
			choice: { kind: 'worthwhile', measure: 'LEMPERLE', atLeast: 5 }
		});
	});

	it('refuses per cent of a grade, and more than all of a baseline', () => {
		expect(readResponder(lemperle, 'percent_of_baseline', '30')).toEqual({
			problem: expect.stringContaining('no true zero')
		});
		const area = measureOf('MMASI')!; // in the list
		expect(readResponder(area, 'percent_of_baseline', '101')).toHaveProperty('problem');
		expect(readResponder(area, 'percent_of_baseline', '50')).toHaveProperty('choice');
	});

	it.each([
		['wrinkles', 'face', 'MMASI', 'does not score wrinkles'],
		['wrinkles', 'hands', 'LEMPERLE', 'not made for the hands'],
		['wrinkles', 'face', 'NOTHING', 'Choose a measure'],
		['beauty', 'face', 'LEMPERLE', 'Choose a concern'],
		['wrinkles', 'face.periorbital', 'LEMPERLE', 'Choose an area']
	])('refuses for %s on %s the measure %s', (concern, area, measure, words) => {
		expect(readPrimary(concern, area, measure)).toEqual({
			problem: expect.stringContaining(words)
		});
	});

	it('takes visits of the known weeks, at least one', () => {
		expect(readVisits(['26', '12', '12'])).toEqual({
			choice: { kind: 'visits', weeks: [12, 26] }
		});
		expect(readVisits([])).toEqual({ problem: expect.stringContaining('at least one') });
		expect(readVisits(['15'])).toEqual({ problem: expect.stringContaining('“15”') });
	});
});

describe('what holds', () => {
	it.each([twoGrades, glogauOnFace, { kind: 'visits', weeks: [12] } satisfies ClinicChoice])(
		'is stored and read again: $kind',
		(choice) => {
			const stored: unknown = JSON.parse(JSON.stringify(valueOf(choice)));
			expect(readChoice(choice.kind, subjectOf(choice), stored)).toEqual(choice);
			expect(readChoice(choice.kind, 'NO_SUCH', { other: 1 })).toBeNull();
		}
	);

	it('over several clinics is a choice only where all made it alike', () => {
		const one = { clinic: 'a', choice: twoGrades };
		const same = { clinic: 'b', choice: twoGrades };
		const other: ClinicChoice = { ...twoGrades, rule: { kind: 'points', atLeast: 3 } };
		expect(choicesFor(['a'], [one]).responders).toEqual({
			LEMPERLE: { kind: 'points', atLeast: 2 }
		});
		expect(choicesFor(['a', 'b'], [one, same])).toMatchObject({
			responders: { LEMPERLE: { atLeast: 2 } },
			apart: []
		});
		for (const made of [[one], [one, { clinic: 'b', choice: other }]]) {
			expect(choicesFor(['a', 'b'], made)).toMatchObject({
				responders: {},
				apart: [{ kind: 'responder', subject: 'LEMPERLE' }]
			});
		}
		expect(choicesFor(['b'], [one])).toMatchObject({ responders: {}, apart: [] });
	});

	it('is each clinic’s own for visits', () => {
		const made = [{ clinic: 'a', choice: { kind: 'visits', weeks: [12] } as const }];
		expect(choicesFor(['a', 'b'], made)).toMatchObject({ visits: { a: [12] }, apart: [] });
	});

	it('changes the measure where it is read, and nothing else of it', () => {
		const choices = choicesFor(['a'], [{ clinic: 'a', choice: twoGrades }]);
		expect(measureFor('LEMPERLE', choices)).toEqual({
			...lemperle,
			responder: { kind: 'points', atLeast: 2 },
			responderWords: 'better by 2 grades or more'
		});
		expect(measureFor('LEMPERLE')).toEqual(lemperle);
		expect(measureFor('MMASI', choices)).toEqual(measureOf('MMASI'));
	});
});

describe('the measure that leads by choice', () => {
	const choices = choicesFor(['a'], [{ clinic: 'a', choice: glogauOnFace }]);

	it('takes its area from the published one, which keeps the others', () => {
		expect(primaryMeasure('wrinkles', 'face.periorbital', choices.primary)).toBe('GLOGAU');
		expect(primaryMeasure('wrinkles', 'neck', choices.primary)).toBe('LEMPERLE');
		expect(isPrimary('LEMPERLE', 'face', choices.primary)).toBe(false);
		expect(pairsFor(choices)[0]).toMatchObject({ measure: 'GLOGAU', areaRoots: ['face'] });
	});

	it('leads alone on its area, whatever was chosen', () => {
		const anyChoice = fc
			.record({
				concern: fc.constantFrom(...CONCERNS),
				area: fc.constantFrom(...AREA_ROOTS),
				measure: fc.constantFrom(...RULED_MEASURES)
			})
			.filter(({ concern, area, measure }) => canLead(measure, concern, area))
			.map(({ concern, area, measure }) => ({ concern, area, measure: measure.code }));
		fc.assert(
			fc.property(
				fc.uniqueArray(anyChoice, {
					maxLength: 8,
					selector: ({ concern, area }) => `${concern}.${area}`
				}),
				(chosen) => {
					for (const { concern, area, measure } of chosen) {
						expect(primaryMeasure(concern, area, chosen)).toBe(measure);
						const leading = primaryPairs(concern, chosen).filter(({ areaRoots, except }) =>
							areaRoots ? areaRoots.includes(area) : !except.includes(area)
						);
						expect(leading).toHaveLength(1);
					}
					for (const { areaRoots, except } of primaryPairs(undefined, chosen)) {
						expect((areaRoots ?? except).length).toBeGreaterThan(0);
					}
				}
			)
		);
	});
});
