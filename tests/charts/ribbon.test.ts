import { describe, expect, it } from 'vitest';
import type { RibbonBar } from '#lib/charts/figure.ts';
import { RIBBON_HEIGHT, ribbonShapes } from '#lib/charts/ribbon.ts';

const bar = (week: number, half: number, counts: Partial<RibbonBar> = {}): RibbonBar => ({
	week,
	fromWeek: week - half,
	toWeek: week + half,
	seen: 6,
	missed: 2,
	dropped: 1,
	notYetDue: 1,
	...counts
});
const fourPxAWeek = (week: number) => 4 * week;

describe('the follow-up ribbon', () => {
	it('is as wide as the visit window and as high as all courses planned for it', () => {
		const [shape] = ribbonShapes([bar(26, 4)], 26, fourPxAWeek);
		expect(shape?.left).toBeCloseTo(88.5);
		expect(shape?.width).toBeCloseTo(31);
		expect((shape?.seen ?? 0) + (shape?.missing ?? 0) + (shape?.notYetDue ?? 0)).toBeCloseTo(
			RIBBON_HEIGHT
		);
		expect(shape?.seen).toBeCloseTo(12);
		expect(shape?.missing).toBeCloseTo(6);
	});

	it('tells the per cent seen of those due; who is not yet due does not count', () => {
		const [shape] = ribbonShapes([bar(26, 4)], 26, fourPxAWeek);
		expect(shape?.label).toBe('67');
	});

	it('tells no per cent where nobody was due yet', () => {
		const counts = { seen: 0, missed: 0, dropped: 0, notYetDue: 9 };
		expect(ribbonShapes([bar(52, 6, counts)], 26, fourPxAWeek)[0]?.label).toBeNull();
	});

	it('leaves out percentages that would touch, never the chosen week', () => {
		const shapes = ribbonShapes([bar(4, 2), bar(8, 2), bar(12, 2)], 8, fourPxAWeek);
		expect(shapes.map((shape) => shape.label !== null)).toEqual([false, true, false]);
	});
});
