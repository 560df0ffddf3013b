/** What speaks against needling: how often it is on record, and the reference list with its sources. */
import { CONTRAINDICATIONS } from '#lib/domain/contraindications.ts';
import { evidenceRegister } from '#lib/server/app.ts';
import { pageAnswer } from '../page-answer.ts';
import { listed } from './listed.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [answered, { sources }] = await Promise.all([
		pageAnswer(locals.viewer, 'contraindications-recorded', url.searchParams),
		evidenceRegister()
	]);
	return { answered, listed: listed(CONTRAINDICATIONS, sources) };
};
