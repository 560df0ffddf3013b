/** `data-dictionary.csv`: a row for each column of each table, and one for each measure. */
import { instrumentOf, MEASURES } from '#lib/domain/instruments/index.ts';
import { writeCsv } from '../csv.ts';
import type { BundleTable } from './tables.ts';

const COLUMNS = [
	'variable',
	'table',
	'label',
	'type',
	'unit',
	'values',
	'missing_codes',
	'derivation',
	'direction'
].map((key) => ({ key, label: key, type: 'text' as const }));

/** `measures`: the codes that occur. */
export function dataDictionary(
	tables: readonly BundleTable[],
	measures: ReadonlySet<string>
): string {
	const columns = tables.flatMap(({ name, fields }) =>
		fields.map((field) => [
			field.name,
			name,
			field.label,
			field.type,
			field.unit ?? '',
			(field.values ?? []).map(({ value, label }) => `${value} = ${label}`).join('; '),
			field.required ? '' : 'empty',
			field.derivation ?? '',
			field.direction ?? ''
		])
	);
	const scores = MEASURES.filter(({ code }) => measures.has(code)).map((measure) => [
		measure.code,
		'assessments',
		`${measure.name} (${instrumentOf(measure.code)?.name ?? ''})`,
		measure.scale,
		measure.ucum,
		valuesOf(measure),
		'',
		measure.responderWords,
		`${measure.better} is better`
	]);
	return writeCsv({ columns: COLUMNS, rows: [...columns, ...scores] });
}

function valuesOf({ min, max, step, labels }: (typeof MEASURES)[number]): string {
	if (labels) {
		return Object.entries(labels)
			.map(([value, label]) => `${value} = ${label}`)
			.join('; ');
	}
	const ends = [min === null ? null : `from ${min}`, max === null ? null : `to ${max}`];
	return [...ends, step === null ? null : `by ${step}`].filter((part) => part !== null).join(' ');
}
