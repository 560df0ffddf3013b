/** Values that reach the lower parts of a page a task after the upper ones. */
import { turn } from '#lib/charts/turn.ts';
import { untrack } from 'svelte';

/** Follows the value in a task of its own: what shows it is worked out and laid out apart from the rest. */
export function later<T>(value: () => T): () => T {
	let shown = $state.raw(untrack(value));
	$effect(() => {
		const next = value();
		if (next === untrack(() => shown)) return;
		let off = false;
		void turn().then(() => off || (shown = next));
		return () => {
			off = true;
		};
	});
	return () => shown;
}
