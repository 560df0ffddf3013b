import { describe, expect, it } from 'vitest';
import { exchangedDue, type DueCourse } from '#lib/server/releases/exchange-due.ts';

const WEEK_12 = 0b100;
const ALL = 0b1111111;

/** Forty courses of a class: half of them have a visit at week 12 planned, of those half were seen. */
const some = (classNo = 1): DueCourse[] =>
	Array.from({ length: 40 }, (_, i) => ({
		classNo,
		due: i < 20 ? WEEK_12 : 0,
		scored: i % 2 === 0 ? WEEK_12 : 0,
		measures: 'a',
		droppedDay: null
	}));

const sum = (courses: readonly DueCourse[], due: readonly number[]) => ({
	due: due.filter((bits) => bits & WEEK_12).length,
	seen: due.filter((bits, i) => bits & (courses[i]?.scored ?? 0) & WEEK_12).length
});

describe('which visits were due', () => {
	it('keeps how many were due and seen in each class', () => {
		const courses = [...some(1), ...some(2).map((course) => ({ ...course, due: ALL }))];
		for (let round = 0; round < 20; round++) {
			const told = exchangedDue(courses);
			expect(sum(courses.slice(0, 40), told.slice(0, 40))).toEqual({ due: 20, seen: 10 });
			expect(told.slice(40)).toEqual(Array(40).fill(ALL));
		}
	});

	it('says nothing of a single course: each of a class is told as due about equally often', () => {
		const courses = some();
		const times = courses.map(() => 0);
		for (let round = 0; round < 2000; round++) {
			exchangedDue(courses).forEach((bits, i) => (times[i] = (times[i] ?? 0) + (bits ? 1 : 0)));
		}
		// A half of 2000, within five standard errors.
		for (const told of times) expect(Math.abs(told - 1000)).toBeLessThan(5 * Math.sqrt(500));
	});

	it('is exchanged among courses of the same measures where they are as many as a class', () => {
		const courses = some().map((course, i) => ({
			...course,
			scored: 0,
			measures: i < 20 ? 'a' : 'b'
		}));
		expect(exchangedDue(courses)).toEqual(courses.map(({ due }) => due));
		// Nine of them alone would be too few, so they exchange with the others.
		const few = courses.map((course, i) => ({ ...course, measures: i < 9 ? 'a' : 'b' }));
		const told = exchangedDue(few);
		expect(sum(few, told).due).toBe(20);
		expect(sum(few.slice(0, 9), told.slice(0, 9)).due).toBeLessThan(9);
	});

	it('is exchanged apart for courses that had ended before the visit', () => {
		const courses = some().map((course, i) => ({
			...course,
			scored: 0,
			droppedDay: i < 20 ? 30 : null
		}));
		expect(exchangedDue(courses)).toEqual(courses.map(({ due }) => due));
	});
});
