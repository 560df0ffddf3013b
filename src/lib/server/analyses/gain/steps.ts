/** What each further session of a panel added. */
import type { Estimate } from '#lib/charts/figure.ts';
import { rounded } from '#lib/domain/format.ts';
import { unfitForChange } from '#lib/domain/measure.ts';
import { marginalGains, verdictOf, type Verdict } from '#lib/statistics/index.ts';
import type { Group } from '../../analysis.ts';
import { MOST_SESSIONS } from '../../queries/session-gains.ts';
import { FEW_PATIENTS } from '../depth/series.ts';
import type { Panel } from '../improvement/panels.ts';
import { whyHidden } from '../widen.ts';
import { HUNDREDTHS } from '../hundredths.ts';

/** An interval is shown from this many patients on. */
const INTERVAL_FROM_PATIENTS = 5;

export type Step = {
	session: number;
	gain: Estimate | null;
	why: string | null;
	/** Null where hidden. */
	patients: number | null;
	scored: number | null;
	unscored: number | null;
	few: boolean;
	/** Null where the scale has no smallest worthwhile difference, or there is no gain. */
	verdict: Verdict | null;
};

export const SESSIONS = Array.from({ length: MOST_SESSIONS }, (_, i) => i + 1);
export const cellOf = (session: number) => `session_${session}`;

/** The sessions that somebody had, or of which it is hidden whether, in their order; none of ranks. */
export function stepsOf({ total, measure }: Panel): Step[] {
	if (!total || unfitForChange(measure)) return [];
	return SESSIONS.flatMap((session): Step[] => {
		const cell = total.cells[cellOf(session)];
		if (!cell) return [];
		if (!cell.sums) return [hiddenStep(session, whyHidden(cell))];
		const [result] = marginalGains(aroundOf(total, session));
		if (!result) return [];
		const { mean, interval, patients, n, unscored } = result;
		const shown = patients >= INTERVAL_FROM_PATIENTS ? interval : null;
		const worthwhile = measure.smallestWorthwhile;
		return [
			{
				session,
				gain:
					mean === null
						? null
						: {
								value: rounded(mean),
								low: shown && rounded(shown.low),
								high: shown && rounded(shown.high)
							},
				why: mean === null ? 'not scored before and after it' : null,
				patients,
				scored: n,
				unscored,
				few: patients < FEW_PATIENTS,
				verdict:
					mean === null || worthwhile === null
						? null
						: verdictOf({ estimate: mean, interval, patients }, worthwhile)
			}
		];
	});
}

const hiddenStep = (session: number, why: string): Step => ({
	session,
	gain: null,
	why,
	patients: null,
	scored: null,
	unscored: null,
	few: false,
	verdict: null
});

/** The series that had the session, with their improvement before and after it, in the scale's unit. */
function aroundOf(group: Group, session: number) {
	const score = (value: unknown) => (value === null ? null : Number(value) / HUNDREDTHS);
	return (group.cells[cellOf(session)]?.records ?? []).map(({ patient, before, after }) => ({
		patient: String(patient),
		session,
		before: score(before ?? null),
		after: score(after ?? null)
	}));
}

/** Whether the interval lies above no gain. */
export const added = ({ gain }: Step) => gain !== null && gain.low !== null && gain.low > 0;

/** How many sessions from the first on each added. */
export function addedUpTo(steps: readonly Step[]): number {
	const stop = steps.findIndex((step, i) => step.session !== i + 1 || !added(step));
	return stop === -1 ? steps.length : stop;
}
