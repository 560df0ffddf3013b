/** What a researcher may filter by in a release, and how its figures name their source. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Dimension, Option } from '#lib/domain/dimensions.ts';
import { day } from '#lib/domain/format.ts';
import { toldColumns, type ReleaseReport } from '#lib/domain/release-report.ts';
import type { ReleaseScope, Viewer } from '#lib/domain/roles.ts';
import { withCohort } from '../cohort.ts';
import { protocolOption, roleWord, type Knowledge } from '../known.ts';
import { protocolsOf } from '../queries/known-values.ts';

/** The columns that survived with the values they have. Throws where the release is gone. */
export async function releasedKnowledge(
	db: Kysely<Database>,
	viewer: Viewer,
	{ number, cohort }: ReleaseScope
): Promise<Knowledge> {
	const release = await db
		.selectFrom('release')
		.select(['title', 'report', 'data_version', 'synthetic', 'made_at'])
		.where('release_no', '=', number)
		.executeTakeFirstOrThrow();
	// Written by the one place that makes releases.
	const report = release.report as ReleaseReport;
	const columns = toldColumns(report);
	const values: Partial<Record<Dimension, readonly Option[]>> = Object.fromEntries(
		columns.map((column) => [column.name, column.values])
	);
	const protocols = values.protocol
		? await withCohort(db, viewer, (tables) => protocolsOf(tables).execute())
		: [];
	return {
		known: {
			protocols: protocols.map(protocolOption),
			practitioners: [],
			clinics: values.clinic ?? [],
			quarters: (values.quarter ?? []).map(({ value }) => `${value}-Q1`),
			dataVersion: release.data_version,
			released: {
				cohort,
				columns: values,
				finest: columns.filter(({ fate }) => fate === 'kept').map(({ name }) => name),
				linked: report.linked
			}
		},
		stamp: {
			version: release.data_version,
			through: day(release.made_at.slice(0, 10)),
			release: number,
			synthetic: release.synthetic,
			clinics: cohort === `release-${number}` ? release.title : cohort,
			role: roleWord(viewer.role)
		}
	};
}
