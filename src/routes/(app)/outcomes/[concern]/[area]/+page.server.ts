/** One concern on one area: over weeks beside what others published, and how patients differ. */
import { error } from '@sveltejs/kit';
import { withoutKey } from '#lib/components/query.ts';
import { AREA_ROOTS, areaLabel, isAreaCode } from '#lib/domain/areas.ts';
import { list } from '#lib/domain/format.ts';
import { concernOf } from '../../concern.ts';
import { pageAnswer } from '../../../page-answer.ts';
import type { PageServerLoad } from './$types';

/** Keys that only the lines over weeks take. */
const OVER_WEEKS = ['unit', 'miss', 'model', 'evidence', 'network'];

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const concern = concernOf(params.concern);
	const { area } = params;
	if (!isAreaCode(area)) {
		const areas = list(AREA_ROOTS.map((root) => areaLabel(root).toLowerCase()));
		error(404, `There is no such area. Areas are ${areas}.`);
	}
	const fixed = { concern, area };
	const query = OVER_WEEKS.reduce(withoutKey, url.searchParams.toString());
	const [answered, distribution] = await Promise.all([
		pageAnswer(locals.viewer, 'improvement-over-time', url.searchParams, fixed),
		pageAnswer(locals.viewer, 'change-distribution', new URLSearchParams(query), fixed)
	]);
	return { concern, area, answered, distribution };
};
