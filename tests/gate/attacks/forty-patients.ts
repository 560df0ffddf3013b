/**
 * A small clinic of forty patients: a few areas (the face with and without
 * its part), depths and devices, some people with two courses.
 */
import { seeded } from '#db/demo/random.ts';
import type { Treated } from '../clinic.ts';

const MEASURES: Record<string, string> = {
	face: 'LEMPERLE',
	'face.cheeks': 'LEMPERLE',
	neck: 'LEMPERLE',
	hands: 'MERZ_HAND',
	decolletage: 'MERZ_DECOLLETAGE'
};

/** The same forty people every time; `from` and `count` pick some of a longer list. */
export function fortyPatients(count = 40, from = 0): Treated[] {
	const random = seeded(40);
	const pick = <T>(...values: readonly [T, ...T[]]): T =>
		values[random.int(0, values.length - 1)] ?? values[0];
	const people = Array.from({ length: from + count }, (_, i) => {
		const about = {
			sex: pick('female', 'female', 'female', 'female', 'male'),
			skin_type: pick(1, 2, 2, 3, 3, 4, 5),
			age_at_start: 24 + random.int(0, 49),
			smoking: pick('never', 'never', 'former', 'current')
		} as const;
		const courses = random.chance(0.3) ? 2 : 1;
		return Array.from({ length: courses }, (): Treated => {
			const area = pick(
				'face',
				'face.cheeks',
				'face.cheeks',
				'neck',
				'neck',
				'hands',
				'decolletage'
			);
			const baseline = pick(2, 3, 4);
			const sessions = pick(1, 3, 3, 4, 4, 6);
			return {
				patient: `p${i}`,
				about,
				area,
				baseline: area === 'hands' || area === 'decolletage' ? pick(2, 3) : baseline,
				measure: MEASURES[area] ?? 'LEMPERLE',
				depthMm: pick(0.75, 0.75, 1.25, 1.75, 2.25),
				device: pick('pen', 'pen', 'pen', 'stamp'),
				operator: pick('P01', 'P01', 'P02', 'P03'),
				month: pick('2025-02', '2025-08', '2025-11', '2026-01', '2026-03', '2026-05'),
				sessions,
				red: random.int(0, sessions),
				asked: random.chance(0.85) ? 'yes' : 'no',
				scores: {
					12: random.chance(0.75) ? pick(0, 1, 1, 2) : null,
					26: random.chance(0.6) ? pick(0, 1, 1, 2) : null
				}
			};
		});
	});
	return people.slice(from).flat();
}
