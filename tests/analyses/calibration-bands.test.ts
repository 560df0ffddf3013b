import { describe, expect, it } from 'vitest';
import { bandsOf } from '#lib/server/analyses/expected/calibration.ts';
import { wilsonInterval } from '#lib/statistics/index.ts';

const found = (half: number, most: number, patients: number) => ({
	patients,
	bands: [
		{ coverage: 0.5, within: half },
		{ coverage: 0.8, within: most }
	]
});
const shares = (...given: Parameters<typeof bandsOf>) =>
	bandsOf(...given).map(({ share }) => share);
const inside = { insideClinic: true, threshold: 5 };
const outside = { insideClinic: false, threshold: 5 };

describe('scores within the bands', () => {
	it('are a share with its interval', () => {
		const [half] = bandsOf(found(30, 50, 60), outside);
		expect(half).toEqual({ coverage: 50, share: 50, interval: wilsonInterval(30, 60) });
	});

	it.each([
		['few within', found(3, 50, 60)],
		['few between', found(30, 32, 60)],
		['few beyond', found(30, 58, 60)]
	])('over several clinics are hidden where %s (SR-5.2)', (_, counted) => {
		expect(shares(counted, outside)).toEqual([null, null]);
		expect(shares(counted, inside)).not.toContain(null);
	});

	it('tell that nobody lay beyond', () => {
		expect(shares(found(30, 60, 60), outside)).toEqual([50, 100]);
	});
});
