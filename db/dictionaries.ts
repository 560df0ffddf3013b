/**
 * Writes the dictionaries of the code (areas, side effects, contraindications, instruments and their
 * measures) into their tables, so that SQL and people with a database client see the same ones.
 */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { AREAS } from '#lib/domain/areas.ts';
import { CONTRAINDICATIONS } from '#lib/domain/contraindications.ts';
import { INSTRUMENTS } from '#lib/domain/instruments/index.ts';
import { CONCERNS, type Measure } from '#lib/domain/measure.ts';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import type {
	AreaTable,
	ContraindicationTable,
	Database,
	InstrumentTable,
	MeasureTable,
	SideEffectTermTable
} from './schema.ts';

const words = z.string().min(1);
const depth = z.number().min(0.05).max(6).nullable();
const days = z.int().min(0).nullable();
const positive = z.number().positive().nullable();

const areaRow = z.strictObject({
	area_code: z.string().regex(/^[a-z]+(\.[a-z]+)?$/),
	label: words,
	parent_code: words.nullable(),
	usual_depth_mm_min: depth,
	usual_depth_mm_max: depth,
	depth_basis: words
}) satisfies z.ZodType<AreaTable>;

const sideEffectRow = z.strictObject({
	term: z.string().regex(/^[a-z_]+$/),
	label: words,
	expected: z.enum(['expected', 'uncommon', 'unexpected', 'serious']),
	resolution_days_min: days,
	resolution_days_max: days,
	escalate_after_days: days,
	source: words
}) satisfies z.ZodType<SideEffectTermTable>;

const contraindicationRow = z.strictObject({
	code: z.string().regex(/^[a-z_]+$/),
	label: words,
	kind: words,
	washout: words.nullable(),
	concern: words,
	source: words,
	notes: words.nullable()
}) satisfies z.ZodType<ContraindicationTable>;

const instrumentRow = z.strictObject({
	instrument_id: words,
	name: words,
	licence: z.string()
}) satisfies z.ZodType<InstrumentTable>;

const measureRow = z
	.strictObject({
		instrument_id: words,
		measure: words,
		name: words,
		concern: z.enum([...CONCERNS, 'any', 'satisfaction', 'quality_of_life', 'other']),
		scale: z.enum(['ordinal', 'count', 'continuous', 'percentile', 'percent', 'binary']),
		min: z.number().nullable(),
		max: z.number().nullable(),
		step: positive,
		unit: words,
		better: z.enum(['lower', 'higher']),
		has_baseline: z.boolean(),
		percent_change_ok: z.boolean(),
		mcid: positive,
		responder_points: positive,
		responder_percent: positive,
		severity_cut_1: z.number().nullable(),
		severity_cut_2: z.number().nullable(),
		labels: z.record(z.string(), words).nullable()
	})
	.refine(({ min, max }) => min === null || max === null || min < max, {
		path: ['max'],
		message: 'max must be above min'
	}) satisfies z.ZodType<MeasureTable>;

export type DictionaryRows = {
	areas: AreaTable[];
	terms: SideEffectTermTable[];
	warnings: ContraindicationTable[];
	instruments: InstrumentTable[];
	measures: MeasureTable[];
};

/** The rows of every dictionary, checked. Throws an error that names the first wrong one. */
export function dictionaryRows(): DictionaryRows {
	return {
		areas: checked('area', areaRow, AREAS.map(asAreaRow)),
		terms: checked('side_effect_term', sideEffectRow, SIDE_EFFECTS.map(asSideEffectRow)),
		warnings: checked('contraindication', contraindicationRow, CONTRAINDICATIONS),
		instruments: checked(
			'instrument',
			instrumentRow,
			INSTRUMENTS.map(({ id, name, licence }) => ({ instrument_id: id, name, licence }))
		),
		measures: checked(
			'measure',
			measureRow,
			INSTRUMENTS.flatMap(({ id, measures }) =>
				measures.map((measure) => asMeasureRow(id, measure))
			)
		)
	};
}

/** Replaces the rows in one transaction, or in the one it is given; a second run changes nothing. */
export async function fillDictionaries(
	db: Kysely<Database>,
	{ areas, terms, warnings, instruments, measures } = dictionaryRows()
): Promise<void> {
	await inTransaction(db, async (tx) => {
		// Records name the codes without a key, so rows can be replaced; a clinic's own measures stay.
		await tx
			.deleteFrom('area')
			.where(
				'area_code',
				'in',
				areas.map((r) => r.area_code)
			)
			.execute();
		await tx.insertInto('area').values(areas).execute();
		await tx
			.deleteFrom('side_effect_term')
			.where(
				'term',
				'in',
				terms.map((r) => r.term)
			)
			.execute();
		await tx.insertInto('side_effect_term').values(terms).execute();
		await tx
			.deleteFrom('contraindication')
			.where(
				'code',
				'in',
				warnings.map((r) => r.code)
			)
			.execute();
		await tx.insertInto('contraindication').values(warnings).execute();
		await tx
			.deleteFrom('instrument')
			.where(
				'instrument_id',
				'in',
				instruments.map((r) => r.instrument_id)
			)
			.execute();
		await tx.insertInto('instrument').values(instruments).execute();
		await tx
			.deleteFrom('measure')
			.where(
				'measure',
				'in',
				measures.map((r) => r.measure)
			)
			.execute();
		await tx
			.insertInto('measure')
			.values(measures.map((row) => ({ ...row, labels: asJson(row.labels) })))
			.execute();
	});
}

/** The work in a transaction of its own, or in the one that is running. */
export const inTransaction = (
	db: Kysely<Database>,
	work: (tx: Kysely<Database>) => Promise<void>
): Promise<void> => (db.isTransaction ? work(db) : db.transaction().execute(work));

/** The rows, or an error that names the dictionary, the row and what is wrong with it. */
export function checked<T>(
	dictionary: string,
	schema: z.ZodType<T>,
	rows: readonly unknown[]
): T[] {
	return rows.map((row, index) => {
		const result = schema.safeParse(row);
		if (result.success) return result.data;
		throw new Error(
			`Row ${index + 1} of the dictionary ${dictionary} (${nameOf(row)}) is wrong: ` +
				result.error.issues.map((i) => `${i.path.join('.') || 'row'}: ${i.message}`).join('; ')
		);
	});
}

const nameOf = (row: unknown): string => JSON.stringify(row).slice(0, 120);

const asAreaRow = (area: (typeof AREAS)[number]) => ({
	area_code: area.code,
	label: area.label,
	parent_code: area.parent,
	usual_depth_mm_min: area.usualDepthMm?.min ?? null,
	usual_depth_mm_max: area.usualDepthMm?.max ?? null,
	depth_basis: area.depthBasis
});

const asSideEffectRow = (effect: (typeof SIDE_EFFECTS)[number]) => ({
	term: effect.term,
	label: effect.label,
	expected: effect.expected,
	resolution_days_min: effect.resolutionDays?.min ?? null,
	resolution_days_max: effect.resolutionDays?.max ?? null,
	escalate_after_days: effect.escalateAfterDays,
	source: effect.source
});

function asMeasureRow(instrumentId: string, measure: Measure) {
	const cuts = severityCuts(measure);
	const { responder } = measure;
	return {
		instrument_id: instrumentId,
		measure: measure.code,
		name: measure.name,
		concern: measure.concern,
		scale: measure.scale,
		min: measure.min,
		max: measure.max,
		step: measure.step,
		unit: measure.ucum,
		better: measure.better,
		has_baseline: measure.hasBaseline,
		percent_change_ok: measure.percentChangeOk,
		mcid: measure.mcid,
		responder_points: responder?.kind === 'points' ? responder.atLeast : null,
		responder_percent: responder?.kind === 'percent_of_baseline' ? responder.atLeast : null,
		severity_cut_1: cuts?.[0] ?? null,
		severity_cut_2: cuts?.[1] ?? null,
		labels: measure.labels
	};
}

/**
 * Where mild, moderate and severe meet, the smaller number first: the measure's own cut points, else
 * thirds of its range. Null without both ends, and for a rating of change, which has no baseline.
 */
export function severityCuts(measure: Measure): readonly [number, number] | null {
	const { min, max, hasBaseline } = measure;
	if (measure.severityCuts) return measure.severityCuts;
	if (!hasBaseline || min === null || max === null) return null;
	return [min + (max - min) / 3, min + (2 * (max - min)) / 3];
}

/** As jsonb: the driver would send an object as text of its own making. */
const asJson = (labels: Record<string, string> | null) =>
	labels === null ? null : sql<Record<string, string>>`${JSON.stringify(labels)}::jsonb`;
