/** Scores are stored and summed as whole hundredths of their unit, so that sums are exact. */
export const HUNDREDTHS = 100;
