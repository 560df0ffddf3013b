/** How far the chain was found unbroken, in one sentence. */
import { count } from '#lib/domain/format.ts';

type ChainState = {
	unbrokenTo: number;
	trustedTo: number;
	newest: number;
	broken: { entryNo: number; what: string } | null;
};

const WHAT: Readonly<Record<string, string>> = {
	changed: 'was changed after it was written',
	missing: 'is missing',
	'out of order': 'does not follow the entry before it',
	'not the one noted': 'is another than the one seen here before'
};

/** "Chain unbroken from entry 1 to 1,234." */
export function chainWords({ unbrokenTo, trustedTo, newest, broken }: ChainState): string {
	if (broken) {
		const before = broken.entryNo > 1 ? ` Entries before it are unbroken.` : '';
		return `Chain broken: entry ${count(broken.entryNo)} ${WHAT[broken.what] ?? 'is not as it was written'}.${before} Whoever owns the database can do that: find out who, and compare with a backup.`;
	}
	if (unbrokenTo < newest) {
		return `Chain unbroken from entry 1 to ${count(unbrokenTo)}; the next page view checks on. All at once: npm run stipple -- audit verify.`;
	}
	if (trustedTo > 0) {
		return `Chain unbroken from entry 1 to ${count(unbrokenTo)}; up to ${count(Math.min(trustedTo, unbrokenTo))} as found in the last 15 minutes. All of it now: npm run stipple -- audit verify.`;
	}
	return unbrokenTo === 0
		? 'No entries yet.'
		: `Chain unbroken from entry 1 to ${count(unbrokenTo)}.`;
}
