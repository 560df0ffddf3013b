/** Moments as these pages write them: in UTC, as they are stored. */
import { day } from '#lib/domain/format.ts';

/** "12 Nov 2026, 14:02 UTC". */
export const moment = (iso: string) => `${day(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`;

/** "12 Nov 2026". */
export const dayOf = (iso: string) => day(iso.slice(0, 10));
