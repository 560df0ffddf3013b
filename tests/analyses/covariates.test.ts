import { describe, expect, it } from 'vitest';
import { covariatesOf } from '#lib/server/analyses/compare/covariates.ts';
import type { ComparedPatient } from '#lib/server/analyses/compare/patients.ts';

const patient = (i: number, known: Partial<ComparedPatient['known']> = {}): ComparedPatient => ({
	patient: `p${i}`,
	gain: i % 3,
	baseline: i % 4,
	known: {
		age_band: i % 2 ? '30-39' : '40-49',
		skin_band: i % 3 ? 'I-II' : 'III',
		sex: 'female',
		smoking: 'never',
		severity_band: 'mild',
		area: 'neck',
		quarter: `2025-Q${(i % 4) + 1}`,
		clinic_id: 'c1',
		operator_code: 'P01',
		...known
	}
});

/** So many in each group; the groups take turns. */
const pairs = (many: number, known?: (i: number) => Partial<ComparedPatient['known']>) => {
	const patients = Array.from({ length: 2 * many }, (_, i) => patient(i, known?.(i)));
	return { patients, treated: patients.map((_, i) => i < many) };
};

const names = (many: number, known?: (i: number) => Partial<ComparedPatient['known']>) => {
	const { patients, treated } = pairs(many, known);
	return covariatesOf(patients, treated, []).map(({ id, left }) => (left ? `${id}: ${left}` : id));
};

describe('what groups are made alike in', () => {
	it('is what varies, in the fixed order', () => {
		expect(names(60)).toEqual(['baseline', 'age', 'type', 'quarter']);
	});

	it('is as much as the smaller group can carry: ten patients a covariate, the last ones go first', () => {
		expect(names(40)).toEqual(['baseline', 'age', 'type', 'quarter']);
		expect(names(39)).toEqual(['baseline', 'age', 'type', 'quarter: too few patients']);
		expect(names(10)).toEqual([
			'baseline',
			'age: too few patients',
			'type: too few patients',
			'quarter: too few patients'
		]);
	});

	it('is never what the groups differ in', () => {
		const { patients, treated } = pairs(60);
		const ids = covariatesOf(patients, treated, ['type']).map(({ id }) => id);
		expect(ids).not.toContain('type');
	});

	it('gives those without an entry a column of their own', () => {
		const { patients, treated } = pairs(60, (i) => (i % 5 === 0 ? { age_band: null } : {}));
		const age = covariatesOf(patients, treated, []).find(({ id }) => id === 'age');
		expect(age?.parts.map(({ name }) => name)).toEqual(['Age band', 'Age band not recorded']);
	});

	it('takes rare clinics together, and has no support where a clinic has one group only', () => {
		const rare = (i: number) => ({
			clinic_id: ['c1', 'c1', 'c1', 'c2', i % 8 ? 'c3' : 'c4'][i % 5] ?? null
		});
		const { patients, treated } = pairs(80, rare);
		const clinic = covariatesOf(patients, treated, []).find(({ id }) => id === 'clinic');
		const [part] = clinic?.parts ?? [];
		expect(new Set(part && 'levels' in part ? part.levels : [])).toEqual(
			new Set(['c1', 'c2', 'c3', 'others'])
		);
		expect(clinic?.left).toBeNull();
		expect(names(60, (i) => ({ clinic_id: i < 60 && i % 2 ? 'c2' : 'c1' }))).toContain(
			'clinic: no support'
		);
	});
});
