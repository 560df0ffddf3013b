/** What a viewer sees of an answer: every figure with the place it stands for, as an attacker would note it. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Figure } from '#lib/charts/figure.ts';
import { SESSION_BANDS } from '#lib/domain/bands.ts';
import { optionsOf, parseFilters, type Filters, type Known } from '#lib/domain/filters.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { analysisOf } from '#lib/server/analyses/index.ts';
import { lineLabel } from '#lib/server/analyses/lines.ts';
import { ask } from '#lib/server/gate.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import type { Place } from './records.ts';

/** A figure that was shown: what it is of, and where. Every figure of a subject is a sum over its units. */
export type Seen = { subject: string; place: Place };

export const ANALYSIS_IDS = ['improvement-over-time', 'side-effects-per-session', 'session-counts'];

export type Attacker = Awaited<ReturnType<typeof attacker>>;

/** An attacker with a viewer's rights: asks through the one door and remembers every answer. */
export async function attacker(db: Kysely<Database>, viewer: Viewer) {
	const { known } = await knowledgeOf(db, viewer);
	const remembered = new Map<string, Promise<Seen[]>>();
	const answer = async (analysisId: string, query: string) => {
		const analysis = analysisOf(analysisId);
		if (!analysis) throw new Error(`no analysis ${analysisId}`);
		const { accepted } = analysis;
		const { filters, problems } = parseFilters(new URLSearchParams(query), accepted, known);
		if (problems.length > 0) throw new Error(`${query}: ${problems[0]?.message}`);
		const { figure } = await ask(db, viewer, analysis, { filters, accepted, known, published: [] });
		return { figure, filters };
	};
	return {
		known,
		answer,
		see(analysisId: string, query: string): Promise<Seen[]> {
			const id = `${analysisId}?${query}`;
			const now =
				remembered.get(id) ??
				answer(analysisId, query).then(({ figure, filters }) => seenIn(figure, filters, known));
			remembered.set(id, now);
			return now;
		}
	};
}

function seenIn(figure: Figure, filters: Filters, known: Known): Seen[] {
	const { by, where } = filters;
	const values = by ? [...optionsOf(by, known).map(({ value }) => value), null] : [];
	const byLabel = new Map(values.map((value) => [lineLabel(by, value, known), value]));
	/** The place of a line by its words. Throws for a line nobody could place. */
	const placeOf = (label: string): Place => {
		const value = byLabel.get(label);
		if (by && value !== undefined) return { ...where, [by]: value };
		if (label === lineLabel(null, null, known)) return where;
		throw new Error(`no place for the line “${label}”`);
	};
	if (figure.analysis === 'session-counts') return seenOfSessions(figure, placeOf);
	return figure.analysis === 'side-effects-per-session'
		? seenOfSideEffects(figure, placeOf, where)
		: seenOfImprovement(figure, placeOf, filters);
}

/** Each line's means by week, the headline, and the counts that stand beside them. */
function seenOfImprovement(
	{ trends, others }: Figure,
	placeOf: (label: string) => Place,
	{ wk, where, concern }: Filters
): Seen[] {
	return [...trends, ...others]
		.filter((panel) => !panel.hidden)
		.flatMap((panel) => {
			const [measure = '', area] = panel.id.split('.');
			const at = (place: Place): Place => (concern && area ? { area, ...place } : place);
			const lines = panel.series.flatMap(({ label, points }): Seen[] => {
				const place = at(placeOf(label));
				return [
					{ subject: measure, place },
					...points.flatMap(({ week, estimate }) =>
						estimate ? [{ subject: `${measure} ${week}`, place }] : []
					)
				];
			});
			const total = { place: at(where) };
			const headline = panel.headline ? [{ subject: `${measure} ${wk}`, ...total }] : [];
			return [...lines, { subject: measure, ...total }, ...headline];
		});
}

function seenOfSideEffects(
	{ forests, legend, basis }: Figure,
	placeOf: (label: string) => Place,
	where: Place
): Seen[] {
	const shown = new Set(
		forests.flatMap(({ rows }) =>
			rows.flatMap(({ marks }) =>
				marks.flatMap(({ seriesId, estimate }) => (estimate ? [seriesId] : []))
			)
		)
	);
	const lines = legend.flatMap(({ id, label }): Seen[] => [
		{ subject: 'treated', place: placeOf(label) },
		...(shown.has(id) ? [{ subject: 'asked', place: placeOf(label) }] : [])
	]);
	const totals = forests.flatMap(({ rows }) =>
		rows.filter(({ total }) => !total[0]?.text.startsWith('hidden'))
	);
	return [
		...lines,
		...(totals.length > 0 ? [{ subject: 'asked', place: where }] : []),
		...(basis.startsWith('No ') ? [] : [{ subject: 'treated', place: where }])
	];
}

/** Courses of each line, and those of its shares that are shown. A share of 0 % is seen as nobody. */
function seenOfSessions({ bars }: Figure, placeOf: (label: string) => Place): Seen[] {
	return bars.flatMap(({ rows }) =>
		rows.flatMap(({ label, shares }) => [
			{ subject: 'courses', place: placeOf(label) },
			...SESSION_BANDS.flatMap(({ code }) =>
				shares.some(({ partId, percent }) => partId === code && percent !== null)
					? [{ subject: 'courses', place: { ...placeOf(label), sessions: code } }]
					: []
			)
		])
	);
}
