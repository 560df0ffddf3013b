import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isAreaCode } from '#lib/domain/areas.ts';
import { INSTRUMENTS, instrumentOf, MEASURES, measureOf } from '#lib/domain/instruments/index.ts';
import { CONCERNS, type Measure } from '#lib/domain/measure.ts';
import { RATINGS_OF_CHANGE } from '#lib/domain/ratings-of-change.ts';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const words = z.string().min(1);
const positive = z.number().positive();

/** What every entry of the list must be; `satisfies` keeps it in step with the type. */
const entry = z.strictObject({
	code: id,
	name: words,
	shortName: words.max(32),
	concern: z.enum([...CONCERNS, 'any', 'satisfaction', 'quality_of_life', 'other']),
	areas: z.union([z.literal('any'), z.array(z.string().refine(isAreaCode)).min(1)]),
	scale: z.enum(['ordinal', 'count', 'continuous', 'percentile', 'percent', 'binary']),
	min: z.number().nullable(),
	max: z.number().nullable(),
	step: positive.nullable(),
	unit: z.object({ one: words, many: words }),
	ucum: words,
	better: z.enum(['lower', 'higher']),
	hasBaseline: z.boolean(),
	percentChangeOk: z.boolean(),
	mcid: positive.nullable(),
	mcidBasis: words.regex(/\.$/),
	responder: z
		.object({ kind: z.enum(['points', 'percent_of_baseline']), atLeast: positive })
		.nullable(),
	responderWords: words.regex(/^[a-z].*[^.]$/),
	smallestWorthwhile: positive.nullable(),
	severityCuts: z.tuple([z.number(), z.number()]).nullable(),
	repeatabilitySd: positive.nullable(),
	mdc95: positive.nullable(),
	labels: z.record(z.string(), words).nullable(),
	decimals: z.int().min(0).max(3),
	rangeVerified: z.enum(['seen', 'cited', 'none']),
	source: words,
	notes: z.string()
} satisfies Record<keyof Measure, z.ZodType>);

const measure = (code: string): Measure => {
	const found = measureOf(code);
	if (!found) throw new Error(`${code} is missing`);
	return found;
};

describe('every instrument of the list', () => {
	it('has an id of its own and at least one measure', () => {
		expect(new Set(INSTRUMENTS.map((i) => i.id)).size).toBe(INSTRUMENTS.length);
		for (const instrument of INSTRUMENTS) {
			expect(id.safeParse(instrument.id).success, instrument.id).toBe(true);
			expect(instrument.measures.length, instrument.id).toBeGreaterThan(0);
		}
	});

	it('has measures whose codes no other instrument uses', () => {
		expect(new Set(MEASURES.map(({ code }) => code)).size).toBe(MEASURES.length);
	});

	it.each(MEASURES.map((one) => [one.code, one] as const))('%s is complete', (_code, one) => {
		expect(entry.parse(one)).toEqual(one);
	});

	it.each(MEASURES.map((one) => [one.code, one] as const))(
		'%s does not contradict itself',
		(_, m) => {
			const { min, max, step } = m;
			if (m.scale === 'ordinal' && m.rangeVerified !== 'none') {
				expect([min, max, step]).not.toContain(null);
			}
			if (min !== null && max !== null) {
				expect(min).toBeLessThan(max);
				if (step !== null) expect(((max - min) / step) % 1).toBeCloseTo(0);
				for (const points of [m.mcid, m.smallestWorthwhile]) {
					if (points !== null) expect(points).toBeLessThan(max - min);
				}
				for (const label of Object.keys(m.labels ?? {})) {
					expect(Number(label)).toBeGreaterThanOrEqual(min);
					expect(Number(label)).toBeLessThanOrEqual(max);
				}
			}
			if (m.percentChangeOk) {
				expect(m.hasBaseline && min === 0 && ['count', 'continuous'].includes(m.scale)).toBe(true);
			}
			if (!m.hasBaseline) expect([m.responder, m.smallestWorthwhile]).toEqual([null, null]);
			if (m.responder === null) expect(m.responderWords).toMatch(/^no responder rule/);
		}
	);
});

describe('what counts as a real change', () => {
	it('has a published minimal difference only on the four scales where one was read', () => {
		const known = MEASURES.filter(({ mcid }) => mcid !== null);
		expect(known.map(({ code, mcid }) => [code, mcid]).toSorted()).toEqual([
			['FINE_LINES_5', 1],
			['MERZ_FACE', 1],
			['MERZ_HAND', 1],
			['SCAR_VAS_100', 10]
		]);
	});

	it.each([
		['LEMPERLE', { kind: 'points', atLeast: 1 }, 0.5],
		['PORE_0_4', { kind: 'points', atLeast: 1 }, 0.5],
		['SCAR_VAS_100', { kind: 'points', atLeast: 10 }, 5],
		['GB_QUANT', { kind: 'points', atLeast: 4 }, 2],
		['MMASI', { kind: 'percent_of_baseline', atLeast: 20 }, 0.7],
		['MASI', { kind: 'percent_of_baseline', atLeast: 50 }, null],
		['GAIS_SUBJ', null, null],
		['VISIA_PORES_COUNT', null, null]
	])('follows the responder rule of %s', (code, responder, smallestWorthwhile) => {
		expect(measure(code)).toMatchObject({ responder, smallestWorthwhile });
	});

	it('says that the 4 points of the scar score are agreement between raters', () => {
		expect(measure('GB_QUANT').notes).toContain('not a minimal important difference');
	});
});

describe('percent change', () => {
	it.each([
		['MMASI', true],
		['VISIA_PORES_COUNT', true],
		['STRIAE_WIDTH', true],
		['LEMPERLE', false],
		['VISIA_PORES_PCTL', false],
		['MELASQOL', false],
		['GAIS_CLIN', false],
		['SATISFACTION_YN', false],
		['FACEQ_SKIN', false]
	])('of %s: %s', (code, ok) => expect(measure(code).percentChangeOk).toBe(ok));
});

it('leaves out what is no instrument or has no known direction', () => {
	for (const code of ['SMD', 'HISTOLOGY', 'OCT_FLOW_300UM'])
		expect(measureOf(code)).toBeUndefined();
});

it('finds the instrument of a measure and keeps the licence note of FACE-Q', () => {
	expect(instrumentOf('VISIA_PORES_COUNT')?.id).toBe('VISIA');
	expect(instrumentOf('FACEQ_LINES')?.licence).toMatch(/licence/);
});

describe('ratings of change', () => {
	it.each(RATINGS_OF_CHANGE.map((rating) => [rating.measure, rating] as const))(
		'%s: is a measure without a baseline, read in its own direction, from the best class to the last',
		(code, { better, fine, coarse, improved }) => {
			const measure = measureOf(code);
			expect(measure).toMatchObject({ hasBaseline: false, better });
			for (const classes of [fine, coarse]) {
				const bounds = classes.slice(0, -1).map(({ bound }) => bound);
				const sign = better === 'lower' ? 1 : -1;
				expect(bounds).toEqual(bounds.toSorted((a, b) => sign * (a - b)));
				expect(Number.isNaN(classes.at(-1)?.bound)).toBe(true);
			}
			expect([...fine, ...coarse].map(({ bound }) => bound)).toContain(improved.bound);
		}
	);
});
