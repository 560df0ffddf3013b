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
		source: 'acne.org table (2-3 days); hkjdv2018 (3-6 h); chu2021_review (up to 7 days)'
	},
	{
		term: 'swelling',
		label: 'Swelling',
		expected: 'expected',
		resolutionDays: { min: 1, max: 3 },
		escalateAfterDays: 7,
		source: 'acne.org table; hkjdv2018; chu2021_review'
	},
	{
		term: 'pinpoint_bleeding',
		label: 'Pinpoint bleeding',
		expected: 'expected',
		resolutionDays: { min: 0, max: 1 },
		escalateAfterDays: 1,
		source: 'juhasz_cohen2020 (endpoint); park2012'
	},
	{
		term: 'bruising',
		label: 'Bruising',
		expected: 'expected',
		resolutionDays: { min: 7, max: 10 },
		escalateAfterDays: 14,
		source:
			'clinic aftercare texts (7-10 days); acne.org (up to 2.8%); alqarqaz2018 (small haematomas)'
	},
	{
		term: 'pain',
		label: 'Pain',
		expected: 'expected',
		resolutionDays: { min: 0, max: 1 },
		escalateAfterDays: 3,
		source: 'striae_mn_vs_nafl_2018; rfmn_pn_periorbital_2022'
	},
	{
		term: 'burning',
		label: 'Burning or stinging',
		expected: 'expected',
		resolutionDays: { min: 0, max: 2 },
		escalateAfterDays: 3,
		source: 'chu2021_review; SkinPen manual'
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
		source: 'chu2021_review; SkinPen manual'
	},
	{
		term: 'dryness_peeling',
		label: 'Dryness or peeling',
		expected: 'expected',
		resolutionDays: { min: 3, max: 7 },
		escalateAfterDays: 14,
		source: 'chu2021_review; alqarqaz2018; lee_hj2014_cm (1/25 at 0.25 mm)'
	},
	{
		term: 'crusting',
		label: 'Crusting',
		expected: 'expected',
		resolutionDays: { min: 3, max: 7 },
		escalateAfterDays: 14,
		source: 'chu2021_review; clinic aftercare texts'
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
		source: 'chu2021_review'
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
			'dogra2014 (5 patients); nimrf_vs_co2_striae (mostly gone by 3 months); acne.org (up to 13.8%)'
	},
	{
		term: 'hypopigmentation',
		label: 'Lightening of the skin',
		expected: 'unexpected',
		resolutionDays: null,
		escalateAfterDays: 90,
		source: 'pci_phototypes_2014 (0/60); alster_li2020 (0/25)'
	},
	{
		term: 'dyschromia',
		label: 'Other change of colour',
		expected: 'unexpected',
		resolutionDays: null,
		escalateAfterDays: 90,
		source: 'pci_phototypes_2014 (0/60); alster_li2020 (0/25)'
	},
	{
		term: 'herpes_reactivation',
		label: 'Herpes reactivation',
		expected: 'unexpected',
		resolutionDays: { min: 7, max: 14 },
		escalateAfterDays: 14,
		source: 'cassiano2022 (3 women); product text "reactivation of herpes infection"'
	},
	{
		term: 'infection',
		label: 'Skin infection',
		expected: 'unexpected',
		resolutionDays: { min: 7, max: 21 },
		escalateAfterDays: 14,
		source: 'SkinPen manual lists it as possible; alster_li2020 (0/25)'
	},
	{
		term: 'contact_allergy',
		label: 'Contact dermatitis',
		expected: 'unexpected',
		resolutionDays: { min: 7, max: 21 },
		escalateAfterDays: 14,
		source: 'chu2021_review'
	},
	{
		term: 'granuloma',
		label: 'Granuloma or hypersensitivity',
		expected: 'serious',
		resolutionDays: null,
		escalateAfterDays: 28,
		source: 'friedmann2024_granuloma (15 published cases); granuloma_cases_3'
	},
	{
		term: 'track_marks',
		label: 'Track marks (tram-track scarring)',
		expected: 'serious',
		resolutionDays: null,
		escalateAfterDays: 60,
		source: 'dogra2014 (2 patients); acne.org (up to 5.3%)'
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
