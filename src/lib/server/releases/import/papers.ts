/** What a bundle says of itself: the privacy report, the part of the release, and how its tables are described. */
import * as z from 'zod';
import { isDeepStrictEqual } from 'node:util';
import { COHORT_RULES, readCohortName, WHOLE_RELEASE } from '#lib/domain/cohort-rules.ts';
import { RELEASE_COLUMN_NAMES } from '#lib/domain/release-columns.ts';
import { RELEASE_K, type ReleaseOrigin, type ReleaseReport } from '#lib/domain/release-report.ts';
import { shorten } from '#lib/domain/refusals.ts';
import { Refused } from '../../accounts/refused.ts';
import type { BundleFiles } from './files.ts';
import { textOf } from './text.ts';

export type Papers = {
	title: string;
	description: string;
	/** When the release was made where it comes from: ISO 8601, UTC. */
	madeAt: string;
	dataVersion: number;
	synthetic: boolean;
	/** Of the release that it is, or is a part of. */
	hash: string;
	report: ReleaseReport;
	origin: ReleaseOrigin;
	/** `slug@3`; null where the bundle is of all of the release. */
	cohort: string | null;
	/** In the bundle. */
	patients: number;
	/** Rows of each table, but of `flow`. */
	rows: Readonly<Record<string, number>>;
	/** Path -> columns and hash, as datapackage.json describes each table. */
	tables: ReadonlyMap<string, { columns: readonly string[]; hash: string }>;
};

const number = z.int().min(0).max(1_000_000_000);
const share = z.number().min(0).max(1);
const words = z.string().max(2_000);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'no SHA-256');
const counts = z.strictObject({
	sessions: number,
	assessments: number,
	sideEffects: number,
	contacts: number
});
const release = z.int().min(1).max(1_000_000);

const origin = z.strictObject({
	release,
	hash,
	cohort: z.string().max(80).nullable(),
	rules: COHORT_RULES
});

const PRIVACY = z.strictObject({
	policy: words,
	release,
	releaseHash: hash,
	synthetic: z.boolean(),
	k: z.strictObject({ required: z.int().min(RELEASE_K), reached: number }),
	l: z.strictObject({
		required: number,
		columns: z.array(
			z.strictObject({ name: words, label: words, leastValues: number.nullable(), t: share })
		)
	}),
	classes: number,
	coursesOfAPatientAreLinked: z.boolean(),
	mainConcernOnly: z.boolean(),
	consent: words,
	dates: words,
	quasiIdentifiers: z
		.array(
			z.strictObject({
				name: z.enum(RELEASE_COLUMN_NAMES),
				label: words,
				fate: z.enum(['kept', 'banded', 'dropped']),
				step: z.int().min(0).max(9).nullable(),
				words,
				values: z
					.array(z.strictObject({ value: z.string().max(200), label: z.string().max(200) }))
					.max(10_000),
				informationLost: share
			})
		)
		.length(RELEASE_COLUMN_NAMES.length)
		.refine(
			(columns) => new Set(columns.map(({ name }) => name)).size === columns.length,
			'a column stands twice'
		),
	leftOutAtMost: z.strictObject({
		noConsent: number,
		nothingToTell: number,
		untreated: number,
		tooSmall: number,
		sensitive: number,
		waiting: number
	}),
	linkage: z.strictObject({ highest: share, mean: share, certain: number }),
	comparedWithReleases: z.array(release).max(10_000),
	importedFrom: origin.optional(),
	inRelease: z.strictObject({ patients: number, courses: number, rows: counts }),
	inThisBundle: z.strictObject({
		patients: number,
		courses: number,
		rows: z.record(z.string(), number)
	})
});

const FILTERS = z.strictObject({ release, cohort: z.string().max(80), rules: COHORT_RULES });

/** Only what is read of it; the rest is as the tables themselves say. */
const PACKAGE = z.object({
	title: z.string().min(1).max(200),
	description: z.string().max(5_000).default(''),
	version: z.string(),
	created: z.iso.datetime(),
	sources: z.tuple([z.object({ version: z.string().regex(/^data version \d{1,9}$/) })]),
	resources: z.array(
		z.object({
			path: z.string(),
			hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
			schema: z.object({ fields: z.array(z.object({ name: z.string() })) })
		})
	)
});

/** Throws Refused where a paper is not as Stipple writes it, or the papers contradict each other. */
export async function readPapers(files: BundleFiles): Promise<Papers> {
	const privacy = await parsed(files, 'privacy.json', PRIVACY);
	const filters = await parsed(files, 'filters.json', FILTERS);
	const described = await parsed(files, 'datapackage.json', PACKAGE);
	if (filters.release !== privacy.release || described.version !== String(privacy.release)) {
		throw new Refused(
			'privacy.json, filters.json and datapackage.json do not speak of the same release.'
		);
	}
	const cohort = cohortOf(filters);
	const { inRelease, inThisBundle } = privacy;
	const report: ReleaseReport = {
		policy: privacy.policy,
		k: privacy.k,
		l: privacy.l,
		classes: privacy.classes,
		linked: privacy.coursesOfAPatientAreLinked,
		mainConcernOnly: privacy.mainConcernOnly,
		columns: privacy.quasiIdentifiers,
		patients: inRelease.patients,
		courses: inRelease.courses,
		rows: inRelease.rows,
		leftOut: privacy.leftOutAtMost,
		linkage: privacy.linkage,
		comparedWith: privacy.comparedWithReleases
	};
	return {
		title: described.title,
		description: described.description,
		madeAt: described.created,
		dataVersion: Number(described.sources[0].version.replace(/\D/g, '')),
		synthetic: privacy.synthetic,
		hash: privacy.releaseHash,
		report,
		// Of a release that was itself imported, where it first came from.
		origin: privacy.importedFrom ?? {
			release: privacy.release,
			hash: privacy.releaseHash,
			cohort,
			rules: filters.rules
		},
		cohort,
		patients: inThisBundle.patients,
		rows: inThisBundle.rows,
		tables: new Map(
			described.resources.map(({ path, hash, schema }) => [
				path,
				{ columns: schema.fields.map(({ name }) => name), hash: hash.slice('sha256:'.length) }
			])
		)
	};
}

/** Null for all of the release. */
function cohortOf({ release, cohort, rules }: z.infer<typeof FILTERS>): string | null {
	const name = readCohortName(cohort);
	if (!name) throw new Refused(`filters.json names no cohort: “${shorten(cohort)}”.`);
	if (name.kind === 'cohort') return cohort;
	if (name.release === release && isDeepStrictEqual(rules, WHOLE_RELEASE)) return null;
	throw new Refused('filters.json names all of the release, and rules that name a part of it.');
}

async function parsed<Shape extends z.ZodType>(
	files: BundleFiles,
	name: string,
	shape: Shape
): Promise<z.infer<Shape>> {
	let json: unknown;
	try {
		json = JSON.parse(await textOf(files, name));
	} catch (error) {
		if (error instanceof Refused) throw error;
		throw new Refused(`${name} is no JSON.`);
	}
	const read = shape.safeParse(json);
	if (read.success) return read.data;
	const [issue] = read.error.issues;
	const at = issue?.path.map(String).join('.') ?? '';
	throw new Refused(
		`${name} is not as Stipple writes it${at === '' ? '' : `, at ${shorten(at)}`}: ${issue?.message ?? 'unreadable'}.`
	);
}
