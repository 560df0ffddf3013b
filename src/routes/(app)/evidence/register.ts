/**
 * The register of published results, by study, as a page shows it. Numbers stay as they were printed;
 * whether a result may stand beside the clinics' own is told by the rules of `domain/published`.
 */
import { areaLabel, areaRoot } from '#lib/domain/areas.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { counted, decimal, percent, sentenceCase } from '#lib/domain/format.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import { primaryMeasure } from '#lib/domain/primary-measures.ts';
import { instrumentWords } from '#lib/domain/published/phrase.ts';
import {
	resultPhrase,
	whyNotDrawn,
	type PublishedRow,
	type PublishedSideEffectRow,
	type PublishedSource
} from '#lib/domain/published.ts';
import { sideEffectLabel } from '#lib/domain/side-effects.ts';

export type Register = {
	outcomes: readonly PublishedRow[];
	sideEffects: readonly PublishedSideEffectRow[];
	sources: readonly PublishedSource[];
};

/** One value of concern and of area at most; null is all. */
export type Wanted = { concern: string | null; area: string | null };

/** One result, every cell as text. */
export type Result = {
	id: string;
	what: string;
	arm: string;
	depth: string;
	sessions: string;
	n: string;
	week: string;
	instrument: string;
	result: string;
	beside: string;
	/** The page on which the result is drawn; null where it is only told. */
	href: string | null;
	note: string | null;
};

export type SideEffect = {
	id: string;
	what: string;
	effect: string;
	result: string;
	lasted: string;
};

export type Study = {
	id: string;
	label: string;
	design: string;
	size: string;
	citation: string;
	links: { label: string; href: string }[];
	/** What part of it was read, and where. */
	seen: string;
	seenAt: { label: string; href: string }[];
	caution: string | null;
	/** Other studies of the register that report on the same people. */
	samePeople: string[];
	results: Result[];
	sideEffects: SideEffect[];
};

const DASH = '–';

const DEVICES: Record<string, string> = {
	pen: 'pen',
	stamp: 'stamp',
	roller: 'roller',
	rf_needling: 'radiofrequency needling',
	other: 'other device'
};

const ARMS: Record<PublishedRow['armRole'], string> = {
	microneedling: 'needled',
	rf_microneedling: 'radiofrequency needled',
	comparator: 'compared with',
	untreated_control: 'untreated side',
	comparison: 'between arms',
	mixed: 'needled and other sides'
};

/** The studies that hold something wanted, with only what is wanted of each; first those drawn beside ours. */
export function studiesOf(register: Register, wanted: Wanted): Study[] {
	const results = Map.groupBy(register.outcomes.filter(isWanted(wanted)), (row) => row.studyId);
	const effects = Map.groupBy(register.sideEffects.filter(isWanted(wanted)), (row) => row.studyId);
	return register.sources
		.filter(({ studyId }) => results.has(studyId) || effects.has(studyId))
		.map((source) => ({
			id: source.studyId,
			label: source.label,
			design: source.design,
			size: size(source),
			citation: source.citation,
			links: linksOf(source),
			seen: source.whatWasSeen,
			seenAt: pagesOf(source.pageSeen),
			caution: source.caution,
			samePeople: register.sources
				.filter((other) => other.cohort === source.cohort && other.studyId !== source.studyId)
				.map((other) => other.label),
			results: (results.get(source.studyId) ?? []).map(resultOf),
			sideEffects: (effects.get(source.studyId) ?? []).map(sideEffectOf)
		}))
		.toSorted((a, b) => Number(isDrawn(b)) - Number(isDrawn(a)));
}

/** The concerns and root areas that the register holds, in the product's own order. */
export function choicesOf({ outcomes, sideEffects }: Register) {
	const rows = [...outcomes, ...sideEffects];
	const concerns = new Set(rows.map((row) => row.concern));
	const areas = new Set(rows.flatMap((row) => (row.area === null ? [] : [areaRoot(row.area)])));
	return {
		concerns: CONCERNS.filter((concern) => concerns.has(concern)),
		areas: [...areas].toSorted()
	};
}

const isDrawn = (study: Study) => study.results.some((result) => result.href !== null);

const isWanted =
	({ concern, area }: Wanted) =>
	(row: { concern: string; area: string | null }) =>
		(concern === null || row.concern === concern || row.concern === 'any') &&
		(area === null || (row.area !== null && areaRoot(row.area) === area));

function resultOf(row: PublishedRow): Result {
	const { words, href } = besideOurs(row);
	return {
		id: row.rowId,
		what: what(row),
		arm: [
			ARMS[row.armRole],
			row.deviceModel ?? (row.device ? DEVICES[row.device] : null),
			adjunct(row)
		]
			.filter((part) => part)
			.join(', '),
		depth: depthWords(row),
		sessions: row.sessions === null ? DASH : String(row.sessions),
		n: String(row.nAnalyzed ?? row.nArm ?? DASH),
		week: row.weeksFromFirstSession === null ? DASH : String(row.weeksFromFirstSession),
		instrument: instrument(row),
		result: withoutRepeats(row),
		beside: words,
		href,
		note: row.note
	};
}

/** Of a mean it matters which way is better; a share says so itself. */
function instrument(row: PublishedRow): string {
	const name = sentenceCase(instrumentWords(row));
	return row.better && row.measureType.startsWith('mean_')
		? `${name}, ${row.better} is better`
		: name;
}

/** The phrase without what has a column of its own. */
function withoutRepeats(row: PublishedRow): string {
	const phrase = resultPhrase(row)
		.replace(` on ${instrumentWords(row)}`, '')
		.replace(/ at week \d+(\.\d+)?$/, '');
	return sentenceCase(phrase);
}

function besideOurs(row: PublishedRow): { words: string; href: string | null } {
	if (row.armRole === 'comparator' || row.armRole === 'untreated_control') {
		return { words: 'Not drawn: not the needled arm', href: null };
	}
	const concern = CONCERNS.find((name) => name === row.concern);
	if (row.area === null || !concern) {
		return { words: 'Not drawn: areas or concerns together', href: null };
	}
	const root = areaRoot(row.area);
	const device = row.device === 'rf_needling' ? row.device : undefined;
	const measure = primaryMeasure(concern, root) ?? '';
	const why = whyNotDrawn(row, { concern, areaRoot: root, measure, device });
	if (why !== null) return { words: `In words: ${why}`, href: null };
	const query = new URLSearchParams({ area: root, evidence: 'on', ...(device && { device }) });
	return { words: 'Drawn: same scale and area', href: `/outcomes/${concern}?${query}` };
}

function sideEffectOf(row: PublishedSideEffectRow): SideEffect {
	const effect = row.term === null ? row.summary : sideEffectLabel(row.term);
	return {
		id: row.rowId,
		what: what(row),
		effect: sentenceCase(effect ?? row.termAsReported),
		result: affected(row),
		lasted: row.durationAsReported ?? duration(row)
	};
}

function affected({ nAffected, nAtRisk, percent: share, termAsReported }: PublishedSideEffectRow) {
	if (nAffected !== null && nAtRisk !== null) return `${nAffected} of ${nAtRisk}`;
	if (share !== null) return percent(share, Number.isInteger(share) ? 0 : 1);
	if (nAffected !== null) return `${nAffected}, out of how many is not stated`;
	return `No count: ${termAsReported}`;
}

function duration({ durationMinDays: min, durationMaxDays: max }: PublishedSideEffectRow): string {
	if (min === null && max === null) return DASH;
	if (min === null || max === null || min === max) return counted(max ?? min ?? 0, 'day');
	return `${min} to ${max} days`;
}

function what({ concern, area }: { concern: string; area: string | null }): string {
	const known = CONCERNS.find((name) => name === concern);
	const name = known ? CONCERN_WORDS[known].label : sentenceCase(concern.replaceAll('_', ' '));
	return `${name}, ${area === null ? 'several areas' : areaLabel(area).toLowerCase()}`;
}

const adjunct = (row: PublishedRow) =>
	row.adjunct === null || row.adjunct === 'none' ? null : `with ${row.adjunct}`;

function depthWords({ depthMmMin: min, depthMmMax: max }: PublishedRow): string {
	if (max === null) return DASH;
	const upper = decimal(max, decimalsOf(max));
	return min === null || min === max
		? `${upper} mm`
		: `${decimal(min, decimalsOf(min))}–${upper} mm`;
}

const decimalsOf = (value: number) => Math.max(1, (String(value).split('.')[1] ?? '').length);

function size({ nEnrolled, nCompleted }: PublishedSource): string {
	if (nEnrolled === null) return nCompleted === null ? 'size not stated' : `${nCompleted} finished`;
	return nCompleted === null
		? `${nEnrolled} enrolled`
		: `${nEnrolled} enrolled, ${nCompleted} finished`;
}

function linksOf({ doi, pmid, pmcid, registration }: PublishedSource): Study['links'] {
	const links: Study['links'] = [];
	if (doi) links.push({ label: `doi ${doi}`, href: `https://doi.org/${doi}` });
	if (pmid)
		links.push({ label: `PubMed ${pmid}`, href: `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` });
	if (pmcid) links.push({ label: pmcid, href: `https://pmc.ncbi.nlm.nih.gov/articles/${pmcid}/` });
	if (registration?.startsWith('NCT')) {
		links.push({ label: registration, href: `https://clinicaltrials.gov/study/${registration}` });
	}
	return links;
}

/** The addresses of the pages read, each by its host. */
function pagesOf(pageSeen: string): Study['seenAt'] {
	return pageSeen
		.split(/\s+;\s+/)
		.filter((address) => /^https?:\/\//.test(address) && URL.canParse(address))
		.map((href) => ({ label: new URL(href).host.replace(/^www\./, ''), href }));
}
