/** One's own clinics beside all others of the installation: who may ask, and how the others stay unnamed. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Known } from '#lib/domain/filters.ts';
import { OUTSIDE_THRESHOLD, type Viewer } from '#lib/domain/roles.ts';
import type { Key } from './analysis.ts';
import type { Told } from './hide-small-groups.ts';

/** Staff of a clinic may see it beside others; who sees no clinic's name has nothing to compare. */
export const mayCompareClinics = ({ role, insideClinic }: Viewer) =>
	insideClinic && (role === 'director' || role === 'practitioner');

/**
 * The viewer for this one question, who sees every clinic, and from the outside; what may be known of
 * them; and what takes the ids of the others out of an answer.
 */
export async function besideOthers(db: Kysely<Database>, viewer: Viewer, known: Known) {
	// As the connection's own role: which clinics there are, not what is in them.
	const clinics = await db.selectFrom('clinic').select('clinic_id').execute();
	const ids = clinics.map((clinic) => clinic.clinic_id).toSorted(byScatter);
	const others = ids.flatMap((id, i): [string, string][] =>
		viewer.clinics.includes(id) ? [] : [[id, `other-${i + 1}`]]
	);
	const names = new Map(others);
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
			shown: shown.map((group) => ({ ...group, key: unnamedKey(group.key) })),
			totals,
			hidden: hidden.map((group) => ({ ...group, key: unnamedKey(group.key) }))
		})
	};
}

/** An order that is the same every time and says nothing of the ids' own. */
function byScatter(a: string, b: string): number {
	return scattered(a) - scattered(b) || (a < b ? -1 : 1);
}

/** FNV-1a, 32 bits. */
function scattered(text: string): number {
	let hash = 0x811c9dc5;
	for (const character of text) {
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	}
	return hash;
}
