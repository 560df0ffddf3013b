/** What the counts of one flag say: how many patients have which answer, and the share with yes. */
import { counted, interval, percent, percentDecimals } from '#lib/domain/format.ts';
import type { FlagAnswer, RecordedFlag } from '#lib/domain/recorded-flags.ts';
import { clopperPearsonInterval, wilsonInterval, type Interval } from '#lib/statistics/index.ts';
import type { Group } from '../../analysis.ts';
import { whyHidden } from '../widen.ts';

export type Recorded = {
	/** Patients by answer; null where they are hidden. */
	answers: Record<FlagAnswer, number> | null;
	/** Of those with yes or no, the per cent with yes; null where nobody has either, or hidden. */
	share: number | null;
	interval: Interval | null;
	decimals: number;
	why: string | null;
};

/** Below so many patients an interval says nothing. */
const INTERVAL_FROM_PATIENTS = 5;

/** One flag of the treated patients. Unknown is not no: it counts in no share. */
export function recordedOf({ cells }: Group, flag: RecordedFlag): Recorded {
	const cell = cells[flag];
	const nothing = { share: null, interval: null, decimals: 0 };
	if (!cell?.sums) {
		return { ...nothing, answers: null, why: cell ? whyHidden(cell) : 'nobody was treated' };
	}
	const { yes = 0, no = 0, unknown = 0 } = cell.sums;
	const answers = { yes, no, unknown };
	const known = yes + no;
	if (known === 0) return { ...nothing, answers, why: 'not recorded of anybody' };
	const range =
		yes === 0 || no === 0 ? clopperPearsonInterval(yes, known) : wilsonInterval(yes, known);
	return {
		answers,
		share: (100 * yes) / known,
		interval:
			range && known >= INTERVAL_FROM_PATIENTS
				? { low: 100 * range.low, high: 100 * range.high }
				: null,
		decimals: percentDecimals(known),
		why: null
	};
}

/** "2.1 % (1.8 to 2.5)"; a dash or "hidden" where there is none. */
export function shareCell({ share, interval: range, decimals, why }: Recorded): string {
	if (share === null) return why?.startsWith('hidden') ? 'hidden' : '–';
	const words = interval(range?.low ?? null, range?.high ?? null, decimals);
	return `${percent(share, decimals)}${words && ` ${words}`}`;
}

/** As the mark's sentence ends: "recorded in 123 of 5,980 patients, 2.1 % (1.8 to 2.5)". */
export function inWords(recorded: Recorded): string {
	const { answers, why } = recorded;
	if (!answers) return why ?? 'hidden';
	const known = answers.yes + answers.no;
	if (known === 0) return why ?? 'no data';
	return `recorded in ${answers.yes} of ${counted(known, 'patient')} with an answer, ${shareCell(recorded)}`;
}
