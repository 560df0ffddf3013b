/** `datapackage.json`: the bundle's tables as Data Package 2.0, a Table Schema for each file. */
import type { Field } from './fields.ts';
import { nameOf, sourceWords, type ReleaseFacts } from './facts.ts';
import type { BundleTable } from './tables.ts';

/** A file of the bundle with what a reader can hold it against. */
export type WrittenTable = {
	table: BundleTable;
	rows: number;
	bytes: number;
	sha256: string;
};

export function dataPackage(facts: ReleaseFacts, tables: readonly WrittenTable[]): string {
	const package_ = {
		$schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
		name: nameOf(facts).replace('@', '-'),
		title: facts.title,
		...(facts.description === '' ? {} : { description: facts.description }),
		version: String(facts.releaseNo),
		created: new Date(facts.madeAt).toISOString().replace(/\.\d+Z$/, 'Z'),
		keywords: ['microneedling', 'outcomes', 'side effects'],
		sources: [{ title: sourceWords(facts), version: `data version ${facts.dataVersion}` }],
		resources: tables.map(resource)
	};
	return `${JSON.stringify(package_, null, 2)}\n`;
}

function resource({ table, bytes, sha256 }: WrittenTable) {
	return {
		name: table.name,
		title: table.title,
		path: `data/${table.name}.csv`,
		type: 'table',
		format: 'csv',
		mediatype: 'text/csv',
		encoding: 'utf-8',
		bytes,
		hash: `sha256:${sha256}`,
		dialect: {
			$schema: 'https://datapackage.org/profiles/2.0/tabledialect.json',
			delimiter: ',',
			lineTerminator: '\r\n',
			quoteChar: '"',
			doubleQuote: true,
			header: true
		},
		schema: {
			$schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
			fields: table.fields.map(fieldOf),
			missingValues: [''],
			primaryKey: table.key,
			...(table.refers.length > 0
				? {
						foreignKeys: table.refers.map(({ fields, to, key }) => ({
							fields,
							reference: { resource: to, fields: key }
						}))
					}
				: {})
		}
	};
}

function fieldOf(field: Field) {
	const { name, type, label, unit, values, derivation, direction } = field;
	const constraints = {
		...(field.required ? { required: true } : {}),
		...(field.min === undefined ? {} : { minimum: field.min }),
		...(field.max === undefined ? {} : { maximum: field.max })
	};
	const categories = values?.map(({ value, label }) => ({
		value: type === 'integer' ? Number(value) : value,
		label
	}));
	return {
		name,
		type,
		title: label,
		...(derivation || direction
			? {
					description: [derivation, direction && `Direction: ${direction}.`]
						.filter(Boolean)
						.join(' ')
				}
			: {}),
		...(unit ? { unit } : {}),
		...(type === 'boolean' ? { trueValues: ['true'], falseValues: ['false'] } : {}),
		...(type === 'number' ? { decimalChar: '.' } : {}),
		...(categories ? { categories } : {}),
		...(Object.keys(constraints).length > 0 ? { constraints } : {})
	};
}
