/** The concern that an address names. */
import { error } from '@sveltejs/kit';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { list } from '#lib/domain/format.ts';
import { CONCERNS, type Concern } from '#lib/domain/measure.ts';

/** Answers 404, with the concerns there are, for any other word. */
export function concernOf(name: string): Concern {
	const concern = CONCERNS.find((known) => known === name);
	if (concern) return concern;
	const names = list(CONCERNS.map((known) => CONCERN_WORDS[known].noun));
	error(404, `There is no such concern. Improvement is charted for ${names}.`);
}
