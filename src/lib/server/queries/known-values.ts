/** The values that filters may take because the records have them: protocols, practitioners, quarters. */
import type { Option } from '#lib/domain/dimensions.ts';
import type { Cohort } from '../cohort.ts';

/** The viewer's clinics with their labels, and the day up to which each is complete. */
export const clinicsOf = (cohort: Cohort) =>
	cohort
		.selectFrom('clinic')
		.select(['clinic_id', 'label', 'data_through', 'data_version', 'synthetic'])
		.orderBy('clinic_id');

/** Protocols that at least one course of the viewer's clinics was given under. */
export const protocolsOf = (cohort: Cohort) =>
	cohort
		.selectFrom('protocol')
		.selectAll()
		.where('protocol_id', 'in', (eb) =>
			eb.selectFrom('course_profile').select('protocol_id').where('protocol_id', 'is not', null)
		)
		.orderBy('name')
		.orderBy('protocol_id');

export const practitionersOf = (cohort: Cohort) =>
	cohort
		.selectFrom('course_profile')
		.select('operator_code')
		.where('operator_code', 'is not', null)
		.distinct()
		.orderBy('operator_code');

export const quartersOf = (cohort: Cohort) =>
	cohort.selectFrom('course_profile').select('quarter').distinct().orderBy('quarter');

/** What a practitioner may ask of colleagues: mine against the rest. */
export const MINE_AND_REST: readonly Option[] = [
	{ value: 'mine', label: 'my courses' },
	{ value: 'rest', label: 'courses of the others' }
];
