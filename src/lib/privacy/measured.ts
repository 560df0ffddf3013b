/**
 * What the attack tests still find, in words for the methods page. A test measures it anew and fails
 * when a number here is no longer what it finds.
 */

/** `found` is the number with its unit, `what` the sentence that goes on from it. */
export const MEASURED: readonly { found: string; what: string }[] = [];
