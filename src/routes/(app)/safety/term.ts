/** The side effect that an address names. */
import { error } from '@sveltejs/kit';
import { list } from '#lib/domain/format.ts';
import { SIDE_EFFECTS, sideEffectOf, type SideEffect } from '#lib/domain/side-effects.ts';

/** Answers 404, with the side effects there are, for any other word. */
export function effectOf(term: string): SideEffect {
	const effect = sideEffectOf(term);
	if (effect) return effect;
	const names = list(SIDE_EFFECTS.map((known) => `${known.label.toLowerCase()} (${known.term})`));
	error(404, `There is no such side effect. Recorded are ${names}.`);
}
