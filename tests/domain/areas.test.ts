import { describe, expect, it } from 'vitest';
import {
	AREA_ROOTS,
	AREAS,
	areaLabel,
	areaOf,
	areaRoot,
	isAreaCode,
	partsOf
} from '#lib/domain/areas.ts';

describe('body areas', () => {
	it('have a code of their own and a parent that exists and is a root', () => {
		expect(new Set(AREAS.map((area) => area.code)).size).toBe(AREAS.length);
		for (const area of AREAS) {
			if (area.parent !== null) expect(areaOf(area.parent)?.parent, area.code).toBeNull();
		}
	});

	it('have usual depths that run from shallow to deep, and say where they come from', () => {
		for (const { code, usualDepthMm: depth, depthBasis } of AREAS) {
			expect(depthBasis, code).not.toBe('');
			if (depth && depth.min !== null) expect(depth.min, code).toBeLessThan(depth.max);
		}
	});

	it('roll the area around the eyes up to the face and leave the neck alone', () => {
		expect(areaRoot('face.periorbital')).toBe('face');
		expect(areaRoot('neck')).toBe('neck');
		expect(areaRoot('legs')).toBe('body');
	});

	it('include the parts when the whole is asked for', () => {
		expect(partsOf('face')).toContain('face.nose');
		expect(partsOf('face')).not.toContain('neck');
		expect(partsOf('body')).toEqual(
			expect.arrayContaining(['body', 'abdomen', 'thighs', 'legs', 'back'])
		);
		expect(partsOf('face.nose')).toEqual(['face.nose']);
		expect(AREA_ROOTS.flatMap(partsOf).toSorted()).toEqual(AREAS.map((a) => a.code).toSorted());
	});

	it('are refused in words when the code is no area', () => {
		expect(isAreaCode('elbow')).toBe(false);
		expect(() => areaRoot('elbow')).toThrow('“elbow” is not a body area.');
		expect(areaLabel('decolletage')).toBe('Décolletage');
		expect(areaLabel('elbow')).toBe('elbow');
	});
});
