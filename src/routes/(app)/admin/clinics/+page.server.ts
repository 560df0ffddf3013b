/** The clinics with records here, and who belongs to each. */
import { clinics } from '#lib/server/installation.ts';
import { listPeople } from '#lib/server/people.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const [all, people] = await Promise.all([clinics(), listPeople()]);
	return {
		clinics: all.map((clinic) => ({
			...clinic,
			people: people.flatMap(({ id, name, disabledAt, grants }) => {
				const roles = grants
					.filter((grant) => grant.clinics.includes(clinic.id))
					.map(({ role }) => role);
				return roles.length > 0 ? [{ id, name, roles, isDisabled: disabledAt !== null }] : [];
			})
		}))
	};
};
