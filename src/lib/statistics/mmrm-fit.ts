/** Chooses and fits the covariance of an MMRM: unstructured, or with its reason a simpler one. */
import {
	compoundSymmetry,
	independence,
	unstructured,
	type CovarianceStructure
} from '#lib/statistics/covariance-structure.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { fitReml, type NoFit, type RemlFit } from '#lib/statistics/reml.ts';
import type { VisitPatterns } from '#lib/statistics/visit-patterns.ts';

/** Why the covariance is not unstructured. A code, not a sentence: the page has the words. */
export const simplerCovarianceReasons = [
	/** fewer patients of a protocol at a visit than an unstructured covariance asks for */
	'too few patients at a visit',
	/** nobody was seen at both of two visits, the scores of one follow from the others, or do not vary */
	'singular',
	'no convergence',
	/** no patient has two visits, so that nothing can be said about how visits vary together */
	'no patient seen twice'
] as const;

export type SimplerCovarianceReason = (typeof simplerCovarianceReasons)[number];

export type MmrmFit =
	| { fit: RemlFit; simplerBecause: SimplerCovarianceReason | null }
	| { fit: null; reason: NoAnswer };

export function fitMmrm(data: VisitPatterns, enoughAtEveryVisit: boolean): MmrmFit {
	if (data.observations === 0) return { fit: null, reason: 'no data' };
	if (data.scale === null) return { fit: null, reason: 'too few values' };
	if (data.scale === 0) return { fit: null, reason: 'no variation' };
	const { visits } = data;
	if (visits > 1 && data.patterns.every(({ seen }) => seen.length === 1)) {
		return simpler(data, independence(visits), 'no patient seen twice');
	}
	// With a single visit there is one variance, whatever its name.
	const full = enoughAtEveryVisit || visits === 1 ? fitReml(data, unstructured(visits)) : null;
	if (full !== null && typeof full !== 'string') return { fit: full, simplerBecause: null };
	const because = full ?? 'too few patients at a visit';
	return simpler(data, visits === 1 ? independence(1) : compoundSymmetry(visits), because);
}

function simpler(
	data: VisitPatterns,
	structure: CovarianceStructure,
	simplerBecause: SimplerCovarianceReason
): MmrmFit {
	const fit: RemlFit | NoFit = fitReml(data, structure);
	return typeof fit === 'string' ? { fit: null, reason: 'no fit' } : { fit, simplerBecause };
}
