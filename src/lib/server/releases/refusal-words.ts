/** Why a release cannot be made, and what would help, in words for whoever asked for it. */
import { count } from '#lib/domain/format.ts';
import { MOST_LEFT_OUT, RELEASE_K } from '#lib/domain/release-report.ts';
import type { ReleaseRefusal } from '#lib/privacy/release/course.ts';
import { atMost } from './report.ts';
import type { Material } from './read.ts';

/** One or two sentences: what is wrong, what to do. */
export function refusalWords(
	{ why, releaseNo, leftOut }: ReleaseRefusal,
	{ noConsent }: Pick<Material, 'noConsent'>,
	linked: boolean
): string {
	const share = `${MOST_LEFT_OUT * 100} % of the patients`;
	switch (why) {
		case 'nobody':
			return noConsent > 0
				? 'No patient of these clinics has consented to research, so there is nothing to release. Consent comes with the import of patients, in the column research_consent.'
				: 'There is nothing to release yet: no patient of these clinics has a score or a session.';
		case 'too-few':
			return `Fewer than ${RELEASE_K} patients consented to research and have a score or a session. Add clinics, or wait until there are more.`;
		case 'too-different':
			return linked
				? `With the courses of a patient linked, at most ${count(atMost(leftOut))} patients would have to be left out, more than ${share}: their sets of courses are shared by too few. Release the courses unlinked, or add clinics.`
				: `Even without any column at most ${count(atMost(leftOut))} patients would have to be left out, more than ${share}: too few share their concern. Add clinics, or wait until there are more patients.`;
		case 'too-similar':
			return `This would differ from release ${releaseNo} by a few patients in many places, and at most ${count(atMost(leftOut))} patients would have to wait, more than ${share}. Use release ${releaseNo}, or wait until more patients have come.`;
	}
}
