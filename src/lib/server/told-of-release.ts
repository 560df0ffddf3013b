/** What a figure of a release says of the release, and which questions a release cannot answer. */
import type { Figure } from '#lib/charts/figure.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import type { Known } from '#lib/domain/filters.ts';
import { list } from '#lib/domain/format.ts';
import { RELEASE_K } from '#lib/domain/release-report.ts';
import type { ReleaseScope } from '#lib/domain/roles.ts';
import type { Analysis } from './analysis.ts';
import { NotTold } from './gate.ts';

/** Throws NotTold, in words, where the release does not tell what the question is about. */
export function refuseUntold({ ofRelease, title }: Analysis, { released }: Known): void {
	if (!released || !ofRelease) return;
	if (ofRelease.linked && !released.linked) {
		throw new NotTold(
			`“${title}” needs to know which courses are of one patient, and this release does not say. Choose one that links them under Releases, or ask for one.`
		);
	}
	const missing = ofRelease.finest.filter((name) => !released.finest.includes(name));
	if (missing.length === 0) return;
	const names = list(missing.map((name) => DIMENSION_FACTS[name].label.toLowerCase()));
	throw new NotTold(
		`“${title}” needs ${names} in the finest bands, and this release tells less, so that every class in it holds 11 patients. Choose another one under Releases, or ask for one in which ${names} matters most.`
	);
}

/** The figure with what a reader has to know of its source. */
export function withRelease(
	figure: Figure,
	{ number, cohort }: ReleaseScope,
	{ released }: Known
): Figure {
	const of =
		cohort === `release-${number}` ? `Release ${number}` : `Cohort ${cohort} of release ${number}`;
	const whose = released?.linked
		? 'The courses of a patient are linked.'
		: 'Courses of one patient are not linked: each counts as a patient of its own.';
	const sessions = released?.columns.sessions
		? 'Of sessions as many are told as the lower end of their band says, with the side effects that followed them.'
		: 'Only the first session of a course is told, with the side effects that followed it.';
	const few = `Whoever was scored at a visit may be fewer than ${RELEASE_K}: their class hides them.`;
	const text = `${of}, which never changes. ${whose} ${sessions} Visits are on their nominal weeks. ${few}`;
	return { ...figure, restsOn: [...figure.restsOn, { title: 'The release', text: [{ text }] }] };
}
