import { expect, it } from 'vitest';
import { patientsForQuantile } from '#lib/server/analyses/patients-beside.ts';

it.each([
	[0.5, 10],
	[0.25, 20],
	[0.75, 20],
	[0.1, 50],
	[0.9, 50]
])('the quantile %s needs five patients on its nearer side: %s', (q, patients) => {
	expect(patientsForQuantile(q)).toBe(patients);
});
