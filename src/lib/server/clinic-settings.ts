/**
 * What routes call about a clinic's own choices: what holds and where it comes from, and the changes that
 * directors make. Each change raises the data version and has its audit entry in the same transaction.
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { ClinicChoiceTable, Database } from '#db/schema.ts';
import { areaLabel } from '#lib/domain/areas.ts';
import {
	pointsWords,
	readChoice,
	ruleWords,
	subjectOf,
	valueOf,
	type ChoiceKind,
	type ClinicChoice
} from '#lib/domain/clinic-choices.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { counted, list } from '#lib/domain/format.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { primaryMeasure } from '#lib/domain/primary-measures.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { audit, type AuditSource } from './audit.ts';
import { connection } from './connection.ts';
import { lockRecords, nextVersion, noteVersion } from './records/store.ts';

/** Somebody who is no director of the clinic, or a clinic that is not theirs: told alike. */
export class NotTheirClinic extends Error {}

/** A choice with who made it. */
export type MadeChoice = { choice: ClinicChoice; by: string; at: string };

export type ClinicSettings = {
	clinic: { id: string; label: string; visitWeeks: readonly number[] };
	/** All clinics of the viewer, to choose among. */
	clinics: { id: string; label: string }[];
	made: MadeChoice[];
};

/** The choices of one of the viewer's clinics, the first one unless named. Throws NotTheirClinic. */
export async function clinicSettings(
	viewer: Viewer,
	clinicId: string | null,
	db: Kysely<Database> = connection()
): Promise<ClinicSettings> {
	const rows = await db
		.selectFrom('clinic')
		.select(['clinic_id', 'label', 'visit_weeks'])
		.where('clinic_id', 'in', viewer.clinics.length > 0 ? viewer.clinics : [''])
		.orderBy('clinic_id')
		.execute();
	const found = clinicId === null ? rows[0] : rows.find((row) => row.clinic_id === clinicId);
	if (!found) throw new NotTheirClinic();
	const made = await forClinic(db, found.clinic_id, (tx) =>
		tx
			.selectFrom('clinic_choice')
			.leftJoin('person', 'person.id', 'clinic_choice.decided_by')
			.select(['kind', 'subject', 'value', 'decided_at', 'person.name'])
			.where('clinic_id', '=', found.clinic_id)
			.orderBy('kind')
			.orderBy('subject')
			.execute()
	);
	return {
		clinic: {
			id: found.clinic_id,
			label: found.label ?? found.clinic_id,
			visitWeeks: found.visit_weeks
		},
		clinics: rows.map(({ clinic_id: id, label }) => ({ id, label: label ?? id })),
		made: made.flatMap(({ kind, subject, value, decided_at: at, name }) => {
			const choice = readChoice(kind, subject, value);
			return choice ? [{ choice, by: name ?? 'somebody who is no longer here', at }] : [];
		})
	};
}

/** Makes the choice hold for the clinic from now on. Throws NotTheirClinic. */
export async function choose(
	viewer: Viewer,
	clinicId: string,
	choice: ClinicChoice,
	source: AuditSource,
	db: Kysely<Database> = connection()
): Promise<void> {
	const key = { kind: choice.kind, subject: subjectOf(choice) };
	await changed(viewer, clinicId, key, source, db, async (tx) => {
		const value = sql<ClinicChoiceTable['value']>`${JSON.stringify(valueOf(choice))}::jsonb`;
		const made = { value, decided_by: source.actor, decided_at: sql<string>`now()` };
		await tx
			.insertInto('clinic_choice')
			.values({ clinic_id: clinicId, ...key, ...made })
			.onConflict((conflict) =>
				conflict.columns(['clinic_id', 'kind', 'subject']).doUpdateSet(made)
			)
			.execute();
		return choice;
	});
}

/** Lets what was published, or what the clinic's file says, hold again. Throws NotTheirClinic. */
export async function takeBack(
	viewer: Viewer,
	clinicId: string,
	key: { kind: ChoiceKind; subject: string },
	source: AuditSource,
	db: Kysely<Database> = connection()
): Promise<void> {
	await changed(viewer, clinicId, key, source, db, async (tx) => {
		await tx
			.deleteFrom('clinic_choice')
			.where('clinic_id', '=', clinicId)
			.where('kind', '=', key.kind)
			.where('subject', '=', key.subject)
			.execute();
		return null;
	});
}

/** Runs the change unless it would change nothing; `change` gives what holds afterwards. */
async function changed(
	viewer: Viewer,
	clinicId: string,
	key: { kind: ChoiceKind; subject: string },
	source: AuditSource,
	db: Kysely<Database>,
	change: (tx: Transaction<Database>) => Promise<ClinicChoice | null>
): Promise<void> {
	if (viewer.role !== 'director' || !viewer.clinics.includes(clinicId)) throw new NotTheirClinic();
	await forClinic(db, clinicId, async (tx) => {
		// Imports raise the version under the same lock.
		await lockRecords(tx);
		const before = await choiceIn(tx, clinicId, key);
		const after = await change(tx);
		if (JSON.stringify(before) === JSON.stringify(after)) return;
		const version = await nextVersion(tx);
		await noteVersion(tx, version, 'A clinic changed how its figures are read', [clinicId]);
		const clinic = await tx
			.selectFrom('clinic')
			.select('visit_weeks')
			.where('clinic_id', '=', clinicId)
			.executeTakeFirst();
		const unchosen = publishedWords(key, clinic?.visit_weeks ?? []);
		await audit(tx, {
			...source,
			action: 'clinic-setting-changed',
			clinic: clinicId,
			object: objectWords(key),
			detail: {
				was: before ? choiceWords(before) : unchosen,
				is: after ? choiceWords(after) : unchosen,
				dataVersion: version
			}
		});
	});
}

/** A transaction that may touch this clinic's choices and no other's. */
const forClinic = <T>(
	db: Kysely<Database>,
	clinicId: string,
	work: (tx: Transaction<Database>) => Promise<T>
): Promise<T> =>
	db.transaction().execute(async (tx) => {
		await sql`select set_config('app.clinics', ${clinicId}, true)`.execute(tx);
		return work(tx);
	});

async function choiceIn(
	tx: Transaction<Database>,
	clinicId: string,
	{ kind, subject }: { kind: ChoiceKind; subject: string }
): Promise<ClinicChoice | null> {
	const row = await tx
		.selectFrom('clinic_choice')
		.select('value')
		.where('clinic_id', '=', clinicId)
		.where('kind', '=', kind)
		.where('subject', '=', subject)
		.executeTakeFirst();
	return row ? readChoice(kind, subject, row.value) : null;
}

/** "better by 2 grades or more", "Merz 0–4", "weeks 4, 12 and 26". */
export function choiceWords(choice: ClinicChoice): string {
	switch (choice.kind) {
		case 'responder': {
			const measure = measureOf(choice.measure);
			return measure ? ruleWords(choice.rule, measure) : String(choice.rule.atLeast);
		}
		case 'worthwhile': {
			const measure = measureOf(choice.measure);
			return measure ? pointsWords(choice.atLeast, measure) : String(choice.atLeast);
		}
		case 'primary':
			return measureOf(choice.measure)?.shortName ?? choice.measure;
		case 'visits':
			return visitsWords(choice.weeks);
	}
}

/** What holds where the clinic chose nothing. */
function publishedWords(
	{ kind, subject }: { kind: ChoiceKind; subject: string },
	visitWeeks: readonly number[]
): string {
	const measure = measureOf(subject);
	const [concern, area = ''] = subject.split('.');
	switch (kind) {
		case 'responder':
			return measure?.responder ? measure.responderWords : 'no rule';
		case 'worthwhile':
			return measure?.smallestWorthwhile
				? pointsWords(measure.smallestWorthwhile, measure)
				: 'none';
		case 'primary': {
			const named = Object.keys(CONCERN_WORDS).find((name) => name === concern);
			// A key of CONCERN_WORDS is a concern.
			const code = named ? primaryMeasure(named as keyof typeof CONCERN_WORDS, area) : null;
			return code === null ? 'none' : (measureOf(code)?.shortName ?? code);
		}
		case 'visits':
			return visitsWords(visitWeeks);
	}
}

const visitsWords = (weeks: readonly number[]) =>
	`${weeks.length === 1 ? 'week' : 'weeks'} ${list(weeks.map(String))}`;

function objectWords({ kind, subject }: { kind: ChoiceKind; subject: string }): string {
	const [concern = '', area = ''] = subject.split('.');
	switch (kind) {
		case 'responder':
			return `Improved enough on ${measureOf(subject)?.shortName ?? subject}`;
		case 'worthwhile':
			return `Smallest worthwhile difference on ${measureOf(subject)?.shortName ?? subject}`;
		case 'primary':
			return `Leading measure of ${concern} on the ${areaLabel(area).toLowerCase()}`;
		case 'visits':
			return 'Planned visits';
	}
}

/** "All is as published.", "2 choices of its own." */
export const madeWords = (made: readonly MadeChoice[]) =>
	made.length === 0 ? 'All is as published.' : `${counted(made.length, 'choice')} of its own.`;
