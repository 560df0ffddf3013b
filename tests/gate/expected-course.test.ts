import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import {
	expectedTrajectory,
	trajectoryCalibration,
	wilsonInterval
} from '#lib/statistics/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, type Treated } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const WEEKS = [4, 12, 26];

/** Courses that hang together; the deeper ones gain more, darker skin darkens now and then. */
function courses(count: number, area: string, prefix = area, from = 0): Treated[] {
	const random = seeded(5);
	return Array.from({ length: count }, (_, i) => {
		const baseline = random.pick<number>([
			[2, 1],
			[3, 2],
			[4, 1]
		]);
		const deep = i % 3 === 0;
		const gain = (deep ? 1.3 : 0.7) + 0.3 * (baseline - 3) + random.normal(0, 0.5);
		return {
			patient: `${prefix}${i}`,
			area,
			month: '2025-03',
			depthMm: deep ? 1.75 : 0.75,
			baseline,
			red: 1,
			redDays: deep ? 4 : 1,
			darkened: i >= from && i < from + 4,
			scores: Object.fromEntries(
				WEEKS.map((week) => [
					week,
					i % 7 === 3 && week === 26
						? null
						: Math.min(
								5,
								Math.max(0, Math.round(baseline - (gain * week) / 26 + random.normal(0, 0.3)))
							)
				])
			),
			about: { skin_type: i % 20 === 0 ? 5 : 2, age_at_start: i % 2 === 0 ? 55 : 45 }
		};
	});
}

beforeAll(async () => {
	const first = courses(60, 'neck');
	await aTreatedClinic(db, 'c1', [
		...first,
		// A second course on the same area is not counted.
		{
			patient: 'neck0',
			area: 'neck',
			month: '2026-01',
			baseline: 5,
			scores: { 4: 5, 12: 5, 26: 5 }
		},
		...courses(49, 'face', 'f'),
		...courses(3, 'hands', 'h').map((course) => ({ ...course, measure: 'MERZ_HAND' }))
	]);
});

const viewer = aViewer();
const course = (query: string, by = viewer) => asked(db, by, 'expected-course', query);
const words = (answer: readonly { text: string }[]) => answer.map(({ text }) => text).join('');
const values = (figure: Awaited<ReturnType<typeof course>>['figure'], id: string) => {
	const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
	return figure.table.rows
		.filter((row) => row[at('figure')] === id)
		.map((row) => ({
			week: row[at('week')],
			value: row[at('value')],
			low: row[at('low')],
			high: row[at('high')],
			patients: row[at('patients')],
			of: row[at('of')],
			hidden: row[at('hidden')]
		}));
};

/** The patients as the statistics take them, from the records and not from the product's query. */
const known = (deepOnly: boolean) =>
	courses(60, 'neck').map(({ baseline, scores, depthMm }) => ({
		baseline: baseline ?? null,
		improvements: VISIT_WEEKS.map((week) => {
			const score = scores?.[week] ?? null;
			return score === null ? null : (baseline ?? 0) - score;
		}),
		covariates: deepOnly ? [Number(depthMm === 1.75)] : []
	}));

describe('what a patient like this can expect', () => {
	it('is what the statistics say of the same patients, each with the first course there', async () => {
		const { figure } = await course('concern=wrinkles&area=neck&wk=26');
		const expected = expectedTrajectory(known(false), VISIT_WEEKS, { atWeeks: WEEKS });
		expect(expected.patients).toBe(60);
		const middle = values(figure, 'expected');
		const half = values(figure, 'band_50');
		const most = values(figure, 'band_80');
		expected.points.forEach((point, i) => {
			expect(middle[i]).toMatchObject({ week: point.week, patients: 60 });
			expect(middle[i]?.value).toBeCloseTo(point.expected ?? NaN, 2);
			expect(half[i]?.low).toBeCloseTo(point.bands[0]?.low ?? NaN, 2);
			expect(most[i]?.high).toBeCloseTo(point.bands[1]?.high ?? NaN, 2);
		});
	});

	it('knows the depth that is said, and that deeper gains more', async () => {
		const { figure } = await course('concern=wrinkles&area=neck&depth=1.5-2.0&wk=26');
		const expected = expectedTrajectory(known(true), VISIT_WEEKS, {
			atWeeks: WEEKS,
			atCovariates: [1]
		});
		const middle = values(figure, 'expected');
		expected.points.forEach((point, i) => {
			expect(middle[i]?.value).toBeCloseTo(point.expected ?? NaN, 2);
		});
		const all = values((await course('concern=wrinkles&area=neck&wk=26')).figure, 'expected');
		expect(Number(middle.at(-1)?.value)).toBeGreaterThan(Number(all.at(-1)?.value));
		expect(values(figure, 'redness_half')[0]).toMatchObject({ value: 5, of: '1.5–2.0 mm' });
	});

	it('leaves out a skin type of three patients, and tells nothing of them', async () => {
		const { figure } = await course('concern=wrinkles&area=neck&type=V-VI');
		const said = figure.restsOn.flatMap(({ text }) => text.map((phrase) => phrase.text)).join(' ');
		expect(said).toContain('Left out: skin type V–VI, too few patients');
		expect(values(figure, 'darkening')[0]).toMatchObject({ of: null, patients: 60 });
	});

	it('shows the share improved by the rule and says so where the error of readings is not known', async () => {
		const { figure } = await course('concern=wrinkles&area=neck&wk=26');
		const seen = courses(60, 'neck').flatMap(({ baseline, scores }) => {
			const score = scores?.[26] ?? null;
			return score === null ? [] : [(baseline ?? 0) - score >= 1];
		});
		const events = seen.filter(Boolean).length;
		const [share] = values(figure, 'improved');
		expect(share?.value).toBeCloseTo((100 * events) / seen.length, 0);
		expect(share?.low).toBeCloseTo(100 * (wilsonInterval(events, seen.length)?.low ?? NaN), 0);
		expect(figure.notes.join(' ')).toContain('The error of readings of Lemperle 0–5 is not known');
	});

	it('is refused below 50 patients, with the number and the way on', async () => {
		const { figure } = await course('concern=wrinkles&area=face');
		expect(words(figure.answer)).toContain(
			'49 patients with a baseline and a later score, and it takes 50'
		);
		expect(figure.answer.some(({ href }) => href === '/outcomes/wrinkles')).toBe(true);
		expect(values(figure, 'expected')).toMatchObject([{ value: null, patients: null }]);
	});

	it('tells of three patients that they are hidden, and nothing more', async () => {
		const { figure } = await course('concern=wrinkles&area=hands');
		expect(words(figure.answer)).toMatch(/^Hidden: fewer than 5 patients/);
		const numbers = figure.table.rows.flat().filter((cell) => typeof cell === 'number');
		expect(numbers).toEqual([]);
	});

	it('says what to do where nobody is, and where no concern is chosen', async () => {
		expect(words((await course('concern=puffiness&area=face')).figure.answer)).toContain(
			'No answer: no course'
		);
		expect(words((await course('')).figure.answer)).toContain('Choose what the patient comes for');
	});

	it('begins with the area of most patients where none is chosen, and leads to the others', async () => {
		const { figure } = await course('concern=wrinkles');
		expect(words(figure.answer)).toMatch(/^Neck: by week 26/);
		expect(figure.answer.flatMap(({ href }) => href ?? [])).toContain(
			'/expect?area=face&concern=wrinkles'
		);
	});
});

describe('predicted against seen', () => {
	it('is what the statistics say of the same patients', async () => {
		const { figure, groups } = await asked(
			db,
			viewer,
			'expected-course-calibration',
			'concern=wrinkles&area=neck&wk=12'
		);
		const of = groups.totals.find(({ key }) => key.area === 'neck');
		const patients = (of?.cells.course?.records ?? []).map(({ baseline }, i) => ({
			baseline: Number(baseline),
			improvements: VISIT_WEEKS.map((week) => {
				const gain = of?.cells[week]?.records?.[i]?.gain ?? null;
				return gain === null ? null : Number(gain);
			})
		}));
		const expected = trajectoryCalibration(patients, VISIT_WEEKS, 12, { folds: 5 });
		expect(expected.patients).toBe(60);
		const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
		expected.groups.forEach(({ predicted, seen }, i) => {
			const row = figure.table.rows[i];
			expect(row?.[at('predicted')]).toBeCloseTo(predicted, 2);
			expect(row?.[at('seen')]).toBeCloseTo(seen.mean ?? NaN, 2);
			expect(row?.[at('patients')]).toBe(seen.n);
		});
	});

	it('is refused where fewer than 50 were scored at the week', async () => {
		const { figure } = await asked(
			db,
			viewer,
			'expected-course-calibration',
			'concern=wrinkles&area=face'
		);
		expect(words(figure.answer)).toContain('it takes 50 to judge predictions');
	});
});

describe('the sheet that leaves the clinic', () => {
	const sheet = () =>
		asked(db, viewer, 'expected-course-sheet', 'concern=wrinkles&area=neck&wk=26');

	it('follows the rules for outside, whoever asks', async () => {
		const { threshold, figure } = await sheet();
		expect(threshold).toBe(11);
		// Four of 60 darkened: a share that tells of fewer than 11 is not printed.
		expect(values(figure, 'darkening')[0]).toMatchObject({ value: null, patients: null });
		const said = figure.restsOn.flatMap(({ text }) => text.map((phrase) => phrase.text)).join(' ');
		expect(said).toContain('These records give no number that may be printed');
		expect(said).toContain('About 60 patients');
		expect(JSON.stringify(figure.panels)).toContain('model of about 60 patients');
	});

	it('stays a sheet where it is refused: what it says to try is a sheet too', async () => {
		const { figure } = await asked(
			db,
			viewer,
			'expected-course-sheet',
			'concern=wrinkles&area=face&device=pen'
		);
		const hrefs = figure.answer.flatMap(({ href }) => href ?? []);
		expect(hrefs).toHaveLength(1);
		expect(hrefs[0]).toMatch(/^\/expect\/sheet\?/);
	});

	it('promises nothing', async () => {
		const { figure } = await sheet();
		const said = [figure.answer, ...figure.restsOn.map(({ text }) => text)].flat();
		expect(words(said)).toContain('It is no promise');
		expect(words(said)).not.toMatch(
			/\b(will improve|guarantee|proven|effective|you can count on)\b/i
		);
	});
});
