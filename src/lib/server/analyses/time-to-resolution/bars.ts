/** How bad a side effect was and when it began, as shares that add up to the whole. */
import type { BarsPanel } from '#lib/charts/figure.ts';
import { counted, percent, percentDecimals } from '#lib/domain/format.ts';
import type { Group } from '../../analysis.ts';
import { ONSET_DAYS } from '../../queries/first-episodes.ts';
import { GRADES } from '../../queries/reported-grades.ts';
import type { ResolutionLine } from '../resolution/line.ts';
import { told } from '../told.ts';
import { whyHidden } from '../widen.ts';

export const gradeCell = (grade: string) => `grade_${grade}`;
export const onsetCell = (day: number) => `onset_${day}`;

export type Part = { id: string; label: string; percent: number | null; why: string | null };

const GRADE_LABELS = {
	unknown: 'severity not recorded',
	mild: 'mild',
	moderate: 'moderate',
	severe: 'severe'
} as const;

/** The answered sessions of a group by the worst that was reported after each. */
export function gradesOf(group: Group | null): Part[] {
	const { answered } = group?.counts.sessions ?? {};
	const parts = [...GRADES.slice(1), GRADES[0]].map((grade) =>
		partOf(group, gradeCell(grade), 'sessions', answered ?? null, {
			id: grade,
			label: GRADE_LABELS[grade]
		})
	);
	const known = parts.every(({ percent: one }) => one !== null);
	const some = parts.reduce((sum, { percent: one }) => sum + (one ?? 0), 0);
	const why = parts.find((part) => part.why)?.why ?? null;
	return [
		{ id: 'none', label: 'none', percent: known ? 100 - some : null, why: known ? null : why },
		...parts
	];
}

/** The patients with it by the days after the session in which it began. */
export const onsetsOf = ({ group, episodes }: Pick<ResolutionLine, 'group' | 'episodes'>): Part[] =>
	ONSET_DAYS.map((day, i) =>
		partOf(group, onsetCell(day), 'patients', episodes?.patients ?? null, {
			id: String(day),
			label: spanLabel(i)
		})
	);

function spanLabel(index: number): string {
	const from = (ONSET_DAYS[index - 1] ?? -1) + 1;
	const to = ONSET_DAYS[index];
	if (index === 0) return 'the same day';
	return index === ONSET_DAYS.length - 1 ? `day ${from} or later` : `days ${from}–${to}`;
}

function partOf(
	group: Group | null,
	id: string,
	sum: string,
	of: number | null,
	named: Pick<Part, 'id' | 'label'>
): Part {
	const cell = group?.cells[id];
	if (cell && !cell.sums) return { ...named, percent: null, why: whyHidden(cell) };
	if (!cell?.sums || of === null) return { ...named, percent: null, why: 'not told' };
	if (of === 0) return { ...named, percent: null, why: 'nobody' };
	return { ...named, percent: (100 * (cell.sums[sum] ?? 0)) / of, why: null };
}

/** The parts that some line has, or may have: one that is 0 everywhere says nothing. */
function partsSeen(
	lines: readonly ResolutionLine[],
	of: (line: ResolutionLine) => Part[]
): Pick<Part, 'id' | 'label'>[] {
	const parts = lines.map(of);
	const ids = new Map(parts.flat().map(({ id, label }) => [id, label]));
	return [...ids]
		.map(([id, label]) => ({ id, label }))
		.filter(
			({ id }) =>
			parts.some((own) => own.some((part) => part.id === id && part.percent !== 0 && part.why !== 'nobody')) // prettier-ignore
		);
}

const gradesOfLine = ({ group }: ResolutionLine) => gradesOf(group);
export const gradesSeen = (lines: readonly ResolutionLine[]) => partsSeen(lines, gradesOfLine);
export const onsetsSeen = (lines: readonly ResolutionLine[]) => partsSeen(lines, onsetsOf);

export const gradeBars = (lines: readonly ResolutionLine[], what: string): BarsPanel => ({
	id: 'severity',
	title: 'How bad it was',
	note: 'Answered sessions by the worst report',
	xLabel: `Per cent of answered sessions, by the severity of ${what}`,
	parts: gradesSeen(lines),
	rows: lines.flatMap((line) => {
		const { answered } = line.group?.counts.sessions ?? {};
		if (!answered) return [];
		const seen = only(gradesOf(line.group), gradesSeen(lines));
		return [row(line, seen, answered, counted(answered, 'session'))];
	})
});

export const onsetBars = (lines: readonly ResolutionLine[], what: string): BarsPanel => ({
	id: 'onset',
	title: 'When it began',
	note: 'Patients with it, by the day after the session',
	xLabel: `Per cent of patients with ${what}`,
	parts: onsetsSeen(lines),
	rows: lines.flatMap((line) =>
		line.episodes
			? [
					row(
						line,
						only(onsetsOf(line), onsetsSeen(lines)),
						line.episodes.patients,
						counted(line.episodes.patients, 'patient')
					)
				]
			: []
	)
});

/** Of the parts those that are shown at all. */
export const only = (parts: Part[], seen: readonly Pick<Part, 'id'>[]): Part[] =>
	parts.filter(({ id }) => seen.some((one) => one.id === id));

function row(
	line: ResolutionLine,
	parts: Part[],
	n: number,
	count: string
): BarsPanel['rows'][number] {
	const decimals = percentDecimals(n);
	return {
		id: line.id,
		label: line.label,
		count,
		shares: parts.map(({ id, label, percent: value, why }) => ({
			partId: id,
			percent: told(value, decimals),
			sentence: `${line.label}, ${label}: ${value === null ? (why ?? 'not told') : percent(value, decimals)}.`
		})),
		facts: []
	};
}
