/**
 * The attacks themselves. Each returns what it found, in words, so that a test can ask for nothing, and
 * for something where hiding is switched off.
 */
import { areaRoot } from '#lib/domain/areas.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import { optionsOf } from '#lib/domain/filters.ts';
import { quartersOf } from '#lib/domain/quarter-options.ts';
import { isFew, patientsOf, placesOfArea, unitsAt, type Place, type Unit } from './records.ts';
import { ANALYSIS_IDS, type Attacker, type Seen } from './seen.ts';

/** The policy's threshold: what the attacks hold an answer to, whatever the viewer's own is. */
export const K = 5;

export type Target = {
	who: Attacker;
	units: readonly Unit[];
	/** What the attacker filters and groups by. */
	dimensions: readonly Dimension[];
	/** The analyses that are asked, where not all are. */
	analyses?: readonly string[];
	/** What is left out of the answers: a gate that hides less, to see an attack succeed. */
	onlyLarge?: boolean;
};

/** The values of a dimension that somebody has, and the spans of them that can be asked for. */
export function valuesOf({ who, units }: Target, dimension: Dimension): string[] {
	const there = new Set(
		units.flatMap(({ values }) =>
			dimension === 'area' ? placesOfArea(values.area ?? '') : (values[dimension] ?? null)
		)
	);
	return optionsOf(dimension, who.known)
		.map(({ value }) => value)
		.filter((value) => there.has(value) || (dimension === 'quarter' && !value.includes('-Q')));
}

export const takes = (analysisId: string, dimension: Dimension) =>
	(analysisId === 'improvement-over-time' || dimension !== 'severity') &&
	(analysisId !== 'session-counts' || dimension !== 'sessions');
/** Improvement takes the area as panels, not as a grouping. */
export const groups = (analysisId: string, dimension: Dimension) =>
	takes(analysisId, dimension) && (analysisId !== 'improvement-over-time' || dimension !== 'area');

const queryOf = (where: Place, by: Dimension | 'none') =>
	new URLSearchParams({ ...(where as Record<string, string>), by, wk: '12' }).toString(); // filters are words
export const questionOf = (analysisId: string, where: Place, by: Dimension | 'none') => {
	const query = new URLSearchParams(queryOf(where, by));
	if (analysisId !== 'improvement-over-time') query.delete('wk');
	return query.toString();
};

/** The figures of one answer. */
export async function see(target: Target, analysisId: string, query: string): Promise<Seen[]> {
	const seen = await target.who.see(analysisId, query);
	return target.onlyLarge ? seen.filter((one) => patientsOf(at(target, one)) >= K) : seen;
}

/** Every table of two dimensions: each filter with each grouping. */
export async function tablesOf(
	target: Target
): Promise<{ analysisId: string; query: string; seen: Seen[] }[]> {
	const found: { analysisId: string; query: string; seen: Seen[] }[] = [];
	const look = async (analysisId: string, where: Place, by: Dimension | 'none') => {
		const query = questionOf(analysisId, where, by);
		found.push({ analysisId, query, seen: await see(target, analysisId, query) });
	};
	for (const analysisId of target.analyses ?? ANALYSIS_IDS) {
		for (const by of ['none', ...target.dimensions] as const) {
			if (by !== 'none' && !groups(analysisId, by)) continue;
			await look(analysisId, {}, by);
			for (const filter of target.dimensions) {
				if (filter === by || !takes(analysisId, filter)) continue;
				for (const value of valuesOf(target, filter))
					await look(analysisId, { [filter]: value }, by);
			}
		}
	}
	return found;
}

/** Figures over 1 to k - 1 patients. */
export async function threshold(target: Target): Promise<string[]> {
	const few = (await everything(target)).filter((seen) => isFew(patientsOf(at(target, seen)), K));
	return few.map(named);
}

/** Two figures that differ by one filter, or by its being there: what is left between them is few patients. */
export async function differences(target: Target): Promise<string[]> {
	const all = await everything(target);
	const bySubject = Map.groupBy(all, ({ subject }) => subject);
	const found: string[] = [];
	for (const seen of bySubject.values()) {
		const known = new Map(seen.map((one) => [idOf(one.place), one]));
		for (const narrow of seen) {
			for (const wide of widened(narrow.place, target.who.known.quarters)) {
				const other = known.get(idOf(wide));
				if (!other) continue;
				const inside = new Set(at(target, narrow).map(({ id }) => id));
				const rest = at(target, other).filter(({ id }) => !inside.has(id));
				if (isFew(patientsOf(rest), K)) found.push(`${named(other)} less ${named(narrow)}`);
			}
		}
	}
	return [...new Set(found)];
}

/** What is left of a total when all its shown groups are taken away: in every table, margins included. */
export async function residuals(target: Target): Promise<string[]> {
	const found: string[] = [];
	for (const { analysisId, query, seen } of await tablesOf(target)) {
		for (const subject of new Set(seen.map((one) => one.subject))) {
			const places = seen.filter((one) => one.subject === subject);
			for (const total of places) {
				const parts = places.filter((one) => isPart(one.place, total.place));
				for (const siblings of Map.groupBy(parts, (one) =>
					addedIn(one.place, total.place)
				).values()) {
					if (leavesFew(target, total, siblings))
						found.push(`${analysisId}?${query}: ${named(total)}`);
				}
			}
		}
	}
	return [...new Set([...found, ...(await residualsOfSpans(target))])];
}

/** The same of an area and its parts, of a year or four quarters and the quarters in them, asked one by one. */
async function residualsOfSpans(target: Target): Promise<string[]> {
	const bySubject = Map.groupBy(await everything(target), ({ subject }) => subject);
	return [...bySubject.values()].flatMap((seen) => {
		const narrower = new Map<string, Seen[]>();
		for (const one of seen) {
			for (const wide of widened(one.place, target.who.known.quarters)) {
				if (Object.keys(wide).length < Object.keys(one.place).length) continue;
				if (wide.area === one.place.area && !one.place.quarter?.includes('-Q')) continue;
				narrower.set(idOf(wide), [...(narrower.get(idOf(wide)) ?? []), one]);
			}
		}
		return seen
			.filter((total) => leavesFew(target, total, narrower.get(idOf(total.place)) ?? []))
			.map((total) => `${named(total)} less what is in it`);
	});
}

function leavesFew(target: Target, total: Seen, parts: readonly Seen[]): boolean {
	if (parts.length === 0) return false;
	const shown = new Set(parts.flatMap((one) => at(target, one).map(({ id }) => id)));
	return isFew(patientsOf(at(target, total).filter(({ id }) => !shown.has(id))), K);
}

/** Pairs of neighbouring visits that are both told of one group, and those that few patients part. */
export async function neighbouringVisits(target: Target): Promise<{ few: number; all: number }> {
	const weekly = (await everything(target)).flatMap((seen) => {
		const [measure, week] = seen.subject.split(' ');
		return week === undefined || Number.isNaN(Number(week)) ? [] : [{ measure, week, seen }];
	});
	const groups = Map.groupBy(weekly, ({ measure, seen }) => `${measure} ${idOf(seen.place)}`);
	const pairs = [...groups.values()].flatMap((of) => {
		const visits = of.toSorted((a, b) => Number(a.week) - Number(b.week));
		return visits.slice(1).map((visit, i) => [visits[i], visit] as const);
	});
	const scored = (seen: Seen | undefined) =>
		new Set(seen ? at(target, seen).map(({ patient }) => patient) : []);
	const few = pairs.filter(([one, other]) => {
		const [before, after] = [scored(one?.seen), scored(other.seen)];
		const apart = [before.difference(after).size, after.difference(before).size];
		return apart.some((patients) => patients > 0 && patients < K);
	});
	return { few: few.length, all: pairs.length };
}

/** People of a register with age band, sex and skin type who are in a figure of fewer than k. */
export async function linkage(target: Target): Promise<string[]> {
	const found: string[] = [];
	for (const analysisId of ANALYSIS_IDS) {
		for (const age of ['', ...valuesOf(target, 'age')]) {
			for (const sex of ['', ...valuesOf(target, 'sex')]) {
				if (analysisId === 'session-counts' && age && sex) continue;
				const where = { ...(age ? { age } : {}), ...(sex ? { sex } : {}) };
				const seen = await see(target, analysisId, questionOf(analysisId, where, 'type'));
				for (const one of seen) {
					if (isFew(patientsOf(at(target, one)), K)) found.push(named(one));
				}
			}
		}
	}
	return found;
}

/** People whom one or two columns single out and who stand alone in a figure, or in what is left of two. */
export async function singlingOut(target: Target): Promise<string[]> {
	const all = await everything(target);
	const alone = all.filter((seen) => patientsOf(at(target, seen)) === 1).map(named);
	return [...alone, ...(await differences(target))];
}

export const everything = async (target: Target): Promise<Seen[]> => {
	const seen = (await tablesOf(target)).flatMap((table) => table.seen);
	return [...new Map(seen.map((one) => [named(one), one])).values()];
};

const remembered = new WeakMap<readonly Unit[], Map<string, Unit[]>>();

/** Who is in a figure, looked up once. */
function at({ units, who }: Target, seen: Seen): Unit[] {
	const found = remembered.get(units) ?? new Map<string, Unit[]>();
	remembered.set(units, found);
	const own =
		found.get(named(seen)) ?? unitsAt(units, seen.subject, seen.place, who.known.quarters);
	found.set(named(seen), own);
	return own;
}

const idOf = (place: Place) => JSON.stringify(Object.entries(place).toSorted());
export const named = ({ subject, place }: Seen) => `${subject} ${idOf(place)}`;

/** The same place without one of its filters, with the whole of an area, or with a longer period. */
function widened(place: Place, quarters: readonly string[]): Place[] {
	const without = Object.keys(place).map((key) =>
		Object.fromEntries(Object.entries(place).filter(([other]) => other !== key))
	);
	const root = place.area ? areaRoot(place.area) : null;
	if (root && root !== place.area) without.push({ ...place, area: root });
	if (!place.quarter) return without;
	const own = quartersOf(place.quarter, quarters);
	const longer = ['last-4', ...quarters.map((quarter) => quarter.slice(0, 4))].filter((period) => {
		const spanned = quartersOf(period, quarters);
		return own.length < spanned.length && own.every((quarter) => spanned.includes(quarter));
	});
	return [...without, ...longer.map((quarter) => ({ ...place, quarter }))];
}

const addedIn = (part: Place, whole: Place) =>
	Object.keys(part)
		.filter((key) => !(key in whole))
		.join();

/** One dimension more, all others alike. */
const isPart = (part: Place, whole: Place) =>
	Object.keys(part).length === Object.keys(whole).length + 1 &&
	Object.entries(whole).every(([key, value]) => part[key as Dimension] === value); // keys of a place
