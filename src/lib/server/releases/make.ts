/**
 * Makes a release: plans it on one state of the data, then writes it whole in one transaction, provided
 * that nothing has changed meanwhile. What is written can never be changed.
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { RELEASE_COLUMN_NAMES } from '#lib/domain/release-columns.ts';
import type { ReleaseChoices, ReleaseReport } from '#lib/domain/release-report.ts';
import type { EarlierRelease, Planned, ReleasePlan } from '#lib/privacy/release/course.ts';
import { NOT_SHOWN, SHOWN_TEXT } from '#lib/domain/shown-text.ts';
import { Refused } from '../accounts/refused.ts';
import { audit, type AuditSource } from '../audit.ts';
import { model } from '../models/model.ts';
import { lockRecords } from '../records/store.ts';
import { courseAsked } from './asked.ts';
import { dataVersion, earlierReleases, latestRelease, nextReleaseNo } from './earlier.ts';
import { readMaterial, type Details, type Material } from './read.ts';
import { refusalWords } from './refusal-words.ts';
import { reportOf } from './report.ts';
import { answerRequest } from './requests.ts';
import { hashOfRows, insertInBulk, insertRows } from './row-tables.ts';
import { clinicNumbers, releaseRows } from './rows.ts';

/** Who makes it: a person's id, "demo" or "console", with the clinics that they may release. */
export type ReleaseMaker = { id: string; name: string; clinics: readonly string[] };

export type ReleaseAskedFor = {
	title: string;
	description: string;
	ethicsReference: string;
	/** The request that it answers. */
	requestNo: number | null;
	choices: ReleaseChoices;
	/** Some or all of the maker's. */
	clinics: readonly string[];
};

export type MadeRelease = { releaseNo: number; hash: string; report: ReleaseReport };

/** How often an import may come between before it is given up. */
const TRIES = 3;

/** Throws Refused, in words that say what would help. */
export async function makeRelease(
	db: Kysely<Database>,
	maker: ReleaseMaker,
	asked: ReleaseAskedFor,
	source: AuditSource
): Promise<MadeRelease> {
	checkTexts(asked);
	checkChoices(maker, asked.clinics, asked.choices);
	for (let tries = 0; tries < TRIES; tries++) {
		await refuseMixed(db, asked.clinics);
		const latest = await latestRelease(db);
		const material = await readMaterial(db, asked.clinics);
		const earlier = await earlierReleases(db, asked.clinics);
		const planned = await plannedRelease(material, asked.choices, earlier);
		if ('refusal' in planned) {
			throw new Refused(refusalWords(planned.refusal, material, asked.choices.linked));
		}
		const made = await db
			.transaction()
			.execute((tx) => write(tx, { maker, asked, material, latest, source }, planned.plan));
		if (made) {
			// Else figures of it are planned as if it had no rows.
			await sql`select count_release_rows()`.execute(db);
			return made;
		}
	}
	throw new Refused('Records were imported while the release was made. Try again in a moment.');
}

/** Runs in the thread of models: on many courses it takes seconds. */
export const plannedRelease = (
	{ courses }: Pick<Material, 'courses'>,
	choices: ReleaseChoices,
	earlier: readonly EarlierRelease[]
): Promise<Planned> =>
	model('planRelease', { courses: courses.map(courseAsked), choices, earlier });

function checkTexts({ title, description, ethicsReference }: ReleaseAskedFor): void {
	if (title.trim() === '') throw new Refused('Give the release a title.');
	if (title.length > 120) throw new Refused('A title has at most 120 characters.');
	if (ethicsReference.length > 200) {
		throw new Refused('An ethics reference has at most 200 characters.');
	}
	const texts = { title, description, 'ethics reference': ethicsReference };
	for (const [name, text] of Object.entries(texts)) {
		if (!SHOWN_TEXT.test(lines(text))) throw new Refused(`Of the ${name}: ${NOT_SHOWN}`);
	}
}

/** Forms send line breaks in two characters. */
const lines = (text: string) => text.replaceAll('\r\n', '\n').trim();

/** Whether this maker may ask for it at all. Throws Refused. */
export function checkChoices(
	maker: ReleaseMaker,
	clinics: readonly string[],
	{ order }: ReleaseChoices
): void {
	if (clinics.length === 0) throw new Refused('Choose at least one clinic.');
	if (clinics.some((clinic) => !maker.clinics.includes(clinic))) {
		throw new Refused('You can release records of your own clinics only.');
	}
	const known = order.every((name) => RELEASE_COLUMN_NAMES.includes(name));
	if (!known || new Set(order).size < order.length) {
		throw new Refused('Name each column once, the most important first.');
	}
}

/** Real and invented records never stand in one release. */
export async function refuseMixed(db: Kysely<Database>, clinics: readonly string[]): Promise<void> {
	const rows = await db
		.selectFrom('clinic')
		.select('synthetic')
		.where('clinic_id', 'in', [...clinics])
		.execute();
	if (new Set(rows.map(({ synthetic }) => synthetic)).size > 1) {
		throw new Refused(
			'Synthetic and real records are never released together. Choose clinics of one kind.'
		);
	}
}

type Writing = {
	maker: ReleaseMaker;
	asked: ReleaseAskedFor;
	material: Material & Details;
	/** The latest release that the plan was held against. */
	latest: number;
	source: AuditSource;
};

/** Null, and nothing written, where the records or the releases are no longer those of the plan. */
async function write(
	tx: Transaction<Database>,
	writing: Writing,
	plan: ReleasePlan
): Promise<MadeRelease | null> {
	const { maker, asked, material, latest, source } = writing;
	// Imports wait here too, and other releases: what is read now stays so until this one is stored.
	await lockRecords(tx);
	if ((await latestRelease(tx)) !== latest) return null;
	if ((await dataVersion(tx)) !== material.dataVersion) return null;
	const releaseNo = await nextReleaseNo(tx);
	const clinics = clinicNumbers(plan);
	const rows = releaseRows(material, plan, clinics);
	const report = reportOf(plan, material, rows, clinics, asked.choices);
	const hash = hashOfRows(rows);
	await tx
		.insertInto('release')
		.values({
			release_no: releaseNo,
			title: asked.title.trim(),
			description: lines(asked.description),
			ethics_reference: asked.ethicsReference.trim(),
			request_no: asked.requestNo,
			clinics: [...asked.clinics].sort(),
			choices: sql`${JSON.stringify(asked.choices)}::jsonb`,
			report: sql`${JSON.stringify(report)}::jsonb`,
			data_version: material.dataVersion,
			synthetic: material.synthetic,
			made_at: new Date().toISOString(),
			made_by: maker.id,
			hash
		})
		.execute();
	await insertRows(tx, rows, releaseNo);
	await insertClasses(tx, plan, clinics, releaseNo);
	if (asked.requestNo !== null && !(await answerRequest(tx, asked.requestNo))) {
		throw new Refused('This request was answered before. Make the release without it.');
	}
	await audit(tx, {
		...source,
		action: 'release-made',
		object: String(releaseNo),
		detail: {
			clinics: [...asked.clinics].sort(),
			patients: report.patients,
			courses: report.courses,
			classes: report.classes,
			dataVersion: material.dataVersion,
			hash
		}
	});
	return { releaseNo, hash, report };
}

async function insertClasses(
	tx: Transaction<Database>,
	plan: ReleasePlan,
	clinics: ReadonlyMap<string, string>,
	releaseNo: number
): Promise<void> {
	const members = plan.members.map(({ clinic, patient, course, classNo }) => ({
		clinic_id: clinic,
		patient_id: patient,
		course_id: course,
		class_no: classNo
	}));
	await insertInBulk(
		tx,
		'release_member',
		{ clinic_id: 'text', patient_id: 'text', course_id: 'text', class_no: 'int' },
		members,
		releaseNo
	);
	const classes = plan.classes.map(({ classNo, bands, concerns, control }) => {
		const { clinic, ...others } = bands;
		const numbered = clinic ? { ...others, clinic: clinics.get(clinic) ?? null } : bands;
		return { class_no: classNo, bands: JSON.stringify({ ...numbered, concerns, control }) };
	});
	await sql`insert into release_class (release_no, class_no, bands)
		select ${releaseNo}::int, class_no, bands::jsonb
		from unnest(
			${classes.map((row) => row.class_no)}::int[],
			${classes.map((row) => row.bands)}::text[]
		) as given (class_no, bands)`.execute(tx);
}
