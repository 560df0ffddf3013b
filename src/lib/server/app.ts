/** Where the parts are put together: what routes call, and nothing else of the server. */
import type { Figure } from '#lib/charts/figure.ts';
import { filterBar, type FilterBar } from '#lib/domain/filter-bar.ts';
import {
	keysOf,
	optionsOf,
	parseFilters,
	type Accepted,
	type Known,
	type Problem
} from '#lib/domain/filters.ts';
import type { AreaCode } from '#lib/domain/areas.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import type { Concern } from '#lib/domain/measure.ts';
import { beginningWithOwn } from '#lib/domain/own-first.ts';
import {
	mayFilterBy,
	mayGroupBy,
	OUTSIDE_THRESHOLD,
	type SignedIn,
	type Viewer
} from '#lib/domain/roles.ts';
import { MEASURED } from '#lib/privacy/measured.ts';
import * as visits from './accounts/visits.ts';
import { ANALYSES, analysisOf } from './analyses/index.ts';
import type { Analysis } from './analysis.ts';
import { connection } from './connection.ts';
import { askLent, prepare } from './gate.ts';
import { keptAnswer } from './kept-answers.ts';
import { needsOf, reading } from './replica.ts';
import { refuseUntold, withRelease } from './told-of-release.ts';
import { knowledgeOf, stampWithoutClinics, type DataStamp } from './known.ts';
import { methodsUsed, type MethodUsed } from './methods.ts';
import { mayCompareClinics } from './network.ts';
import { staffThreshold } from './staff-threshold.ts';
import { publishedRows, publishedSideEffects, publishedSources } from './queries/evidence.ts';

export { cookieAttributes, cookieName } from './accounts/cookies.ts';
export { DEMO_ROLES, VISIT_COOKIE, VISIT_HOURS } from './accounts/visits.ts';
export { NotEntitled, NotTold } from './gate.ts';
export type { DataStamp } from './known.ts';
export { methodsRegister, type Register } from './methods.ts';

/** One question answered, with all that a page, a download or the API says about it. */
export type Answered = {
	analysis: Pick<Analysis, 'id' | 'title' | 'description'>;
	figure: Figure;
	/** What its numbers are worked out by, as files and print name it. */
	methods: readonly MethodUsed[];
	bar: FilterBar;
	problems: Problem[];
	/** A practitioner whose own courses would come first, were it known which they are. */
	unlinked: boolean;
	/** It is of a practitioner's own courses, and they are too few to tell anything. */
	ownTooFew: boolean;
	stamp: DataStamp;
	/** Whether the figures rest on the records of all clinics, not of the viewer's alone. */
	besideOthers: boolean;
	/** How many groups were hidden. */
	hidden: number;
	threshold: number;
	csvHref: string;
	apiHref: string;
};

/** What the page's own address says, so that its query does not. */
export type FixedByAddress = { concern?: Concern; area?: AreaCode; term?: string };

/**
 * Answers the analysis for this viewer and these parameters. `fixed` is what the page's own address
 * says. On a page a practitioner's own courses come first. Null when there is no such analysis. Throws
 * NotEntitled.
 */
export async function answer(
	viewer: Viewer,
	analysisId: string,
	params: URLSearchParams,
	fixed: FixedByAddress = {},
	onPage = false
): Promise<Answered | null> {
	const analysis = analysisOf(analysisId);
	if (!analysis) return null;
	const db = connection();
	const { known, stamp, epoch, accepted, filters, problems } = await askedOf(
		viewer,
		analysis,
		withFixed(params, fixed),
		onPage
	);
	const { figure, hidden, threshold, nothingTold } = await keptAnswer(
		{ viewer, analysisId: analysis.id, filters, dataVersion: known.dataVersion, epoch },
		async () => {
			const published = filters.evidence ? await publishedRows(db) : [];
			const publishedEffects = analysis.besidePublished ? await publishedSideEffects(db) : [];
			return askLent(
				(work) => reading(needsOf(viewer, known.dataVersion), work),
				viewer,
				analysis,
				{ filters, accepted, known, published, publishedEffects }
			);
		}
	);
	const from = filters.network ? await besideOthersStamp(viewer) : stamp;
	const bar = filterBar(filters, accepted, known);
	const query = bar.query ? `?${bar.query}` : '';
	return {
		analysis: { id: analysis.id, title: analysis.title, description: analysis.description },
		figure: viewer.release ? withRelease(figure, viewer.release, known) : figure,
		methods: methodsUsed(analysis),
		bar,
		problems,
		unlinked:
			analysis.ownFirst === true && viewer.role === 'practitioner' && viewer.operatorCode === null,
		ownTooFew: filters.where.practitioner === 'mine' && nothingTold,
		stamp: from,
		besideOthers: filters.network,
		hidden,
		threshold,
		csvHref: `/analyses/${analysis.id}.csv${query}`,
		apiHref: `/api/v1/analyses/${analysis.id}${query}`
	};
}

/** What is asked in these parameters, by this viewer. */
async function askedOf(
	viewer: Viewer,
	analysis: Analysis,
	params: URLSearchParams,
	onPage: boolean
) {
	const { known, stamp, epoch } = await knowledgeOf(connection(), viewer, reading);
	refuseUntold(analysis, known);
	const accepted = acceptedFor(viewer, analysis, known);
	const { filters: asked, problems } = parseFilters(params, accepted, known);
	// A program says whose courses it asks for; a page begins with the own ones.
	const begins = onPage && !params.has('practitioner');
	const filters = begins ? beginningWithOwn(asked, accepted) : asked;
	return { known, stamp, epoch, accepted, filters, problems };
}

/** The analysis of the page that opens first. */
const OVERVIEW = 'improvement-over-time';

/**
 * The overview as this viewer's page asks for it, worked out and kept: first clinic by clinic, each a step
 * that holds the database for a moment alone, then the answer. Without a clinic it has nothing to do.
 */
export async function* overviewByAndBy(viewer: Viewer): AsyncGenerator<undefined> {
	const analysis = analysisOf(OVERVIEW);
	if (!analysis || viewer.release || viewer.clinics.length === 0) return;
	const { known, accepted, filters } = await askedOf(viewer, analysis, new URLSearchParams(), true);
	for (const clinic of viewer.clinics) {
		await reading(needsOf(viewer, known.dataVersion), (from) =>
			prepare(from, viewer, analysis, { filters, accepted, known }, clinic)
		);
		yield;
	}
	await answer(viewer, OVERVIEW, new URLSearchParams(), {}, true);
}

/** Beside others the data are those of all clinics, and so are the days up to which they are complete. */
const besideOthersStamp = async ({ role }: Viewer): Promise<DataStamp> => ({
	...(await stampWithoutClinics(connection(), role)),
	clinics: 'all clinics, others unnamed'
});

/** The keys and groupings of an analysis that are open to this viewer. */
function acceptedFor(viewer: Viewer, analysis: Analysis, { released }: Known): Accepted {
	const { accepted, ownFirst } = analysis;
	if (released) return acceptedOnRelease(accepted, Object.keys(released.columns));
	return {
		...accepted,
		view: accepted.view.filter((key) => key !== 'network' || mayCompareClinics(viewer)),
		where: accepted.where.filter((key) => mayFilterBy(viewer, key)),
		by: accepted.by.filter((key) => mayGroupBy(viewer, key)),
		arms: accepted.arms?.filter((key) => mayFilterBy(viewer, key)),
		ownFirst: ownFirst === true && viewer.role === 'practitioner' && viewer.operatorCode !== null
	};
}

/** In a release there is what survived in it; a year is one value, of which nothing is seen beside it. */
function acceptedOnRelease(accepted: Accepted, columns: readonly string[]): Accepted {
	const survived = (key: Dimension) => columns.includes(key);
	const by = accepted.by.filter((key) => key !== 'quarter' && survived(key));
	return {
		...accepted,
		view: [...accepted.view.filter((key) => key !== 'network'), 'cohort'],
		where: accepted.where.filter(survived),
		by,
		defaultBy: by.find((key) => key === accepted.defaultBy) ?? null,
		arms: accepted.arms?.filter(survived),
		about: accepted.about?.filter(survived),
		ownFirst: false
	};
}

function withFixed(params: URLSearchParams, fixed: FixedByAddress): URLSearchParams {
	// The page's own comes first: a second one is refused like any repeated key.
	return new URLSearchParams([...Object.entries(fixed), ...params]);
}

/**
 * The canonical query of a question and its filters in words, as this viewer may ask it. Null when there
 * is no such analysis.
 */
export async function canonical(
	viewer: Viewer,
	analysisId: string,
	params: URLSearchParams,
	db = connection()
) {
	const analysis = analysisOf(analysisId);
	if (!analysis) return null;
	const { known } = await knowledgeOf(db, viewer);
	const accepted = acceptedFor(viewer, analysis, known);
	const { filters, problems } = parseFilters(params, accepted, known);
	const { query, sentence } = filterBar(filters, accepted, known);
	return { title: analysis.title, query, sentence, problems };
}

/** Every analysis with the filters it takes and the values this viewer may give them. */
export async function analysesFor(viewer: Viewer) {
	const { known } = await knowledgeOf(connection(), viewer, reading);
	return ANALYSES.map((analysis) => {
		const { id, title, description } = analysis;
		const accepted = acceptedFor(viewer, analysis, known);
		return {
			id,
			title,
			description,
			keys: keysOf(accepted),
			groupings: ['none', ...accepted.by],
			filters: [...accepted.where, ...(accepted.about ?? [])].map((key) => ({
				key,
				values: optionsOf(key, known).map((option) => option.value)
			}))
		};
	});
}

/** The page on which a person sees an analysis; null when there is none of this id. */
export function pageOf(analysisId: string, params: URLSearchParams): string | null {
	const analysis = analysisOf(analysisId);
	if (!analysis) return null;
	const rest = new URLSearchParams(params);
	const { page, accepted } = analysis;
	const concern = rest.get('concern');
	// On the pages of outcomes the concern is part of the path; elsewhere it stays a key.
	const inPath = page.startsWith('/outcomes');
	if (inPath) rest.delete('concern');
	const path =
		inPath && concern && accepted.view.includes('concern')
			? page.replace('/outcomes', `/outcomes/${encodeURIComponent(concern)}`)
			: page;
	const { term, asked } = termOf(rest, analysis);
	const place = term ? `/safety/${encodeURIComponent(term)}` : path;
	return asked.size > 0 ? `${place}?${asked}` : place;
}

/** A side effect stands in the path of its page. */
function termOf(params: URLSearchParams, { accepted, page }: Analysis) {
	const inPath = page.startsWith('/safety/') && accepted.view.includes('term');
	const term = inPath ? params.get('term') : null;
	if (inPath) params.delete('term');
	return { term, asked: params };
}

/** The published results: the product's own reference data, of no patient of any clinic. */
export async function evidenceRegister() {
	const db = connection();
	const [outcomes, sideEffects, sources] = await Promise.all([
		publishedRows(db),
		publishedSideEffects(db),
		publishedSources(db)
	]);
	return { outcomes, sideEffects, sources };
}

/** Which data figures are from, for whom: staff see their clinics named, other roles none. */
export async function stamp(signedIn: SignedIn, viewer: Viewer | null): Promise<DataStamp> {
	return viewer
		? (await knowledgeOf(connection(), viewer, reading)).stamp
		: stampWithoutClinics(connection(), signedIn.role);
}

/** The numbers that the words about privacy need. */
export async function privacyNumbers() {
	const staff = await staffThreshold(connection());
	return { staff, outside: Math.max(OUTSIDE_THRESHOLD, staff), measured: MEASURED };
}

/** Whether the demo's sign-in is open: the database holds demo data and nothing else. */
export const demoIsOpen = () => visits.isDemoOnly(connection());
export const startVisit = (role: visits.DemoRole) => visits.startVisit(connection(), role);
export const endVisit = (token: string | undefined) => visits.endVisit(connection(), token);
