/** What can be taken of a release: its tables and their columns to look at before, and the ways to take them. */
import { error } from '@sveltejs/kit';
import { EXTRAS } from '#lib/formats/release/forms.ts';
import { bundleTables } from '#lib/formats/release/tables.ts';
import { cohortToTake, FILES_ARE_FOR, mayTake, releaseOf } from '#lib/server/releases-desk.ts';
import { isPersonAs, numberIn, whoAsks } from '../../asking.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { signedIn } = whoAsks(locals);
	const release = await releaseOf(signedIn, numberIn(params.number));
	if (!release) error(404, 'There is no such release.');
	if (release.withdrawn) error(410, 'This release was withdrawn: it has no files any more.');
	if (!mayTake(locals, release)) {
		error(403, FILES_ARE_FOR);
	}
	const { cohort, problem } = await cohortToTake(signedIn, release, url.searchParams.get('cohort'));
	if (problem !== null) error(404, problem);
	return {
		release: {
			releaseNo: release.releaseNo,
			title: release.title,
			synthetic: release.synthetic,
			patients: release.report.patients,
			hash: release.hash
		},
		cohort: cohort?.name ?? null,
		extras: EXTRAS,
		tables: bundleTables(release.report).map(({ name, title, fields, key }) => ({
			name,
			title,
			fields: fields.map((field) => ({
				name: field.name,
				type: field.type,
				label: field.label,
				unit: field.unit ?? '',
				values: (field.values ?? []).map(({ value, label }) => ({ value, label })),
				isKey: key.includes(field.name),
				derivation: field.derivation ?? '',
				direction: field.direction ?? ''
			}))
		})),
		api: `${url.origin}/api/v1/releases/${release.releaseNo}/bundle.zip`,
		mayHaveToken: isPersonAs(signedIn, 'researcher')
	};
};
