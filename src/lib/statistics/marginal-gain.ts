/** What each further session added. */
import { sumsOf } from '#lib/statistics/cluster-sums.ts';
import { clusteredMean, type ClusteredMean } from '#lib/statistics/clustered-mean.ts';

/** The improvement of one series before a session of it and after it, both since baseline. */
export type AroundSession = {
	patient: string;
	/** 1 for the first session of the series */
	session: number;
	before: number | null;
	after: number | null;
};

export type MarginalGain = ClusteredMean & {
	session: number;
	/** series that had the session but lack a score before or after it */
	unscored: number;
};

/**
 * Estimates the mean further improvement with the first, second, third ... session: after less before in
 * the same series, patient-clustered (CR1) as `clusteredMean`. In the order of the sessions.
 *
 * Assumes independent patients and, to be read as the work of the session, that nothing else would have
 * changed meanwhile; those who go on to a later session are not those who stopped, so rows are not
 * compared with each other. A session without scores on both sides: no answer, 'no data'.
 */
export function marginalGains(
	sessions: readonly AroundSession[],
	confidence = 0.95
): MarginalGain[] {
	const numbers = [...new Set(sessions.map(({ session }) => session))].sort((a, b) => a - b);
	return numbers.map((session) => {
		const had = sessions.filter((each) => each.session === session);
		const gains = had.flatMap(({ patient, before, after }) =>
			before === null || after === null ? [] : [{ patient, value: after - before }]
		);
		const unscored = had.length - gains.length;
		return { session, ...clusteredMean(sumsOf(gains), confidence), unscored };
	});
}
