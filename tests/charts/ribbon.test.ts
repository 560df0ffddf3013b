import { describe, expect, it } from 'vitest';
import type { RibbonBar } from '#lib/charts/figure.ts';
import { RIBBON_HEIGHT, ribbonShapes, ribbonsOf, titleTop, underPlot } from '#lib/charts/ribbon.ts';

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

describe('the room under the plot', () => {
	const arm = (name: 'a' | 'b' | 'c') => ({
		label: name,
		style: { kind: 'arm', arm: name } as const,
		bars: [bar(26, 4)]
	});

	it.each([
		['no ribbon', { ribbon: [] }, 0, 42],
		['one ribbon of all', { ribbon: [bar(26, 4)] }, 1, 84],
		['one of a single group', { ribbon: [], ribbons: [arm('a')] }, 1, 66],
		['one each of two groups', { ribbon: [], ribbons: [arm('a'), arm('b')] }, 2, 88],
		['one each of three', { ribbon: [], ribbons: [arm('a'), arm('b'), arm('c')] }, 3, 110]
	])('with %s is as high as it needs, and ribbons never meet', (_, panel, many, px) => {
		const ribbons = ribbonsOf(panel);
		expect(ribbons).toHaveLength(many);
		expect(underPlot(panel)).toBe(px);
		ribbons.slice(1).forEach(({ top }, i) => {
			const above = ribbons[i];
			expect(top).toBeGreaterThan((above?.top ?? 0) + (above?.height ?? 0));
		});
		const last = ribbons.at(-1);
		expect(titleTop(panel)).toBeGreaterThan((last?.top ?? 0) + (last?.height ?? 0));
	});

	it('is kept for three groups without growing their bars', () => {
		const [shape] = ribbonShapes([bar(26, 4)], 26, fourPxAWeek, 18);
		expect((shape?.seen ?? 0) + (shape?.missing ?? 0) + (shape?.notYetDue ?? 0)).toBeCloseTo(18);
	});
});
