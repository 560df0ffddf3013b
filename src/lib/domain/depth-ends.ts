/** The two ends of a band of depths, as a session of a file would name them. */

/**
 * In hundredths of a millimetre the upper end is the last that still belongs to the band, so that a file
 * read in again puts the session into the same one.
 */
export const DEPTH_ENDS: Readonly<Record<string, { min: number; max: number }>> = {
	'under-0.5': { min: 0.05, max: 0.49 },
	'0.5-1.0': { min: 0.5, max: 0.99 },
	'1.0-1.5': { min: 1, max: 1.49 },
	'1.5-2.0': { min: 1.5, max: 1.99 },
	'2.0-2.5': { min: 2, max: 2.5 },
	'over-2.5': { min: 2.51, max: 6 },
	'under-1': { min: 0.05, max: 0.99 },
	'1-2': { min: 1, max: 1.99 },
	'2-plus': { min: 2, max: 6 }
};
