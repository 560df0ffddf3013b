/** The register of published results, narrowed to a concern and an area. */
import { areaLabel } from '#lib/domain/areas.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import type { Problem } from '#lib/domain/filters.ts';
import * as app from '#lib/server/app.ts';
import { registerBar } from './bar.ts';
import { choicesOf, studiesOf, type Register } from './register.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const register = await registerOf(app);
	const { concerns, areas } = choicesOf(register);
	const { bar, wanted, problems } = registerBar(url.searchParams, {
		concern: concerns.map((value) => ({ value, label: CONCERN_WORDS[value].label })),
		area: areas.map((value) => ({ value, label: areaLabel(value) }))
	});
	return { studies: studiesOf(register, wanted), bar, problems: problems satisfies Problem[] };
};

/** Until app.ts gives the register: an empty one, so that the page stands. */
async function registerOf(server: object): Promise<Register> {
	if (!('evidenceRegister' in server)) return { outcomes: [], sideEffects: [], sources: [] };
	// Its shape is agreed on; the type comes with it.
	return (server as { evidenceRegister: () => Promise<Register> }).evidenceRegister();
}
