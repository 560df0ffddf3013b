/**
 * Ratings of change: somebody looks back and says how much better it is. There is no baseline; shown
 * are how the ratings spread, their mean and the share that counts as improved. To add one: its line.
 */

/** Ratings from this bound on, in the rating's own direction: up to it where lower is better. */
export type RatingClass = { label: string; bound: number };

export type RatingOfChange = {
	/** Code of the measure. */
	measure: string;
	better: 'lower' | 'higher';
	/** From best to worst; what is beyond the last bound is the last class. */
	fine: readonly RatingClass[];
	/** Fewer classes for where a fine one would be of too few patients. */
	coarse: readonly RatingClass[];
	/** From this bound on a course counts as improved. */
	improved: RatingClass;
};

const LAST = { bound: NaN };

const gais = (measure: string): RatingOfChange => ({
	measure,
	better: 'lower',
	fine: [
		{ label: 'very much improved', bound: 1 },
		{ label: 'much improved', bound: 2 },
		{ label: 'improved', bound: 3 },
		{ label: 'no change', bound: 4 },
		{ label: 'worse', ...LAST }
	],
	coarse: [
		{ label: 'much or very much improved', bound: 2 },
		{ label: 'improved', bound: 3 },
		{ label: 'no change or worse', ...LAST }
	],
	improved: { label: 'improved or better', bound: 3 }
});

/** A rating between two grades (two raters' mean) counts as the lesser one. */
export const RATINGS_OF_CHANGE: readonly RatingOfChange[] = [
	gais('GAIS_SUBJ'),
	gais('GAIS_CLIN'),
	{
		measure: 'QUARTILE_IMPROVEMENT',
		better: 'higher',
		fine: [
			{ label: 'excellent', bound: 4 },
			{ label: 'marked', bound: 3 },
			{ label: 'moderate', bound: 2 },
			{ label: 'minimal', bound: 1 },
			{ label: 'none', ...LAST }
		],
		coarse: [
			{ label: 'marked or excellent', bound: 3 },
			{ label: 'minimal or moderate', bound: 1 },
			{ label: 'none', ...LAST }
		],
		improved: { label: 'at least half better', bound: 3 }
	},
	{
		measure: 'PATIENT_PCT',
		better: 'higher',
		fine: [
			{ label: '75 to 100 %', bound: 75 },
			{ label: '50 to below 75 %', bound: 50 },
			{ label: '25 to below 50 %', bound: 25 },
			{ label: '1 to below 25 %', bound: 1 },
			{ label: 'below 1 %', ...LAST }
		],
		coarse: [
			{ label: 'at least half better', bound: 50 },
			{ label: 'less than half better', bound: 1 },
			{ label: 'not better', ...LAST }
		],
		improved: { label: 'at least half better', bound: 50 }
	},
	{
		measure: 'VAS_IMPROVEMENT_10',
		better: 'higher',
		fine: [
			{ label: '7.5 to 10', bound: 7.5 },
			{ label: '5 to below 7.5', bound: 5 },
			{ label: '2.5 to below 5', bound: 2.5 },
			{ label: '0.1 to below 2.5', bound: 0.1 },
			{ label: 'below 0.1', ...LAST }
		],
		coarse: [
			{ label: '5 or more', bound: 5 },
			{ label: '0.1 to below 5', bound: 0.1 },
			{ label: 'not better', ...LAST }
		],
		improved: { label: 'rated 5 or more', bound: 5 }
	}
];

export const ratingOf = (measure: string) =>
	RATINGS_OF_CHANGE.find((rating) => rating.measure === measure);
