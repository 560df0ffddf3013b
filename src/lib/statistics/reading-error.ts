/** What one reading of a patient is worth, from sums over patients who were read twice. */

/** Sums over patients of their first reading less their second, and of that squared. */
export type ReadingSums = { patients: number; difference: number; differenceSquares: number };

/**
 * Estimates the standard error of measurement of a single reading, for agreement: the root of the error
 * variance with the variance between readers added, as `intraclassCorrelation` gives it of the same pairs
 * (de Vet et al. 2006). For two readings both follow from the differences alone.
 *
 * Assumes independent patients, and errors that are normal and of one size. `scale` is what every reading
 * was multiplied by before it was summed. Below two patients: null.
 */
export function readingError(sums: ReadingSums, scale = 1): number | null {
	const { patients, difference, differenceSquares } = sums;
	if (patients < 2) return null;
	const ofMean = difference ** 2 / patients;
	const error = Math.max(0, differenceSquares - ofMean) / (2 * (patients - 1));
	const readers = ofMean / 2;
	return Math.sqrt(error + Math.max(0, (readers - error) / patients)) / scale;
}
