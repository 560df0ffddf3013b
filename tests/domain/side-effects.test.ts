import { describe, expect, it } from 'vitest';
import { CONTRAINDICATIONS } from '#lib/domain/contraindications.ts';
import { SIDE_EFFECTS, sideEffectLabel, sideEffectOf } from '#lib/domain/side-effects.ts';

describe('the side effects', () => {
	it('hold every term of the contract, each once and under its own label', () => {
		const terms: string[] = SIDE_EFFECTS.map(({ term }) => term);
		expect(terms).toEqual(
			expect.arrayContaining(
				(
					'erythema swelling bruising pinpoint_bleeding pain dryness_peeling itching burning ' +
					'post_inflammatory_hyperpigmentation hypopigmentation infection herpes_reactivation ' +
					'acneiform_eruption milia granuloma scarring track_marks contact_allergy other'
				).split(' ')
			)
		);
		expect(new Set(terms).size).toBe(terms.length);
		expect(new Set(SIDE_EFFECTS.map(({ label }) => label)).size).toBe(terms.length);
	});

	it('are usually gone before a clinician should look', () => {
		for (const { term, resolutionDays, escalateAfterDays } of SIDE_EFFECTS) {
			if (!resolutionDays || escalateAfterDays === null) continue;
			expect(resolutionDays.min, term).toBeLessThanOrEqual(resolutionDays.max);
			if (term === 'infection' || term === 'contact_allergy') continue;
			expect(resolutionDays.max, term).toBeLessThanOrEqual(escalateAfterDays);
		}
	});

	it('wait for no usual end before an infection or an allergy is looked at', () => {
		expect(sideEffectOf('infection')).toMatchObject({
			expected: 'unexpected',
			resolutionDays: { min: 7, max: 21 },
			escalateAfterDays: 14
		});
	});

	it.each([
		['erythema', 'Redness', 'expected'],
		['swelling', 'Swelling', 'expected'],
		['post_inflammatory_hyperpigmentation', 'Darkening after inflammation (PIH)', 'unexpected'],
		['acneiform_eruption', 'Acne flare', 'uncommon'],
		['granuloma', 'Granuloma or hypersensitivity', 'serious']
	])('shows %s as %s: %s', (term, label, expected) => {
		expect(sideEffectOf(term)).toMatchObject({ label, expected });
		expect(sideEffectLabel(term)).toBe(label);
	});
});

it('every contraindication says how the sources treat it and who they are', () => {
	expect(new Set(CONTRAINDICATIONS.map(({ code }) => code)).size).toBe(CONTRAINDICATIONS.length);
	for (const { code, kind, source } of CONTRAINDICATIONS) {
		expect(kind, code).toMatch(/absolute|relative|precaution|exclusion/);
		expect(source, code).not.toBe('');
	}
});
