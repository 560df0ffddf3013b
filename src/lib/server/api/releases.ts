/** Releases in the API's words: what the register and the page of a release say, and no row of one. */
import type { Release } from '../releases/register.ts';
import type { ApiRelease, ApiReleaseLine } from './release-schemas.ts';

/** A line of the register. */
export const asApiReleaseLine = (release: Release): ApiReleaseLine => ({
	release: release.releaseNo,
	title: release.title,
	made_at: release.madeAt,
	patients: release.report.patients,
	k: release.report.k.reached,
	data_version: release.dataVersion,
	synthetic: release.synthetic,
	hash: release.hash,
	withdrawn: release.withdrawn && {
		at: release.withdrawn.at,
		reason: release.withdrawn.reason
	}
});

/** A release with its privacy report. Whose records it was made of is not told. */
export function asApiRelease(release: Release): ApiRelease {
	const { description, ethicsReference, choices, report } = release;
	const { leftOut, rows, linkage } = report;
	return {
		...asApiReleaseLine(release),
		description,
		ethics_reference: ethicsReference,
		order: [...choices.order],
		policy: report.policy,
		classes: report.classes,
		courses: report.courses,
		linked: report.linked,
		main_concern_only: report.mainConcernOnly,
		rows: {
			sessions: rows.sessions,
			assessments: rows.assessments,
			side_effects: rows.sideEffects,
			contacts: rows.contacts
		},
		columns: report.columns.map((column) => ({
			name: column.name,
			label: column.label,
			fate: column.fate,
			words: column.words,
			values: column.values.map(({ value }) => value),
			information_lost: column.informationLost
		})),
		sensitive: report.l.columns.map(({ name, leastValues, t }) => ({
			name,
			least_values: leastValues,
			t
		})),
		left_out_at_most: {
			no_consent: leftOut.noConsent,
			nothing_to_tell: leftOut.nothingToTell,
			untreated: leftOut.untreated,
			too_small: leftOut.tooSmall,
			sensitive: leftOut.sensitive,
			waiting: leftOut.waiting
		},
		linkage: { highest: linkage.highest, mean: linkage.mean, certain: linkage.certain },
		compared_with: [...report.comparedWith]
	};
}
