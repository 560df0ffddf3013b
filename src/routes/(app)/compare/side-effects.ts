/**
 * The side effects of the same groups: asked with what that question takes of the address, while the
 * rest (concern, week) stays in its links, so that the way back leads to the same comparison.
 */
import { withKey } from '#lib/components/query.ts';
import type { Phrase } from '#lib/charts/figure.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { pageAnswer } from '../page-answer.ts';

/** What only scores have. */
const OF_SCORES = ['concern', 'measure', 'wk', 'clock', 'severity'];

export async function sideEffects(viewer: Viewer | null, params: URLSearchParams) {
	const asked = new URLSearchParams([...params].filter(([key]) => !OF_SCORES.includes(key)));
	const kept = [...params].filter(([key, value]) => OF_SCORES.includes(key) && value !== '');
	const answered = await pageAnswer(viewer, 'compare-safety', asked);
	const whole = (query: string) =>
		kept.reduce((all, [key, value]) => withKey(all, key, value), query);
	const { bar } = answered;
	return {
		...answered,
		bar: {
			...bar,
			query: whole(bar.query),
			set: bar.set.map((choice) => ({
				...choice,
				clearQuery: choice.clearQuery === null ? null : whole(choice.clearQuery)
			}))
		}
	};
}

/** Of the answer the sentence about redness, up to its verdict; nothing where there is none. */
export function rednessSentence(answer: readonly Phrase[]): Phrase[] {
	const start = answer.findIndex(({ text }) => text.startsWith('Of patients with redness'));
	if (start === -1) return [];
	const length = answer.slice(start).findIndex(({ text }) => text.startsWith('.'));
	if (length < 1) return [];
	return [{ text: ' ' }, ...answer.slice(start, start + length), { text: '.' }];
}
