/** The papers of a bundle for machines: what protects people in it, what it is a part of, how to cite it. */
import {
	dayOf,
	nameOf,
	rulesOf,
	sourceWords,
	type ReleaseCounts,
	type ReleaseFacts
} from './facts.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const PUBLISHER = 'Stipple';
const CREATORS = 'The contributing clinics';

/** `privacy.json`: the report of the release, and what of it is in this bundle. */
export function privacyJson(facts: ReleaseFacts, counts: ReleaseCounts): string {
	const { report, releaseNo, hash, synthetic } = facts;
	return json({
		policy: report.policy,
		release: releaseNo,
		releaseHash: hash,
		synthetic,
		k: report.k,
		l: report.l,
		classes: report.classes,
		coursesOfAPatientAreLinked: report.linked,
		mainConcernOnly: report.mainConcernOnly,
		consent: 'only patients with consent to research',
		dates: 'no dates; days from the first session, on nominal days; at most the year of a start',
		quasiIdentifiers: report.columns,
		leftOutAtMost: report.leftOut,
		linkage: report.linkage,
		comparedWithReleases: report.comparedWith,
		...(report.origin ? { importedFrom: report.origin } : {}),
		inRelease: { patients: report.patients, courses: report.courses, rows: report.rows },
		inThisBundle: counts
	});
}

/** `filters.json`: the definition of the cohort, to make it again from the same release. */
export const filtersJson = (facts: ReleaseFacts) =>
	json({ release: facts.releaseNo, cohort: nameOf(facts), rules: rulesOf(facts) });

const titleOf = (facts: ReleaseFacts) =>
	facts.cohort ? `${facts.title}: ${facts.cohort.name}` : facts.title;
const versionOf = ({ releaseNo, cohort }: ReleaseFacts) =>
	cohort ? `${releaseNo}.${cohort.name.split('@')[1] ?? '1'}` : String(releaseNo);
const abstractOf = (facts: ReleaseFacts) =>
	[
		facts.description,
		`${sourceWords(facts)}: outcomes and side effects of microneedling${facts.synthetic ? ', made up for demonstration' : ''}.`
	]
		.filter((part) => part !== '')
		.join(' ');

/** `CITATION.cff`. YAML takes JSON's way of writing a text. */
export function citation(facts: ReleaseFacts): string {
	const quoted = (text: string) => JSON.stringify(text);
	return [
		'cff-version: 1.2.0',
		`message: ${quoted('If you use these data, please cite them as below.')}`,
		'type: dataset',
		`title: ${quoted(titleOf(facts))}`,
		`abstract: ${quoted(abstractOf(facts))}`,
		`version: ${quoted(versionOf(facts))}`,
		`date-released: ${quoted(dayOf(facts))}`,
		'authors:',
		`  - name: ${quoted(CREATORS)}`,
		'identifiers:',
		'  - type: other',
		`    value: ${quoted(`sha256:${facts.hash}`)}`,
		`    description: ${quoted('SHA-256 of the rows of the release')}`,
		'keywords:',
		'  - microneedling',
		''
	].join('\n');
}

/** `datacite.json`: the metadata that a DOI is registered with. */
export function dataCite(facts: ReleaseFacts, counts: ReleaseCounts): string {
	const day = dayOf(facts);
	return json({
		titles: [{ title: titleOf(facts) }],
		creators: [{ name: CREATORS, nameType: 'Organizational' }],
		publisher: { name: PUBLISHER },
		publicationYear: day.slice(0, 4),
		types: { resourceTypeGeneral: 'Dataset', resourceType: 'Clinical outcomes' },
		version: versionOf(facts),
		dates: [{ date: day, dateType: 'Issued' }],
		descriptions: [{ description: abstractOf(facts), descriptionType: 'Abstract' }],
		sizes: [`${counts.patients} patients`, `${counts.courses} courses`],
		formats: ['text/csv', 'application/json'],
		language: 'en',
		schemaVersion: 'http://datacite.org/schema/kernel-4'
	});
}
