/** What a release would be, before anybody makes it: whether it can be, what it costs, what would help. */
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from '#db/schema.ts';
import { count } from '#lib/domain/format.ts';
import {
	RELEASE_COLUMN_NAMES,
	releaseColumn,
	type ReleaseColumnName
} from '#lib/domain/release-columns.ts';
import type { ReleaseChoices, ReleaseReport } from '#lib/domain/release-report.ts';
import type { EarlierRelease, Planned, ReleasePlan } from '#lib/privacy/release/course.ts';
import { Refused } from '../accounts/refused.ts';
import { inFlight } from '../in-flight.ts';
import { epochNow, keptByVersion } from '../kept-by-version.ts';
import { dataVersion, earlierReleases, latestRelease } from './earlier.ts';
import { inTurn, takingTurns } from './export/turns.ts';
import { checkChoices, plannedRelease, refuseMixed, type ReleaseMaker } from './make.ts';
import { readMaterial, type Material } from './read.ts';
import { refusalWords } from './refusal-words.ts';
import { atMost, reportOf } from './report.ts';
import { clinicNumbers, releaseRows } from './rows.ts';

/** What another choice would give. */
export type ReleaseCost = {
	/** "Without Skin type". */
	words: string;
	choices: ReleaseChoices;
	/** Null where it could not be made. */
	patients: number | null;
	leftOutAtMost: number | null;
	/** The labels of the columns that would be kept, at whatever step. */
	columns: string[];
	/** Why it could not be made; null where it could. */
	refused: string | null;
};

export type ReleasePreview = {
	/** It can be made; it can be made with other choices; it cannot be made. */
	verdict: 'GO' | 'CHANGE' | 'NO';
	/** Why, and what to do. */
	words: string[];
	/** Null where it cannot be made as it was asked for. */
	report: ReleaseReport | null;
	costs: ReleaseCost[];
};

/** What was tried out on the records and releases as they are now: a page that is opened again is quick. */
const kept = keptByVersion(new LRUCache<string, ReleasePreview>({ max: 20 }));
const begun = inFlight<ReleasePreview>();

/** Trying out takes seconds and a thread of its own: one at a time, whoever asks. */
const turnToTryOut = takingTurns({
	atOnce: 1,
	mostWaiting: 4,
	busy: 'Other releases are being tried out. Please try again in a minute.'
});

/**
 * Plans the release as `makeRelease` would, and what the next choices would change. Writes nothing. Throws
 * BusyError where too many are being tried out.
 */
export async function previewRelease(
	db: Kysely<Database>,
	maker: ReleaseMaker,
	clinics: readonly string[],
	choices: ReleaseChoices
): Promise<ReleasePreview> {
	const state = [epochNow(), await dataVersion(db), await latestRelease(db)];
	const id = JSON.stringify([state, maker.clinics, clinics, choices.order, choices.linked]);
	return kept.get(id) ?? begun.get(id) ?? begun.begin(id, triedOut);

	async function triedOut(): Promise<ReleasePreview> {
		const preview = await inTurn(turnToTryOut, () => tryOut(db, maker, clinics, choices));
		kept.set(id, preview);
		return preview;
	}
}

async function tryOut(
	db: Kysely<Database>,
	maker: ReleaseMaker,
	clinics: readonly string[],
	choices: ReleaseChoices
): Promise<ReleasePreview> {
	try {
		checkChoices(maker, clinics, choices);
		await refuseMixed(db, clinics);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return { verdict: 'NO', words: [error.message], report: null, costs: [] };
	}
	const material = await readMaterial(db, clinics);
	const earlier = await earlierReleases(db, clinics);
	const planned = await plannedRelease(material, choices, earlier);
	const trial = { material, earlier };
	if ('refusal' in planned) {
		const words = [refusalWords(planned.refusal, material, choices.linked)];
		const costs = await Promise.all(
			(choices.linked ? [unlinked(choices)] : []).map((asked) => costOf(trial, asked))
		);
		const helping = costs.filter(({ refused }) => refused === null);
		const more = helping.length > 0 ? null : await withAllClinics(db, maker, clinics, choices);
		if (more) words.push(more);
		const verdict = helping.length > 0 || more ? 'CHANGE' : 'NO';
		return { verdict, words, report: null, costs };
	}
	const numbers = clinicNumbers(planned.plan);
	const rows = releaseRows(material, planned.plan, numbers);
	const report = reportOf(planned.plan, material, rows, numbers, choices);
	const costs = await Promise.all(
		furtherChoices(choices, planned.plan).map((asked) => costOf(trial, asked))
	);
	const words = [
		...planWords(planned.plan, report),
		...(await heldBackWords(trial, choices, planned.plan))
	];
	return { verdict: 'GO', words, report, costs };
}

type Trial = { material: Material; earlier: readonly EarlierRelease[] };
type Further = { words: string; choices: ReleaseChoices };

const unlinked = (choices: ReleaseChoices): Further => ({
	words: 'Courses of a patient not linked',
	choices: { ...choices, linked: false }
});

/** One more column given up, linking turned round, the customary order. */
function furtherChoices(choices: ReleaseChoices, plan: ReleasePlan): Further[] {
	const last = choices.order.findLast((name) => name in plan.steps);
	const customary = { order: RELEASE_COLUMN_NAMES, linked: choices.linked };
	return [
		...(last === undefined
			? []
			: [
					{
						words: `Without ${releaseColumn(last).label}`,
						choices: { ...choices, order: choices.order.filter((name) => name !== last) }
					}
				]),
		choices.linked
			? unlinked(choices)
			: { words: 'Courses of a patient linked', choices: { ...choices, linked: true } },
		...(choices.order.join() === customary.order.join()
			? []
			: [{ words: 'The customary order of columns', choices: customary }])
	];
}

async function costOf({ material, earlier }: Trial, further: Further): Promise<ReleaseCost> {
	const planned = await plannedRelease(material, further.choices, earlier);
	if ('refusal' in planned) {
		const refused = refusalWords(planned.refusal, material, further.choices.linked);
		return { ...further, patients: null, leftOutAtMost: null, columns: [], refused };
	}
	const { plan } = planned;
	return {
		...further,
		patients: plan.patients,
		leftOutAtMost: atMost(plan.leftOut.any),
		columns: survivors(plan).map((name) => releaseColumn(name).label),
		refused: null
	};
}

const survivors = ({ steps }: ReleasePlan): ReleaseColumnName[] =>
	RELEASE_COLUMN_NAMES.filter((name) => name in steps);

/** Whether more clinics would help, where the maker has them. */
async function withAllClinics(
	db: Kysely<Database>,
	maker: ReleaseMaker,
	clinics: readonly string[],
	choices: ReleaseChoices
): Promise<string | null> {
	if (maker.clinics.every((clinic) => clinics.includes(clinic))) return null;
	try {
		await refuseMixed(db, maker.clinics);
	} catch (error) {
		if (error instanceof Refused) return null;
		throw error;
	}
	const material = await readMaterial(db, maker.clinics);
	const earlier = await earlierReleases(db, maker.clinics);
	const planned = await plannedRelease(material, choices, earlier);
	return 'plan' in planned
		? `With all ${maker.clinics.length} of your clinics together it can be made.`
		: null;
}

function planWords(plan: ReleasePlan, report: ReleaseReport): string[] {
	const named = (fate: string) =>
		report.columns
			.filter((column) => column.fate === fate)
			.map(({ label, words }) => (fate === 'banded' ? `${label} (${words})` : label));
	const list = (words: string, labels: readonly string[]) =>
		labels.length > 0 ? [`${words}: ${labels.join(', ')}.`] : [];
	return [
		`${count(plan.patients)} patients with ${count(plan.courses)} courses in ${count(plan.classes.length)} classes of at least ${plan.k} patients; at most ${count(atMost(plan.leftOut.any))} patients are left out.`,
		...list('Kept', named('kept')),
		...list('Coarsened', named('banded')),
		...list('Dropped', named('dropped')),
		...(plan.mainConcernOnly
			? [
					'Only the scores of each course’s main concern are told, so that classes are large enough.'
				]
			: [])
	];
}

/** Which columns an earlier release keeps from being finer. */
async function heldBackWords(
	{ material, earlier }: Trial,
	choices: ReleaseChoices,
	plan: ReleasePlan
): Promise<string[]> {
	if (earlier.length === 0) return [];
	const alone: Planned = await plannedRelease(material, choices, []);
	if (!('plan' in alone)) return [];
	const finer = choices.order.filter(
		(name) => (alone.plan.steps[name] ?? Infinity) < (plan.steps[name] ?? Infinity)
	);
	if (finer.length === 0) return [];
	const numbers = earlier.map(({ releaseNo }) => releaseNo).join(', ');
	const labels = finer.map((name) => releaseColumn(name).label).join(', ');
	return [
		`Without release ${numbers} there would be more of: ${labels}. As it is, the two together would tell of a few patients.`
	];
}
