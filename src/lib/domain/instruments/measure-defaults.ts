/** What follows from a measure's scale, so that an instrument's file says only what is its own. */
import type { Measure } from '../measure.ts';

type Said = Pick<
	Measure,
	| 'code'
	| 'name'
	| 'shortName'
	| 'concern'
	| 'areas'
	| 'scale'
	| 'unit'
	| 'better'
	| 'rangeVerified'
	| 'source'
> &
	Partial<Measure>;

/**
 * A measure with every field filled in. Bounds, minimal difference and responder rule are null unless
 * said; the smallest worthwhile difference is half of the minimal difference or of the responder rule
 * in points; percent change is for counts and readings that begin at a true zero.
 */
export function measure(said: Said): Measure {
	const { scale, min = null, mcid = null, responder = null, hasBaseline = true } = said;
	const points = mcid ?? (responder?.kind === 'points' ? responder.atLeast : null);
	return {
		max: null,
		step: null,
		ucum: '{score}',
		percentChangeOk: hasBaseline && min === 0 && (scale === 'count' || scale === 'continuous'),
		mcidBasis: 'None was found.',
		responderWords: 'no responder rule was published',
		smallestWorthwhile: points === null ? null : points / 2,
		severityCuts: null,
		repeatabilitySd: null,
		mdc95: null,
		labels: null,
		decimals: 2,
		notes: '',
		...said,
		min,
		mcid,
		responder,
		hasBaseline
	};
}
