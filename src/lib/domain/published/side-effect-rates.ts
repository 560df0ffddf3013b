/**
 * How often studies saw a side effect, as they printed it, and how alike that is to the clinic's own
 * figures. A study counts patients over a whole treatment; nothing is pooled and nothing rescaled.
 */
import { areaRoot } from '../areas.ts';
import { bandOf, DEPTH_BANDS } from '../bands.ts';
import { counted, list, percent } from '../format.ts';
import type { Least, Per } from '../view-keys.ts';
import type { Grade, PublishedSideEffectRow } from './row.ts';

/** What the clinic's own figures are narrowed to; nothing: all of it. */
export type RatesQuestion = {
	area?: string | undefined;
	depth?: string | undefined;
	device?: string | undefined;
	per: Per;
	least: Least;
};

export type PublishedRate = {
	/** "0 of 39", "up to 13.8 %". */
	result: string;
	grade: Grade;
	study: string;
	/** "ours are of all areas, its needle depth is not stated"; "alike" where nothing differs. */
	likeness: string;
	/** "0 of 39 (Alqarqaz 2018; grade C: ours are of all areas, its needle depth is not stated)". */
	sentence: string;
};

/** The published rates of one side effect after needling; results without a number are left to the register. */
export function publishedRates(
	term: string,
	question: RatesQuestion,
	rows: readonly PublishedSideEffectRow[]
): PublishedRate[] {
	return rows
		.filter((row) => row.term === term && !isComparator(row))
		.flatMap((row) => {
			const result = resultOf(row);
			if (result === null) return [];
			const differences = differencesOf(row, question);
			const grade: Grade = differences.length === 0 ? 'A' : differences.length === 1 ? 'B' : 'C';
			const likeness = differences.length === 0 ? 'alike' : differences.join(', ');
			const study = row.studyLabel;
			const sentence = `${result} (${study}; grade ${grade}: ${likeness})`;
			return [{ result, grade, study, likeness, sentence }];
		});
}

/** As one sentence; empty where no study gives a number. */
export const publishedRatesWords = (rates: readonly PublishedRate[]): string =>
	rates.length === 0
		? ''
		: `Patients with it over a treatment, as printed: ${list(rates.map(({ sentence }) => sentence))}.`;

/** A laser or peel that needling was compared with; the register says so in the term as it was reported. */
const isComparator = ({ termAsReported }: PublishedSideEffectRow) =>
	termAsReported.includes('comparator');

/** The number as printed. A count of all known cases, or one in nobody knows how many, is no rate. */
function resultOf({ nAffected, nAtRisk, percent: printed, countBasis }: PublishedSideEffectRow) {
	if (nAffected !== null && nAtRisk !== null) return `${nAffected} of ${nAtRisk}`;
	if (printed !== null) {
		const decimals = (String(printed).split('.')[1] ?? '').length;
		const words = percent(printed, decimals);
		return countBasis === 'maximum over studies' ? `up to ${words}` : words;
	}
	if (nAffected === null || countBasis !== 'patients') return null;
	return counted(nAffected, 'patient');
}

function differencesOf(
	row: PublishedSideEffectRow,
	{ area, depth, device, per, least }: RatesQuestion
) {
	const band = bandOf(DEPTH_BANDS, row.depthMmMax);
	return [
		row.countBasis === 'maximum over studies' ? 'the highest of several studies' : null,
		row.area === null
			? 'its areas are mixed'
			: !area
				? 'ours are of all areas'
				: areaRoot(row.area) === areaRoot(area)
					? null
					: 'on another area',
		row.device === null
			? 'its device is not stated'
			: !device
				? 'ours are of all devices'
				: device === row.device
					? null
					: 'with another device',
		!band
			? 'its needle depth is not stated'
			: !depth
				? 'ours are of all depths'
				: band.code === depth
					? null
					: 'at another depth',
		per === 'session' ? 'ours count sessions' : null,
		least === 'any' ? null : 'of any severity there'
	].filter((difference) => difference !== null);
}
