/** P5: exact medians and exact patients of every group, beside DuckDB's own. */
import { changeDistribution } from '#lib/server/analyses/change-distribution.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { DEFAULT_WEEK } from '#lib/domain/filters.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { FlatRow } from '#lib/server/analysis.ts';
import { quantile } from '#lib/statistics/index.ts';
import { mediansInTurn } from './in-turn.ts';
import { measured, type Measured } from './measured.ts';
import { difference, duckText, ownRows, partsOf, questionOf } from './peers.ts';
import type { Filled } from './place.ts';

const FIGURE = 2.5;
const WORDS = 'exact';

export async function mediansBeside(filled: Filled): Promise<Measured> {
	const question = questionOf(filled.network, changeDistribution, 'by=depth');
	const sums = questionOf(filled.network, improvementOverTime, 'by=depth');
	const { from, group } = partsOf(duckText(filled, sums));
	const score = `window_${VISIT_WEEKS.indexOf(DEFAULT_WEEK) + 1}`;
	const gain = `(direction * (${score} - baseline_x100))`;
	const text = `select measure, ${group}, count(${gain}) as scored,
			count(distinct case when ${gain} is not null then (clinic_id, patient_id) end) as patients_scored,
			quantile_cont(${gain}, 0.5) as median
		${from} and baseline_x100 is not null group by all`;
	const own = async () =>
		(await ownRows(filled, changeDistribution, question)).map((row): FlatRow => {
			// What changeSeries wrote: improvement and rule, and how many series have both; in their order.
			const counted = JSON.parse(String(row.gains)) as [number, number | null, number][];
			const gains = counted.flatMap(([gain, , series]) => new Array<number>(series).fill(gain));
			const median = quantile(gains, 0.5);
			return { ...row, gains: null, several: null, median };
		});
	const wrong = difference(await own(), await filled.duck.rows(text));
	if (wrong) return measured(WORDS, { wrong });
	const { ms, rounds } = await mediansInTurn([own, () => filled.duck.rows(text)]);
	return measured(WORDS, {
		ms: ms[0] ?? 0,
		peer: 'DuckDB, median and distinct',
		peerMs: ms[1] ?? 0,
		figure: FIGURE,
		rounds
	});
}
