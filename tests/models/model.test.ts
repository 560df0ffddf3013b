import { describe, expect, it } from 'vitest';
import { model } from '#lib/server/models/model.ts';
import { mmrm, type MmrmPatient } from '#lib/statistics/index.ts';

const patients: MmrmPatient[] = Array.from({ length: 400 }, (_, i) => ({
	protocol: i % 2 ? 'a' : 'b',
	baseline: 2 + (i % 5) / 4,
	improvements: [((i * 7) % 5) / 4, ((i * 3) % 7) / 4, ((i * 5) % 9) / 4]
}));

describe('models in a thread of their own', () => {
	it('give what they give in this one', async () => {
		expect(await model('mmrm', patients, 3)).toEqual(mmrm(patients, 3));
	});

	it('leave this thread free meanwhile', async () => {
		let turns = 0;
		const counting = setInterval(() => turns++, 1);
		await Promise.all(Array.from({ length: 5 }, () => model('mmrm', patients, 3)));
		clearInterval(counting);
		expect(turns).toBeGreaterThan(0);
	});

	it('say what went wrong, and answer again after', async () => {
		// No list at all, as only a fault of the caller could send it.
		await expect(model('mmrm', null as unknown as MmrmPatient[], 3)).rejects.toThrow();
		expect(await model('mmrm', patients, 3)).toEqual(mmrm(patients, 3));
	});
});
