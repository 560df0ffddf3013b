/** `load.R`, `load.py`, `load.do`, `load.sps`: read the bundle's CSV files with their types and labels. */
import type { Field } from './fields.ts';
import type { BundleTable } from './tables.ts';

type Tables = readonly BundleTable[];

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const texts = (list: readonly string[]) => list.map(quoted).join(', ');
const END = '\n';
/** Codes of a text column that statistical programs can keep as a factor. */
const labelled = ({ type, values }: Field) => type === 'string' && values !== undefined;

const R_TYPES = {
	string: 'character',
	integer: 'integer',
	number: 'numeric',
	boolean: 'character'
} as const;

/** Base R only. */
export function loadR(tables: Tables): string {
	const reads = tables.map(({ name, fields }) =>
		[
			`${name} <- read("${name}", c(${fields.map((one) => `${one.name} = "${R_TYPES[one.type]}"`).join(', ')}))`,
			...fields
				.filter(({ type }) => type === 'boolean')
				.map((one) => `${name}$${one.name} <- ${name}$${one.name} == "true"`),
			...fields
				.filter(labelled)
				.map(
					(one) =>
						`${name}$${one.name} <- factor(${name}$${one.name}, levels = c(${texts((one.values ?? []).map(({ value }) => value))}))`
				),
			...fields.map((one) => `attr(${name}$${one.name}, "label") <- ${quoted(one.label)}`)
		].join(END)
	);
	return [
		'# Reads data/*.csv into data frames of the same names. Run in the folder of this file.',
		`read <- function(name, types) {
  read.csv(file.path("data", paste0(name, ".csv")), colClasses = types, na.strings = "",
    encoding = "UTF-8")
}`,
		...reads,
		''
	].join(`${END}${END}`);
}

const PANDAS_TYPES = {
	string: 'string',
	integer: 'Int64',
	number: 'Float64',
	boolean: 'boolean'
} as const;

export function loadPython(tables: Tables): string {
	const types = tables.map(
		({ name, fields }) =>
			`    "${name}": {${fields.map((one) => `"${one.name}": "${PANDAS_TYPES[one.type]}"`).join(', ')}},`
	);
	const labels = tables.map(
		({ name, fields }) =>
			`    "${name}": {${fields.map((one) => `"${one.name}": ${quoted(one.label)}`).join(', ')}},`
	);
	const codes = tables.map(
		({ name, fields }) =>
			`    "${name}": {${fields
				.filter(labelled)
				.map((one) => `"${one.name}": [${texts((one.values ?? []).map(({ value }) => value))}]`)
				.join(', ')}},`
	);
	return `"""Reads data/*.csv into pandas data frames: \`from load import tables\`."""
from pathlib import Path

import pandas as pd

TYPES = {
${types.join(END)}
}
LABELS = {
${labels.join(END)}
}
CODES = {
${codes.join(END)}
}


def read(name):
    path = Path(__file__).parent / "data" / f"{name}.csv"
    frame = pd.read_csv(path, dtype=TYPES[name], keep_default_na=False, na_values=[""],
                        true_values=["true"], false_values=["false"])
    for column, codes in CODES[name].items():
        frame[column] = pd.Categorical(frame[column], categories=codes)
    frame.attrs["labels"] = LABELS[name]
    return frame


tables = {name: read(name) for name in TYPES}
`;
}

/** Names in Stata have at most 32 characters; ours do. */
export function loadStata(tables: Tables): string {
	const reads = tables.map(({ name, fields }) => {
		const strings = fields
			.map(({ type }, index) => (type === 'string' || type === 'boolean' ? index + 1 : null))
			.filter((place) => place !== null);
		return [
			`import delimited using "data/${name}.csv", clear varnames(1) case(preserve) encoding("utf-8") bindquote(strict) stringcols(${strings.join(' ')})`,
			...fields
				.filter(({ type }) => type === 'boolean')
				.map(
					(one) =>
						`generate byte is_${one.name} = ${one.name} == "true" if ${one.name} != ""${END}drop ${one.name}${END}rename is_${one.name} ${one.name}`
				),
			...fields.map((one) => `label variable ${one.name} ${stataText(one.label.slice(0, 80))}`),
			`save "${name}.dta", replace`
		].join(END);
	});
	return [
		'* Reads data/*.csv and saves a .dta file for each. Run in the folder of this file.',
		'version 14',
		...reads,
		''
	].join(`${END}${END}`);
}

const stataText = (text: string) => `\`"${text}"'`;

const SPSS_FORMATS = { string: 'A255', integer: 'F10.0', number: 'F16.4', boolean: 'A5' } as const;

export function loadSpss(tables: Tables): string {
	const reads = tables.map(({ name, fields }) =>
		[
			`GET DATA /TYPE=TXT /FILE='data/${name}.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED`,
			`  /DELIMITERS="," /QUALIFIER='"' /FIRSTCASE=2 /VARIABLES=`,
			`  ${fields.map((one) => `${one.name} ${SPSS_FORMATS[one.type]}`).join(`${END}  `)}.`,
			`DATASET NAME ${name}.`,
			`VARIABLE LABELS ${fields.map((one) => `${one.name} ${spssText(one.label)}`).join(`${END}  `)}.`,
			...fields
				.filter(labelled)
				.map(
					(one) =>
						`VALUE LABELS ${one.name} ${(one.values ?? []).map(({ value, label }) => `${spssText(value)} ${spssText(label)}`).join(`${END}  `)}.`
				),
			'EXECUTE.'
		].join(END)
	);
	return [
		'* Reads data/*.csv into datasets of the same names. Run in the folder of this file.',
		'SET DECIMAL=DOT.',
		...reads,
		''
	].join(`${END}${END}`);
}

const spssText = (text: string) => `'${text.replaceAll("'", "''")}'`;
