import { describe, expect, it } from 'vitest';
import { AREA_ROOTS } from '#lib/domain/areas.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import {
	isPrimary,
	PRIMARY_MEASURES,
	primaryMeasure,
	primaryPairs
} from '#lib/domain/primary-measures.ts';

describe('the measure that leads', () => {
	it.each([
		['wrinkles', 'face.periorbital', 'LEMPERLE'],
		['wrinkles', 'neck', 'LEMPERLE'],
		['wrinkles', 'hands', 'MERZ_HAND'],
		['wrinkles', 'decolletage', 'MERZ_DECOLLETAGE'],
		['wrinkles', 'thighs', null],
		['pores', 'face.nose', 'PORE_0_4'],
		['pigmentation', 'face.cheeks', 'MMASI'],
		['pigmentation', 'hands', 'MEXAMETER_MI'],
		['acne_scars', 'back', 'GB_QUANT'],
		['texture', 'neck', 'ALEXIADES_TEXTURE'],
		['stretch_marks', 'abdomen', 'STRIAE_WIDTH'],
		['puffiness', 'face.periorbital', 'PUFFINESS_LOCAL'],
		['laxity', 'neck', 'ALEXIADES_LAXITY']
	] as const)('for %s on %s is %s', (concern, area, measure) => {
		expect(primaryMeasure(concern, area)).toBe(measure);
		if (measure) expect(isPrimary(measure, area)).toBe(true);
	});

	it('is never a measure on an area where another one leads', () => {
		expect(isPrimary('MMASI', 'hands')).toBe(false);
		expect(isPrimary('MEXAMETER_MI', 'face')).toBe(false);
		expect(isPrimary('VISIA_PORES_COUNT', 'face')).toBe(false);
	});

	it('is known for every concern, speaks to that concern, and leads alone on its area', () => {
		for (const concern of CONCERNS) expect(primaryPairs(concern)).not.toEqual([]);
		for (const { concern, measure, companions } of PRIMARY_MEASURES) {
			for (const code of [measure, ...companions]) expect(measureOf(code)?.concern).toBe(concern);
		}
		for (const concern of CONCERNS) {
			for (const root of AREA_ROOTS) {
				const leading = primaryPairs(concern).filter(({ areaRoots, except }) =>
					areaRoots ? areaRoots.includes(root) : !except.includes(root)
				);
				expect(leading.length, `${concern} on ${root}`).toBeLessThanOrEqual(1);
			}
		}
	});

	it('names the areas it leads on, or those it does not, but never an empty list', () => {
		for (const { areaRoots, except } of primaryPairs()) {
			expect((areaRoots ?? except).length).toBeGreaterThan(0);
		}
	});

	it('has the pore count of the camera beside the pore grade', () => {
		expect(primaryPairs('pores')[0]?.companions).toEqual(['VISIA_PORES_COUNT']);
	});
});
