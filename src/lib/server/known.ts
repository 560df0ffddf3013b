/** What a viewer may filter by, and which data the figures are from; kept until the data changes. */
import type { Kysely, Selectable } from 'kysely';
import type { Database, ProtocolTable } from '#db/schema.ts';
import type { Known } from '#lib/domain/filters.ts';
import { counted, day } from '#lib/domain/format.ts';
import type { ProtocolOption } from '#lib/domain/protocols.ts';
import type { Role, Viewer } from '#lib/domain/roles.ts';
import { withCohort } from './cohort.ts';
import { factsNow } from './facts.ts';
import { keptByVersion } from './kept-by-version.ts';
import {
	clinicsOf,
	MINE_AND_REST,
	practitionersOf,
	protocolsOf,
	quartersOf
} from './queries/known-values.ts';
import { needsOf, readerOf } from './replica.ts';
import { releasedKnowledge } from './releases/released-knowledge.ts';

/** Which data the figures are from, for the top bar, print and downloads. */
export type DataStamp = {
	version: number;
	/** "31 Oct 2026"; "15–31 Oct 2026" where clinics differ; of a release the day it was made. */
	through: string;
	/** The number of the release that the figures are from; null for the clinics' own records. */
	release: number | null;
	synthetic: boolean;
	/** "Demo clinic 1", or "6 clinics"; empty for roles that see none. */
	clinics: string;
	/** "Director". */
	role: string;
};

export type Knowledge = { known: Known; stamp: DataStamp };

const MOST_KEPT = 50;
const kept = keptByVersion(new Map<string, Knowledge>());

/**
 * Reads it at most once for each viewer's scope and data version: the version, and the epoch it is of, from
 * `db`, the rest through `reader`.
 */
export async function knowledgeOf(
	db: Kysely<Database>,
	viewer: Viewer,
	reader = readerOf(db)
): Promise<Knowledge & { epoch: number }> {
	const { dataVersion: version, epoch } = await factsNow(db);
	const id = JSON.stringify([viewer, epoch, version]);
	const found = kept.get(id);
	if (found) return { ...found, epoch };
	const knowledge = await reader(needsOf(viewer, version), (from) =>
		viewer.release ? releasedKnowledge(from, viewer, viewer.release) : read(from, viewer, version)
	);
	if (kept.size >= MOST_KEPT) kept.clear();
	kept.set(id, knowledge);
	return { ...knowledge, epoch };
}

/** The stamp of roles that see no records: an administrator's, a researcher's. */
export async function stampWithoutClinics(db: Kysely<Database>, role: Role): Promise<DataStamp> {
	const [latest, clinics] = await Promise.all([
		db
			.selectFrom('data_version')
			.select((eb) => eb.fn.max('version').as('version'))
			.executeTakeFirst(),
		db.selectFrom('clinic').select(['data_through', 'synthetic']).execute()
	]);
	const days = clinics.map((clinic) => clinic.data_through).toSorted();
	return {
		version: latest?.version ?? 0,
		through: throughWords(days[0], days.at(-1)),
		release: null,
		synthetic: clinics.some((clinic) => clinic.synthetic),
		clinics: '',
		role: roleWord(role)
	};
}

export const roleWord = (role: Role) => role.charAt(0).toUpperCase() + role.slice(1);

function read(db: Kysely<Database>, viewer: Viewer, version: number): Promise<Knowledge> {
	return withCohort(db, viewer, async (cohort) => {
		const clinics = await clinicsOf(cohort).execute();
		const protocols = await protocolsOf(cohort).execute();
		const practitioners = await practitionersOf(cohort).execute();
		const quarters = await quartersOf(cohort).execute();
		const labels = clinics.map((clinic) => ({
			value: clinic.clinic_id,
			label: clinic.label ?? clinic.clinic_id
		}));
		const days = clinics.map((clinic) => clinic.data_through).toSorted();
		return {
			known: {
				protocols: protocols.map(protocolOption),
				practitioners: practitionerOptions(
					viewer,
					practitioners.map((row) => row.operator_code ?? '')
				),
				// Outside the clinic nobody learns which clinic a figure is from.
				clinics: viewer.insideClinic ? labels : [],
				quarters: quartersThrough(
					quarters.map((row) => row.quarter),
					days.at(-1)
				),
				dataVersion: version
			},
			stamp: {
				version,
				through: throughWords(days[0], days.at(-1)),
				release: null,
				synthetic: clinics.some((clinic) => clinic.synthetic),
				clinics: labels.length === 1 ? (labels[0]?.label ?? '') : counted(labels.length, 'clinic'),
				role: roleWord(viewer.role)
			}
		};
	});
}

/** A protocol with what its dictionary entry prescribes. */
export const protocolOption = (row: Selectable<ProtocolTable>): ProtocolOption => ({
	value: row.protocol_id,
	label: row.name,
	plan: {
		device: row.device_type,
		deviceModel: row.device_model,
		depthMm: { min: row.depth_mm_min, max: row.depth_mm_max },
		needles: row.needle_count,
		passes: row.passes,
		sessions: row.planned_sessions,
		intervalDays: row.planned_interval_days,
		adjuncts: row.adjuncts
	}
});

/** A director chooses among all, a practitioner only between the own courses and the rest. */
function practitionerOptions(viewer: Viewer, codes: string[]) {
	if (!viewer.insideClinic) return [];
	if (viewer.role === 'director') {
		return codes.map((code) => ({ value: code, label: `practitioner ${code}` }));
	}
	return viewer.operatorCode === null ? [] : [...MINE_AND_REST];
}

/** A hundred years. */
const MOST_QUARTERS = 400;

/** Every quarter from the first recorded one to that of the last complete day. */
function quartersThrough(recorded: readonly string[], through: string | undefined): string[] {
	const last = through ? quarterOf(through) : '';
	const [first] = recorded;
	if (first === undefined) return [];
	const end = [...recorded, last].toSorted().at(-1) ?? first;
	const quarters = [first];
	for (let at = first; at < end && quarters.length < MOST_QUARTERS; quarters.push(at))
		at = after(at);
	return quarters;
}

const quarterOf = (day: string) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

function after(quarter: string): string {
	const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6))];
	return number < 4 ? `${year}-Q${number + 1}` : `${year + 1}-Q1`;
}

function throughWords(first: string | undefined, last: string | undefined): string {
	if (!first || !last) return 'no records yet';
	if (first === last) return day(last);
	// Days of one month: "15–31 Oct 2026".
	return first.slice(0, 7) === last.slice(0, 7)
		? `${Number(first.slice(8))}–${day(last)}`
		: `${day(first)} to ${day(last)}`;
}
