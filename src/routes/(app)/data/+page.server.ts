/** Why a number changed: the versions of the clinics' records, or two releases beside each other. */
import { error, redirect } from '@sveltejs/kit';
import { dataVersions } from '#lib/server/data-versions.ts';
import { differenceBetween, releaseNumbers } from '#lib/server/releases-desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { viewer, signedIn } = locals;
	if (signedIn?.role !== 'researcher') {
		if (!viewer) error(401, 'Sign in to see this.');
		const { threshold } = viewer;
		return { versions: await dataVersions(viewer), threshold, releases: [], difference: null };
	}
	const releases = await releaseNumbers(signedIn);
	const { searchParams } = url;
	if (releases.length < 2) return { versions: null, threshold: null, releases, difference: null };
	if (!searchParams.has('from') || !searchParams.has('to')) {
		redirect(307, `/data?from=${releases[1]}&to=${releases[0]}`);
	}
	const [from, to] = [searchParams.get('from'), searchParams.get('to')];
	const difference = await differenceBetween(signedIn, from, to);
	if (!difference)
		error(404, 'There is no such release. Leave out “from” and “to” to compare the latest two.');
	return { versions: null, threshold: null, releases, difference };
};
