/** One's own clinics beside all others of the installation: who may ask, and how the others stay unnamed. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Known } from '#lib/domain/filters.ts';
import { OUTSIDE_THRESHOLD, type Viewer } from '#lib/domain/roles.ts';
import type { Key } from './analysis.ts';
import type { Told } from './hide-small-groups.ts';
import { derivedSecret } from './secret.ts';
import { settings } from './settings.ts';

/** Staff of a clinic may see it beside others; who sees no clinic's name has nothing to compare. */
export const mayCompareClinics = ({ role, insideClinic }: Viewer) =>
	insideClinic && (role === 'director' || role === 'practitioner');

/**
 * The viewer for this one question, who sees every clinic, and from the outside; what may be known of
 * them; and what takes the ids of the others out of an answer, and their order with them. `secret`
 * decides which of the others is which number.
 */
export async function besideOthers(
	db: Kysely<Database>,
	viewer: Viewer,
	known: Known,
	secret = networkSecret()
) {
	// As the connection's own role: which clinics there are, not what is in them.
	const clinics = await db.selectFrom('clinic').select('clinic_id').execute();
	const ids = scattered(
		clinics.map((clinic) => clinic.clinic_id),
		secret
	);
	const others = ids.flatMap((id, i): [string, string][] =>
		viewer.clinics.includes(id) ? [] : [[id, `other-${i + 1}`]]
	);
	const names = new Map(others);
	// `network` is by clinic: the line of a group is a clinic's id.
	const unnamedKey = (key: Key): Key =>
		typeof key.line === 'string' ? { ...key, line: names.get(key.line) ?? key.line } : key;
	const labels = others.map(([, value]) => ({
		value,
		// Short enough for the end of a line in a chart.
		label: `clinic no. ${value.slice('other-'.length)}`
	}));
	return {
		viewer: {
			...viewer,
			clinics: ids,
			threshold: Math.max(OUTSIDE_THRESHOLD, viewer.threshold),
			insideClinic: false
		},
		known: { ...known, clinics: [...known.clinics, ...labels] },
		unnamed: ({ shown, totals, hidden }: Told): Told => ({
			shown: inOrder(shown, unnamedKey),
			totals,
			hidden: inOrder(hidden, unnamedKey)
		})
	};
}

/** In the order of the new names: that of the ids would say which is whose. */
function inOrder<T extends { key: Key }>(groups: readonly T[], renamed: (key: Key) => Key): T[] {
	const place = ({ key }: T) => [key.measure ?? '', key.area ?? '', key.line ?? ''].join(' ');
	return groups
		.map((group) => ({ ...group, key: renamed(group.key) }))
		.toSorted((a, b) => place(a).localeCompare(place(b), 'en', { numeric: true }));
}

/** Where no secret is set (tests, development), the numbers hold while the process runs. */
const OF_THIS_PROCESS = randomBytes(32).toString('base64url');

const networkSecret = () => derivedSecret(settings().secret ?? OF_THIS_PROCESS, 'network');

/**
 * The ids in an order that is the same every time. Without the secret nobody can compute it, so a
 * number does not tell the id, however few ids come into question.
 */
function scattered(ids: readonly string[], secret: string): string[] {
	const place = (id: string) => createHmac('sha256', secret).update(id).digest('hex');
	return ids
		.map((id) => ({ id, place: place(id) }))
		.toSorted((a, b) => (a.place < b.place ? -1 : 1))
		.map(({ id }) => id);
}
