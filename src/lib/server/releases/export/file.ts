/** A single file of a release, or the bundle: whatever form was asked for. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Form, SingleForm } from '#lib/formats/release/forms.ts';
import { REDCAP_TABLES } from '#lib/formats/release/redcap.ts';
import type { TableName } from '#lib/formats/release/tables.ts';
import { exportBundle } from './bundle.ts';
import { madeFile, type ExportFile, type ExportOptions } from './made-file.ts';
import { singleFile, sourceOf, writeFileOf } from './other-formats.ts';
import { readTables } from './read-tables.ts';
import { ExportError, type Exported } from './release.ts';

/** As exportBundle, in any form. */
export const exportAs = (
	db: Kysely<Database>,
	exported: Exported,
	form: Form,
	options: ExportOptions
): Promise<ExportFile> =>
	form.kind === 'bundle'
		? exportBundle(db, { ...exported, formats: form.with }, options)
		: exportFile(db, exported, form, options);

/** One file alone; only the tables that it needs are read. */
export async function exportFile(
	db: Kysely<Database>,
	exported: Exported,
	form: SingleForm,
	options: ExportOptions
): Promise<ExportFile> {
	const { signal, progress } = options;
	return madeFile(db, exported, options, async (facts, folder) => {
		const only = tablesOf(form);
		const { files } = await readTables(db, facts, {
			folder,
			signal,
			...(only ? { only } : {}),
			progress: (done, of) => progress?.((done / of) * 0.5)
		});
		const told = files.find(({ table }) => 'table' in form && table.name === form.table);
		if ('table' in form && !told) {
			throw new ExportError(`This release has no table ${form.table}.`);
		}
		const rows = told?.rows ?? files.reduce((sum, table) => sum + table.rows, 0);
		if (form.kind === 'csv') {
			const mediaType = 'text/csv; charset=utf-8';
			const ending = `-${form.table}.csv`;
			return { path: told?.path ?? '', ending, mediaType, rows, ...(told ? { known: told } : {}) };
		}
		const { name, mediaType, chunks } = singleFile(form, facts, sourceOf(files), folder);
		const known = await writeFileOf(folder, `alone/${name}`, chunks);
		progress?.(1);
		return { path: known.path, ending: `-${name}`, mediaType, rows, known };
	});
}

/** Undefined where every table is needed. */
function tablesOf(form: SingleForm): readonly TableName[] | undefined {
	switch (form.kind) {
		case 'xlsx':
			return undefined;
		case 'redcap':
			return REDCAP_TABLES;
		case 'dataset-json':
			return { ADSL: ['patients'], ADQS: ['courses', 'assessments'], ADAE: ['side_effects'] }[
				form.dataset
			] as TableName[];
		default:
			// The flow counts the scores.
			return form.table === 'flow' ? ['assessments', 'flow'] : [form.table];
	}
}
