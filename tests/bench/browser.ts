/**
 * How the built product feels in Chromium: when a page is painted, how long an interaction takes on a
 * processor four times slower, how long a chart takes to draw. Measured on the demo by a director; a
 * figure that is not reached is told, and fails nothing.
 */
import { INTERACTIONS } from './browser/interactions.ts';
import { chartDrawn } from './browser/chart-drawn.ts';
import { openBrowser, SLOWED, type Opened } from './browser/opened.ts';
import { painted } from './browser/painted.ts';
import type { Case, Result, Suite } from './suite.ts';

/** Milliseconds, the worst or the median as the case says. */
type Measuring = {
	of: string;
	most: number;
	measure: (opened: Opened) => Promise<number | { ms: number; cpuMs: number }>;
};

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** Half of what is called good: 2.5 s until the largest content, 200 ms until the next paint. */
const LCP_MS = 1250;
const INP_MS = 100;
/** P11. */
const CHART_MS = 50;

const MEASURED: Record<string, Measuring> = {
	...Object.fromEntries(
		['/outcomes', '/outcomes/wrinkles', '/safety'].flatMap((path) =>
			[DESK, PHONE].map((viewport) => [
				`largest paint of ${path}, ${viewport.width} px`,
				{
					of: 'median of 5 loads',
					most: LCP_MS,
					measure: (opened: Opened) => painted(opened, path, viewport)
				}
			])
		)
	),
	...Object.fromEntries(
		INTERACTIONS.map(({ name, measure }) => [
			name,
			{
				of: `worst of 5, ${SLOWED} times slower`,
				most: INP_MS,
				measure: (opened: Opened) => measure(opened, DESK)
			}
		])
	),
	'P11 chart drawn': {
		of: '120 series x 13 points, median of 9',
		most: CHART_MS,
		measure: (opened) => chartDrawn(opened, DESK)
	}
};

export function browserSuite(): Suite {
	let opening: Promise<Opened | string> | undefined;
	const open = () => (opening ??= openBrowser());
	const cases = Object.entries(MEASURED).map(([name, { of, most, measure }]): Case => ({
		name,
		async run(): Promise<Result> {
			const opened = await open();
			const figure = `<= ${most}`;
			const named = { suite: 'browser', name, wrong: false };
			if (typeof opened === 'string') {
				return { ...named, cells: [opened, '-', '', figure], numbers: { ms: null }, ok: false };
			}
			const measured = await measure(opened);
			const { ms, cpuMs } = typeof measured === 'number' ? { ms: measured, cpuMs: null } : measured;
			return {
				...named,
				cells: [of, ms.toFixed(0), cpuMs?.toFixed(0) ?? '', figure],
				numbers: { ms, cpuMs, most },
				ok: ms <= most
			};
		}
	}));
	return {
		name: 'browser',
		about: 'In Chromium, the built product on its demo data, seen as director; milliseconds.',
		columns: ['of', 'ms', 'cpu ms', 'figure'],
		cases,
		async facts() {
			const opened = await open();
			return { chromium: typeof opened === 'string' ? opened : opened.browser.version() };
		},
		async close() {
			const opened = await opening;
			if (opened && typeof opened !== 'string') await opened.close();
		}
	};
}
