/** The register of published results, narrowed to a concern and an area. */
import { areaLabel } from '#lib/domain/areas.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { evidenceRegister } from '#lib/server/app.ts';
import { registerBar } from './bar.ts';
import { choicesOf, studiesOf } from './register.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const register = await evidenceRegister();
	const { concerns, areas } = choicesOf(register);
	const { bar, wanted, problems } = registerBar(url.searchParams, {
		concern: concerns.map((value) => ({ value, label: CONCERN_WORDS[value].label })),
		area: areas.map((value) => ({ value, label: areaLabel(value) }))
	});
	return { studies: studiesOf(register, wanted), bar, problems };
};
