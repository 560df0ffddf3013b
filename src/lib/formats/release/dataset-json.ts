/**
 * CDISC Dataset-JSON 1.1: ADSL (patients), ADQS (scores, as basic data structure) and ADAE (side effects).
 * In ADaM there is no day 0: the first session's day is day 1.
 */
import { createHash } from 'node:crypto';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { sideEffectLabel } from '#lib/domain/side-effects.ts';
import type { ReleaseFacts } from './facts.ts';
import { records, type Cells, type Source, type SourceTable, type Value } from './source.ts';

export const DATASETS = ['ADSL', 'ADQS', 'ADAE'] as const;
export type Dataset = (typeof DATASETS)[number];

type Column = [name: string, label: string, dataType: 'string' | 'integer' | 'double'];

const SUBJECT: Column[] = [
	['STUDYID', 'Study Identifier', 'string'],
	['USUBJID', 'Unique Subject Identifier', 'string'],
	['SITEID', 'Study Site Identifier', 'string']
];
const COLUMNS: Record<Dataset, { label: string; keys: string[]; columns: Column[] }> = {
	ADSL: {
		label: 'Subject-Level Analysis Dataset',
		keys: ['STUDYID', 'USUBJID'],
		columns: [
			...SUBJECT,
			['SUBJID', 'Subject Identifier for the Study', 'string'],
			['AGEGR1', 'Pooled Age Group 1', 'string'],
			['SEX', 'Sex', 'string'],
			['SKINGR1', 'Fitzpatrick Skin Type Group 1', 'string'],
			['SMOKE', 'Smoking', 'string'],
			['KELOIDFL', 'Keloids Before Flag', 'string'],
			['SAFFL', 'Safety Population Flag', 'string']
		]
	},
	ADQS: {
		label: 'Scores Analysis Dataset',
		keys: ['STUDYID', 'USUBJID', 'COURSEID', 'PARAMCD', 'AVISITN'],
		columns: [
			...SUBJECT,
			['COURSEID', 'Course of Treatment', 'string'],
			['LOC', 'Location of the Treatment', 'string'],
			['DEPTHGR1', 'Needle Depth Group 1 (mm)', 'string'],
			['PARAMCD', 'Parameter Code', 'string'],
			['PARAM', 'Parameter', 'string'],
			['MEASURE', 'Code of the Measure', 'string'],
			['AVISIT', 'Analysis Visit', 'string'],
			['AVISITN', 'Analysis Visit (N)', 'integer'],
			['ADY', 'Analysis Relative Day', 'integer'],
			['ABLFL', 'Baseline Record Flag', 'string'],
			['AVAL', 'Analysis Value', 'double'],
			['BASE', 'Baseline Value', 'double'],
			['CHG', 'Change from Baseline', 'double']
		]
	},
	ADAE: {
		label: 'Adverse Events Analysis Dataset',
		keys: ['STUDYID', 'USUBJID', 'COURSEID', 'AESEQ'],
		columns: [
			...SUBJECT,
			['COURSEID', 'Course of Treatment', 'string'],
			['AESEQ', 'Sequence Number', 'integer'],
			['AETERM', 'Reported Term for the Adverse Event', 'string'],
			['AEDECOD', 'Dictionary-Derived Term', 'string'],
			['AESEV', 'Severity/Intensity', 'string'],
			['AETOXGR', 'Standard Toxicity Grade', 'string'],
			['AESER', 'Serious Event', 'string'],
			['AEREL', 'Causality', 'string'],
			['AEOUT', 'Outcome of Adverse Event', 'string'],
			['ASTDY', 'Analysis Start Relative Day', 'integer'],
			['ADURN', 'AE Duration (N)', 'double'],
			['ADURU', 'AE Duration Units', 'string'],
			['SESSNO', 'Session It Followed', 'integer'],
			['TRTEMFL', 'Treatment Emergent Analysis Flag', 'string']
		]
	}
};

/** The dataset as JSON, a line for each row. */
export async function* datasetJson(
	facts: ReleaseFacts,
	source: Source,
	dataset: Dataset
): AsyncGenerator<string> {
	const { label, keys, columns } = COLUMNS[dataset];
	const count = await countOf(rowsOf(facts, source, dataset));
	const made = new Date(facts.madeAt).toISOString().slice(0, 19);
	const head = {
		datasetJSONCreationDateTime: made,
		datasetJSONVersion: '1.1.0',
		fileOID: `${studyOf(facts)}.${dataset}`,
		dbLastModifiedDateTime: made,
		originator: 'The contributing clinics',
		sourceSystem: { name: 'Stipple', version: `data version ${facts.dataVersion}` },
		studyOID: studyOf(facts),
		itemGroupOID: `IG.${dataset}`,
		records: count,
		name: dataset,
		label,
		columns: columns.map(([name, text, dataType]) => ({
			itemOID: `IT.${dataset}.${name}`,
			name,
			label: text,
			dataType,
			...(keys.includes(name) ? { keySequence: keys.indexOf(name) + 1 } : {})
		}))
	};
	yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
	let first = true;
	for await (const row of rowsOf(facts, source, dataset)) {
		yield `${first ? '' : ','}\n${JSON.stringify(columns.map(([name]) => row[name] ?? null))}`;
		first = false;
	}
	yield '\n]}\n';
}

type Row = Record<string, Value>;

/** The number stands before the rows, so they are walked twice. */
async function countOf(rows: AsyncGenerator<Row>): Promise<number> {
	let count = 0;
	while (!(await rows.next()).done) count += 1;
	return count;
}

const studyOf = ({ releaseNo }: ReleaseFacts) => `STIPPLE-R${releaseNo}`;
const number = (cell: string | undefined) => (cell ? Number(cell) : null);
const textOf = (cell: string | undefined) => cell || null;
/** Study days have no 0. */
const studyDay = (cell: string | undefined) => {
	const day = number(cell);
	return day === null || day < 0 ? day : day + 1;
};
const yesNo = (cell: string | undefined) => (cell === 'yes' ? 'Y' : cell === 'no' ? 'N' : null);
const SEX: Record<string, string> = { female: 'F', male: 'M', other: 'UNDIFFERENTIATED' };

function rowsOf(facts: ReleaseFacts, source: Source, dataset: Dataset): AsyncGenerator<Row> {
	const subject = (row: Cells) => ({
		STUDYID: studyOf(facts),
		USUBJID: `${studyOf(facts)}-${row.clinic_id}-${row.patient_id}`,
		SITEID: row.clinic_id ?? null
	});
	const writers = { ADSL: subjects, ADQS: scores, ADAE: events } as const;
	return writers[dataset](source, subject);
}

type Subject = (row: Cells) => Row;

async function* subjects(source: Source, subject: Subject): AsyncGenerator<Row> {
	for await (const row of of(source, 'patients')) {
		yield {
			...subject(row),
			SUBJID: textOf(row.patient_id),
			AGEGR1: textOf(row.age_band),
			SEX: row.sex ? (SEX[row.sex] ?? 'U') : 'U',
			SKINGR1: textOf(row.skin_type_band),
			SMOKE: textOf(row.smoking?.toUpperCase()),
			KELOIDFL: yesNo(row.keloid_history),
			SAFFL: 'Y'
		};
	}
}

/** Scores and courses stand in the same order: both are walked once, side by side. */
async function* scores(source: Source, subject: Subject): AsyncGenerator<Row> {
	const courses = of(source, 'courses');
	let course: Cells = {};
	let baseline: { of: string; value: number } | null = null;
	for await (const row of of(source, 'assessments')) {
		while (course.course_id !== row.course_id || course.clinic_id !== row.clinic_id) {
			const next = await courses.next();
			if (next.done) throw new Error(`no course ${row.course_id} of a score`);
			course = next.value;
		}
		const series = `${row.clinic_id} ${row.course_id} ${row.measure}`;
		const value = Number(row.value);
		const isBaseline = row.timepoint === 'baseline';
		if (isBaseline) baseline = { of: series, value };
		const base = baseline?.of === series ? baseline.value : null;
		yield {
			...subject(course),
			COURSEID: textOf(row.course_id),
			LOC: textOf(course.body_area),
			DEPTHGR1: textOf(course.depth_band),
			PARAMCD: paramCode(row.measure ?? ''),
			PARAM: measureOf(row.measure ?? '')?.name ?? textOf(row.measure),
			MEASURE: textOf(row.measure),
			AVISIT: textOf(row.visit_label),
			AVISITN: Number(row.assessed_day) / 7,
			ADY: studyDay(row.assessed_day),
			ABLFL: isBaseline ? 'Y' : null,
			AVAL: value,
			BASE: base,
			CHG: base === null || isBaseline ? null : hundredths(value - base)
		};
	}
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

/** At most eight letters and digits, the same for a measure in every release. */
const paramCode = (measure: string) =>
	/^[A-Z][A-Z0-9]{0,7}$/.test(measure)
		? measure
		: `Q${createHash('sha256').update(measure).digest('hex').slice(0, 7).toUpperCase()}`;

async function* events(source: Source, subject: Subject): AsyncGenerator<Row> {
	let course = '';
	let sequence = 0;
	for await (const row of of(source, 'side_effects')) {
		if (row.severity === 'none') continue;
		const own = `${row.clinic_id} ${row.course_id}`;
		sequence = own === course ? sequence + 1 : 1;
		course = own;
		yield {
			...subject(row),
			COURSEID: textOf(row.course_id),
			AESEQ: sequence,
			AETERM: textOf(row.term),
			AEDECOD: sideEffectLabel(row.term ?? ''),
			AESEV: row.severity === 'unknown' ? null : textOf(row.severity?.toUpperCase()),
			AETOXGR: textOf(row.grade),
			AESER: yesNo(row.serious),
			AEREL: textOf(row.relatedness?.toUpperCase()),
			AEOUT: textOf(row.outcome?.toUpperCase().replaceAll('_', ' ')),
			ASTDY: studyDay(row.onset_day),
			ADURN: number(row.duration_days),
			ADURU: row.duration_days ? 'DAYS' : null,
			SESSNO: number(row.session_no),
			TRTEMFL: 'Y'
		};
	}
}

async function* of(source: Source, name: SourceTable['table']['name']): AsyncGenerator<Cells> {
	const table = source.table(name);
	if (table) yield* records(table);
}
