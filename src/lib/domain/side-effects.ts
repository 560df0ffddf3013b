/**
 * The side effects that are recorded, by the contract's terms, with how long they usually last. The
 * sources are studies (see `db/evidence`) and texts for patients; the days after which a clinician
 * should look are a proposal of this product where no source gives them.
 */

export type SideEffect = {
	/** As stored. */
	term: string;
	/** As shown. */
	label: string;
	/** What to think of it: expected after needling, uncommon, unexpected, or serious by its nature. */
	expected: 'expected' | 'uncommon' | 'unexpected' | 'serious';
	/** Days until it is usually gone; null when no source says. */
	resolutionDays: { min: number; max: number } | null;
	/** Still there after so many days: a clinician should look. */
	escalateAfterDays: number | null;
	source: string;
};

export const SIDE_EFFECTS = [
	{
		term: 'erythema',
		label: 'Redness',
		expected: 'expected',
		resolutionDays: { min: 1, max: 3 },
		escalateAfterDays: 7,
		source:
			'acne.org table (2-3 days); Hong Kong J Dermatol Venereol 2018 (3-6 h); Chu 2021, review (up to 7 days)'
	},
	{
		term: 'swelling',
		label: 'Swelling',
		expected: 'expected',
		resolutionDays: { min: 1, max: 3 },
		escalateAfterDays: 7,
		source: 'acne.org table; Hong Kong J Dermatol Venereol 2018; Chu 2021, review'
	},
	{
		term: 'pinpoint_bleeding',
		label: 'Pinpoint bleeding',
		expected: 'expected',
		resolutionDays: { min: 0, max: 1 },
		escalateAfterDays: 1,
		source: 'Juhasz 2020, review (endpoint); Striae pilot study 2012'
	},
	{
		term: 'bruising',
		label: 'Bruising',
		expected: 'expected',
		resolutionDays: { min: 7, max: 10 },
		escalateAfterDays: 14,
		source:
			'clinic aftercare texts (7-10 days); acne.org (up to 2.8%); Al Qarqaz 2018 (small haematomas)'
	},
	{
		term: 'pain',
		label: 'Pain',
		expected: 'expected',
		resolutionDays: { min: 0, max: 1 },
		escalateAfterDays: 3,
		source: 'Am J Clin Dermatol 2018; PMC9110589, 2022'
	},
	{
		term: 'burning',
		label: 'Burning or stinging',
		expected: 'expected',
		resolutionDays: { min: 0, max: 2 },
		escalateAfterDays: 3,
		source: 'Chu 2021, review; SkinPen manual'
	},
	{
		term: 'tightness',
		label: 'Tightness or sensitivity',
		expected: 'expected',
		resolutionDays: { min: 1, max: 3 },
		escalateAfterDays: 7,
		source: 'SkinPen manual (informed-consent list)'
	},
	{
		term: 'itching',
		label: 'Itching',
		expected: 'expected',
		resolutionDays: { min: 1, max: 7 },
		escalateAfterDays: 14,
		source: 'Chu 2021, review; SkinPen manual'
	},
	{
		term: 'dryness_peeling',
		label: 'Dryness or peeling',
		expected: 'expected',
		resolutionDays: { min: 3, max: 7 },
		escalateAfterDays: 14,
		source: 'Chu 2021, review; Al Qarqaz 2018; Lee 2014 (1/25 at 0.25 mm)'
	},
	{
		term: 'crusting',
		label: 'Crusting',
		expected: 'expected',
		resolutionDays: { min: 3, max: 7 },
		escalateAfterDays: 14,
		source: 'Chu 2021, review; clinic aftercare texts'
	},
	{
		term: 'acneiform_eruption',
		label: 'Acne flare',
		expected: 'uncommon',
		resolutionDays: { min: 7, max: 21 },
		escalateAfterDays: 30,
		source: 'acne.org (up to 13.3%)'
	},
	{
		term: 'milia',
		label: 'Milia',
		expected: 'uncommon',
		resolutionDays: { min: 14, max: 60 },
		escalateAfterDays: 90,
		source: 'no page with a count was read'
	},
	{
		term: 'lymphadenopathy',
		label: 'Swollen lymph nodes',
		expected: 'uncommon',
		resolutionDays: { min: 3, max: 7 },
		escalateAfterDays: 14,
		source: 'Chu 2021, review'
	},
	{
		term: 'vasovagal',
		label: 'Fainting (vasovagal reaction)',
		expected: 'uncommon',
		resolutionDays: { min: 0, max: 0 },
		escalateAfterDays: 1,
		source: 'none read'
	},
	{
		term: 'post_inflammatory_hyperpigmentation',
		label: 'Darkening after inflammation (PIH)',
		expected: 'unexpected',
		resolutionDays: { min: 30, max: 90 },
		escalateAfterDays: 90,
		source:
			'PubMed 25196684, 2014 (5 patients); Striae, RF against CO2 (mostly gone by 3 months); acne.org (up to 13.8%)'
	},
	{
		term: 'hypopigmentation',
		label: 'Lightening of the skin',
		expected: 'unexpected',
		resolutionDays: null,
		escalateAfterDays: 90,
		source: 'J Dermatolog Treat 2014 (0/60); Alster 2020 (0/25)'
	},
	{
		term: 'dyschromia',
		label: 'Other change of colour',
		expected: 'unexpected',
		resolutionDays: null,
		escalateAfterDays: 90,
		source: 'J Dermatolog Treat 2014 (0/60); Alster 2020 (0/25)'
	},
	{
		term: 'herpes_reactivation',
		label: 'Herpes reactivation',
		expected: 'unexpected',
		resolutionDays: { min: 7, max: 14 },
		escalateAfterDays: 14,
		source: 'Cassiano, year not shown (3 women); product text "reactivation of herpes infection"'
	},
	{
		term: 'infection',
		label: 'Skin infection',
		expected: 'unexpected',
		resolutionDays: { min: 7, max: 21 },
		escalateAfterDays: 14,
		source: 'SkinPen manual lists it as possible; Alster 2020 (0/25)'
	},
	{
		term: 'contact_allergy',
		label: 'Contact dermatitis',
		expected: 'unexpected',
		resolutionDays: { min: 7, max: 21 },
		escalateAfterDays: 14,
		source: 'Chu 2021, review'
	},
	{
		term: 'granuloma',
		label: 'Granuloma or hypersensitivity',
		expected: 'serious',
		resolutionDays: null,
		escalateAfterDays: 28,
		source: 'Friedmann 2024, review (15 published cases); Granuloma case series'
	},
	{
		term: 'track_marks',
		label: 'Track marks (tram-track scarring)',
		expected: 'serious',
		resolutionDays: null,
		escalateAfterDays: 60,
		source: 'PubMed 25196684, 2014 (2 patients); acne.org (up to 5.3%)'
	},
	{
		term: 'scarring',
		label: 'Raised scar or keloid',
		expected: 'serious',
		resolutionDays: null,
		escalateAfterDays: 90,
		source: 'contraindication lists only'
	},
	{
		term: 'other',
		label: 'Other side effect',
		expected: 'uncommon',
		resolutionDays: null,
		escalateAfterDays: null,
		source: 'none: whatever has no term of its own'
	}
] as const satisfies readonly SideEffect[];

export type SideEffectTerm = (typeof SIDE_EFFECTS)[number]['term'];

const byTerm = new Map<string, SideEffect>(SIDE_EFFECTS.map((effect) => [effect.term, effect]));

/** Undefined for a term that is not recorded. */
export const sideEffectOf = (term: string): SideEffect | undefined => byTerm.get(term);

/** "Redness"; the term itself when it is unknown. */
export const sideEffectLabel = (term: string): string => byTerm.get(term)?.label ?? term;
