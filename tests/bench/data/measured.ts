/** One line of the table: what was measured, beside what, and which figure it is held to. */
import type { Result } from '../suite.ts';

export type Measured = Omit<Result, 'suite' | 'name'>;

type Numbers = {
	ms?: number;
	peer?: string;
	peerMs?: number | null;
	/** At most this many times the peer's time, or so many milliseconds where there is no peer. */
	figure?: number | null;
	rounds?: number;
	/** What differs from the peer's answer: then nothing was timed. */
	wrong?: string;
	numbers?: Record<string, number | string | null>;
};

export const COLUMNS = ['what', 'ms', 'peer ms', 'ratio', 'figure', 'lean', 'rounds'] as const;

export function measured(words: string, numbers: Numbers): Measured {
	const { ms, peer = null, peerMs = null, figure = null, rounds = 0, wrong } = numbers;
	if (wrong !== undefined) {
		return {
			cells: [`WRONG: ${wrong}`],
			numbers: { of: words, wrong },
			ok: false,
			wrong: true
		};
	}
	const ratio = ms !== undefined && peerMs !== null ? ms / peerMs : null;
	const held = ratio ?? ms ?? null;
	const lean = numbers.numbers?.leanRatio;
	return {
		cells: [
			peer === null ? words : `${words} beside ${peer}`,
			spelled(ms ?? null),
			spelled(peerMs),
			ratio === null ? '' : ratio.toFixed(2),
			figure === null ? '' : `<= ${figure}${ratio === null ? ' ms' : ''}`,
			typeof lean === 'number' ? lean.toFixed(2) : '',
			rounds === 0 ? '' : String(rounds)
		],
		numbers: {
			of: words,
			ms: ms ?? null,
			peer,
			peerMs,
			ratio,
			figure,
			rounds,
			...numbers.numbers
		},
		ok: figure === null || held === null || held <= figure,
		wrong: false
	};
}

const spelled = (ms: number | null) =>
	ms === null ? '' : ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0);
