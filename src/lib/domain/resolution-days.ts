/**
 * The days after a session by which figures say what has passed. Exact days stay in the records: what
 * ends between two of these is gone by the later one, what is last known to be there is so on the earlier.
 */
export const RESOLUTION_DAYS = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90] as const;

/** Whoever still has it after the last day counts as followed until then. */
export const LAST_DAY = 90;
