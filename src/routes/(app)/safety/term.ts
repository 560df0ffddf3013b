/** The side effect that an address names. */
import { error } from '@sveltejs/kit';
import { sideEffectOf, type SideEffect } from '#lib/domain/side-effects.ts';

/** Answers 404, with where the side effects stand, for any other word. */
export function effectOf(term: string): SideEffect {
	const effect = sideEffectOf(term);
	if (effect) return effect;
	error(404, 'There is no such side effect. Safety lists those there are, each with its page.');
}
