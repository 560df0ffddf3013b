/**
 * Reads the published results kept beside this file, checks them, translates their codes with the
 * crosswalk and writes them into their tables. Facts and citations are as they were read; `label`,
 * `cohort` (who is the same group of people), `treats` (what "texture or scars" means in a study) and
 * `caution` in sources.csv are ours.
 */
import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import papaparse from 'papaparse';
import { z } from 'zod';
import {
	contractArea,
	contractConcern,
	contractDevice,
	contractDirection,
	contractSummary,
	contractTerm,
	NOT_MEASURES
} from '#lib/domain/crosswalk.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { checked, inTransaction } from '../dictionaries.ts';
import type {
	Database,
	PublishedOutcomeTable,
	PublishedSideEffectTable,
	PublishedSourceTable
} from '../schema.ts';

const words = z.string().min(1);
const text = z.string().transform((cell) => (cell === '' ? null : cell));
const number = z
	.string()
	.regex(/^(-?\d+(\.\d+)?)?$/, 'is not a number')
	.transform((cell) => (cell === '' ? null : Number(cell)));
const whole = z
	.string()
	.regex(/^\d*$/, 'is not a whole number')
	.transform((cell) => (cell === '' ? null : Number(cell)));
const confidence = z.enum(['high', 'medium', 'low']);

/** What "texture_scars" means in each study. */
type Treated = ReadonlyMap<string, 'acne_scars' | 'texture'>;

const sourceRow = z
	.strictObject({
		study_id: words,
		label: words.max(40),
		cohort: words,
		citation: words,
		year: whole,
		doi: text,
		pmid: text,
		pmcid: text,
		registration: text,
		design: words,
		evidence_type: words,
		concerns: words,
		areas: words,
		device_class: text,
		n_enrolled: whole,
		n_completed: whole,
		page_seen: words,
		what_was_seen: words,
		use: words,
		note: text,
		treats: z.enum(['acne_scars', 'texture', '']),
		caution: text
	})
	.transform(({ device_class, use, treats: _treats, ...row }) => ({
		...row,
		device: device_class === 'any' ? null : contractDevice(device_class),
		used_for: use
	})) satisfies z.ZodType<PublishedSourceTable>;

const outcomeRow = (treated: Treated) =>
	z
		.strictObject({
			row_id: words,
			study_id: words,
			arm_id: words,
			arm_role: z.enum([
				'microneedling',
				'rf_microneedling',
				'comparator',
				'untreated_control',
				'comparison',
				'mixed'
			]),
			// The study's year is in its source.
			year: whole,
			body_area: words,
			sub_area: text,
			concern: words,
			instrument_code: words.refine((code) => measureOf(code) || code in NOT_MEASURES, {
				message: 'is neither a measure nor known to be none'
			}),
			instrument_as_reported: words,
			scale_min: number,
			scale_max: number,
			score_direction: words,
			needle_depth_mm_min: number,
			needle_depth_mm_max: number,
			device: text,
			device_class: text,
			sessions: number,
			session_interval_weeks: number,
			adjunct: text,
			n_arm: whole,
			n_analyzed: whole,
			time_point_reported: text,
			weeks_from_first_session: number,
			weeks_after_last_session: number,
			weeks_basis: text,
			measure_type: words,
			baseline_mean: number,
			baseline_sd: number,
			followup_mean: number,
			followup_sd: number,
			change_mean: number,
			change_sd: number,
			change_ci_low: number,
			change_ci_high: number,
			ci_level_pct: number,
			dispersion_type: text,
			percent_improvement_reported: number,
			percent_improvement_sd: number,
			responder_definition: text,
			responder_n: whole,
			responder_denominator: whole,
			responder_percent: number,
			p_value_reported: text,
			percent_from_means_derived: number,
			consistency: text,
			page_seen: words,
			confidence,
			note: text
		})
		.transform(
			({
				year: _year,
				body_area,
				sub_area,
				instrument_code: instrument,
				score_direction,
				needle_depth_mm_min,
				needle_depth_mm_max,
				device,
				device_class,
				...row
			}) => ({
				...row,
				area: contractArea(body_area, sub_area),
				concern: contractConcern(row.concern, instrument, treated.get(row.study_id) ?? 'texture'),
				instrument,
				better: contractDirection(score_direction),
				depth_mm_min: needle_depth_mm_min,
				depth_mm_max: needle_depth_mm_max,
				device_model: device,
				device: contractDevice(device_class)
			})
		) satisfies z.ZodType<PublishedOutcomeTable>;

const sideEffectRow = (treated: Treated) =>
	z
		.strictObject({
			row_id: words,
			study_id: words,
			arm_id: words,
			body_area: words,
			concern: words,
			needle_depth_mm_min: number,
			needle_depth_mm_max: number,
			device_class: text,
			sessions: number,
			side_effect_code: words,
			term_as_reported: words,
			n_affected: whole,
			n_at_risk: whole,
			percent: number,
			count_basis: text,
			severity_as_reported: text,
			duration_value: number,
			duration_unit: text,
			duration_min_days: number,
			duration_max_days: number,
			duration_as_reported: text,
			page_seen: words,
			confidence,
			note: text
		})
		.transform(
			({
				body_area,
				needle_depth_mm_min,
				needle_depth_mm_max,
				device_class,
				side_effect_code: code,
				...row
			}) => ({
				...row,
				area: contractArea(body_area, null),
				concern: contractConcern(row.concern, null, treated.get(row.study_id) ?? 'texture'),
				depth_mm_min: needle_depth_mm_min,
				depth_mm_max: needle_depth_mm_max,
				device: contractDevice(device_class),
				term: contractTerm(code),
				summary: contractSummary(code)
			})
		) satisfies z.ZodType<PublishedSideEffectTable>;

export type Evidence = {
	sources: PublishedSourceTable[];
	outcomes: PublishedOutcomeTable[];
	sideEffects: PublishedSideEffectTable[];
};

/** The three tables, checked; throws an error that names the first wrong row. */
export function readEvidence(): Evidence {
	const rawSources = readTable('sources.csv');
	const treated: Treated = new Map(
		rawSources.map((row) => [
			row.study_id ?? '',
			row.treats === 'acne_scars' ? 'acne_scars' : 'texture'
		])
	);
	return {
		sources: checked('sources.csv', sourceRow, rawSources),
		outcomes: checked(
			'published-outcomes.csv',
			outcomeRow(treated),
			readTable('published-outcomes.csv')
		),
		sideEffects: checked(
			'published-side-effects.csv',
			sideEffectRow(treated),
			readTable('published-side-effects.csv')
		)
	};
}

function readTable(name: string): Record<string, string>[] {
	const csv = readFileSync(new URL(name, import.meta.url), 'utf8');
	const { data, errors } = papaparse.parse<Record<string, string>>(csv, {
		header: true,
		delimiter: ',',
		skipEmptyLines: true
	});
	const [first] = errors;
	if (first) throw new Error(`${name}, row ${(first.row ?? 0) + 2}: ${first.message}`);
	return data;
}

/** Replaces the published results in one transaction, or in the one it is given; a second run changes nothing. */
export async function fillEvidence(
	db: Kysely<Database>,
	{ sources, outcomes, sideEffects } = readEvidence()
): Promise<void> {
	await inTransaction(db, async (tx) => {
		await tx.deleteFrom('published_side_effect').execute();
		await tx.deleteFrom('published_outcome').execute();
		await tx.deleteFrom('published_source').execute();
		await tx.insertInto('published_source').values(sources).execute();
		await tx.insertInto('published_outcome').values(outcomes).execute();
		await tx.insertInto('published_side_effect').values(sideEffects).execute();
	});
}
