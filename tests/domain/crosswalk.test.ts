import { readFileSync } from 'node:fs';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import {
	contractArea,
	contractConcern,
	contractDevice,
	contractDirection,
	contractSummary,
	contractTerm,
	DEVICES,
	NOT_MEASURES,
	SCALES,
	SIDE_EFFECT_CODES
} from '#lib/domain/crosswalk.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { sideEffectOf } from '#lib/domain/side-effects.ts';

const table = (name: string) =>
	papaparse.parse<Record<string, string>>(readFileSync(`db/evidence/${name}`, 'utf8'), {
		header: true,
		delimiter: ',',
		skipEmptyLines: true
	}).data;
const outcomes = table('published-outcomes.csv');
const sideEffects = table('published-side-effects.csv');
const sources = table('sources.csv');
const codes = (rows: Record<string, string>[], column: string) => [
	...new Set(rows.map((row) => row[column] ?? ''))
];

describe('every code of the published tables', () => {
	it.each(codes(outcomes, 'instrument_code'))(
		'instrument %s is a measure or known to be none',
		(code) => {
			expect(measureOf(code) !== undefined || code in NOT_MEASURES).toBe(true);
		}
	);

	it('has a concern, an area, a device and a direction of the contract', () => {
		for (const row of outcomes) {
			expect(() => contractConcern(row.concern ?? '', row.instrument_code ?? '', 'texture')).not.toThrow(); // prettier-ignore
			expect(() => contractArea(row.body_area ?? '', row.sub_area || null)).not.toThrow();
			expect(() => contractDevice(row.device_class || null)).not.toThrow();
			expect(() => contractDirection(row.score_direction ?? '')).not.toThrow();
		}
		for (const row of sideEffects) {
			expect(() => contractConcern(row.concern ?? '', null, 'texture')).not.toThrow();
			expect(() => contractArea(row.body_area ?? '', null)).not.toThrow();
			expect(() => contractDevice(row.device_class || null)).not.toThrow();
		}
	});

	it.each(codes(sideEffects, 'side_effect_code'))(
		'side effect %s has a term or is a summary',
		(code) => {
			const term = contractTerm(code);
			expect(term === null).toBe(contractSummary(code) !== null);
			if (term !== null) expect(sideEffectOf(term)).toBeDefined();
		}
	);

	it('belongs to a study of the register', () => {
		const known = codes(sources, 'study_id');
		for (const id of [...codes(outcomes, 'study_id'), ...codes(sideEffects, 'study_id')]) {
			expect(known).toContain(id);
		}
	});
});

describe('the crosswalk', () => {
	it.each([
		['GB_QUANT', 'texture', 'acne_scars'],
		['ALEXIADES_TEXTURE', 'acne_scars', 'texture'],
		['SKIN_ROUGHNESS', 'acne_scars', 'texture'],
		['PATIENT_PCT', 'acne_scars', 'acne_scars'],
		['SATISFACTION_YN', 'texture', 'texture']
	] as const)(
		'reads "texture or scars" on %s in a study of %s as %s',
		(instrument, treated, concern) => {
			expect(contractConcern('texture_scars', instrument, treated)).toBe(concern);
		}
	);

	it('maps every side effect of the reference list to a term that exists', () => {
		expect(SIDE_EFFECT_CODES).toMatchObject({
			OEDEMA: 'swelling',
			DRYNESS: 'dryness_peeling',
			PEELING: 'dryness_peeling',
			TRAM_TRACK: 'track_marks',
			SCAR_KELOID: 'scarring',
			HSV: 'herpes_reactivation',
			VASOVAGAL: 'vasovagal'
		});
		expect(Object.keys(SIDE_EFFECT_CODES)).toHaveLength(23);
		for (const term of Object.values(SIDE_EFFECT_CODES)) expect(sideEffectOf(term)).toBeDefined();
	});

	it('keeps radiofrequency needling apart, and files a disk under other devices', () => {
		expect(DEVICES.rf_microneedling).toBe('rf_needling');
		expect(Object.values(DEVICES).filter((device) => device === 'rf_needling')).toHaveLength(1);
		expect(contractDevice('disk')).toBe('other');
		expect(contractDevice('stamp_array')).toBe('stamp');
		expect(contractDevice(null)).toBeNull();
	});

	it('reads the scales and directions of the reference list', () => {
		expect(Object.keys(SCALES)).toEqual(['ordinal', 'continuous', 'count', 'binary']);
		expect(contractDirection('higher_better')).toBe('higher');
		expect(contractDirection('unclear')).toBeNull();
	});

	it('gives a part of the face its own code and mixed areas none', () => {
		expect(contractArea('face', 'periorbital')).toBe('face.periorbital');
		expect(contractArea('mixed', null)).toBeNull();
	});

	it('refuses a code that it does not have', () => {
		expect(() => contractDevice('laser')).toThrow('“laser” is not a device of the crosswalk.');
		expect(() => contractTerm('TINGLE')).toThrow('“TINGLE” is not a side effect of the crosswalk.');
		expect(() => contractArea('elbow', null)).toThrow('“elbow” is not an area of the crosswalk.');
		expect(() => contractConcern('toString', null, 'texture')).toThrow('is not a concern');
	});
});
