/** How the courses of a group stand: completed, going on, stopped, lost. */
import type { BarsPanel } from '#lib/charts/figure.ts';
import { count, counted, percent } from '#lib/domain/format.ts';
import type { Context, Group } from '../../analysis.ts';
import { STANDINGS, type Standing } from '../../queries/protocol-sums.ts';
import { told } from '../told.ts';
import { reasonIn } from '../widen.ts';
import { facts, SHARE_DECIMALS } from './drift.ts';

export const STANDING_WORDS: Record<Standing, string> = {
	completed: 'Completed',
	ongoing: 'Going on',
	stopped: 'Stopped',
	lost: 'Lost'
};

/** Courses of this standing; null where they are hidden. */
export const standing = ({ cells }: Group, name: Standing): number | null =>
	cells.standing?.sums?.[name] ?? null;

export const inCourses = (group: Group) =>
	`${counted(group.courses, 'course')} in ${counted(group.patients, 'patient')}`;

/** Rows of the chart; the table has all. */
const MOST_ROWS = 8;

/** One bar a group, all together first. */
export function standingPanel(
	lines: readonly Group[],
	total: Group | null,
	label: (group: Group) => string,
	context: Context
): BarsPanel {
	const rows = [...(total ? [total] : []), ...lines.slice(0, MOST_ROWS)];
	const more = lines.length - MOST_ROWS;
	return {
		id: 'standing',
		title: 'How the courses stand',
		note: more > 0 ? `the ${MOST_ROWS} most used; the table has ${count(more)} more` : '',
		xLabel: 'Per cent of courses',
		parts: STANDINGS.map((id) => ({ id, label: STANDING_WORDS[id] })),
		rows: rows.map((group) => ({
			id: group.key.line ?? (group === total ? 'all' : 'none'),
			label: label(group),
			count: inCourses(group),
			shares: STANDINGS.map((name) => {
				const courses = standing(group, name);
				const share = courses === null ? null : (100 * courses) / group.courses;
				const words = STANDING_WORDS[name].toLowerCase();
				return {
					partId: name,
					percent: told(share, SHARE_DECIMALS),
					sentence:
						courses === null || share === null
							? `${label(group)}, ${words}: hidden, ${reasonIn(group.cells.standing, context)}.`
							: `${label(group)}, ${words}: ${counted(courses, 'course')}, ${percent(share, SHARE_DECIMALS)} of ${count(group.courses)}.`
				};
			}),
			facts: facts(group)
		}))
	};
}
