/**
 * What manuals, trials and the forms of clinics list against needling. Kept as published, also where
 * the sources disagree: the product flags and leaves the decision to the clinician.
 */

export type Contraindication = {
	code: string;
	label: string;
	/** As the sources treat it. */
	kind: string;
	/** How long to wait, as published; null when no source says. */
	washout: string | null;
	/** `any`, or the area it speaks of. */
	concern: string;
	source: string;
	notes: string | null;
};

export const CONTRAINDICATIONS: readonly Contraindication[] = [
	{
		code: 'keloid',
		label: 'Keloids or strong tendency to keloid formation',
		kind: 'absolute',
		washout: null,
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'bleeding_disorder',
		label: 'Haemophilia or other clotting disorder',
		kind: 'absolute',
		washout: null,
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); trialx.com listing 326214 (trial exclusion)',
		notes: null
	},
	{
		code: 'anticoagulant',
		label: 'Blood-thinning medication (aspirin, warfarin, heparin, others)',
		kind: 'absolute in the manual, relative in practice',
		washout: '14 days (trial exclusion, high dose)',
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); trialx.com listing 326214 (trial exclusion)',
		notes: 'Stopping it is the prescriber’s decision.'
	},
	{
		code: 'diabetes_uncontrolled',
		label: 'Uncontrolled diabetes',
		kind: 'absolute',
		washout: null,
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'active_acne',
		label: 'Active acne in the area',
		kind: 'absolute',
		washout: 'until clear',
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'active_infection',
		label: 'Active local infection (bacterial, viral, fungal), incl. herpes',
		kind: 'absolute',
		washout: 'until clear',
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'hsv_history',
		label: 'History of herpes simplex',
		kind: 'precaution',
		washout: 'antiviral cover suggested by clinics',
		concern: 'face',
		source: 'dermatiquelaserandskin.com aftercare; Cassiano, year not shown (3 cases)',
		notes: 'Not a ban.'
	},
	{
		code: 'systemic_infection',
		label: 'Systemic infection (hepatitis, HIV named)',
		kind: 'absolute in the manual',
		washout: null,
		concern: 'any',
		source: 'Exceed operating manual p.34 (manualslib.mx/manual/813024)',
		notes: null
	},
	{
		code: 'skin_tumour',
		label: 'Skin tumours, solar keratoses, warts or raised moles in the area',
		kind: 'absolute',
		washout: null,
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'dermatosis',
		label: 'Open wounds, eczema, psoriasis, rashes in the area',
		kind: 'absolute',
		washout: 'until clear',
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'rosacea',
		label: 'Rosacea (active)',
		kind: 'absolute in the manual',
		washout: null,
		concern: 'face',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'recent_scar',
		label: 'Scars younger than 6 months',
		kind: 'absolute',
		washout: '6 months (one clinic: 12 months)',
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'chemo_radio_steroid',
		label: 'Chemotherapy, radiotherapy or high-dose corticosteroids',
		kind: 'absolute',
		washout: 'from 4 weeks before until 4 weeks after',
		concern: 'any',
		source: 'Exceed operating manual p.34 (manualslib.mx/manual/813024)',
		notes: null
	},
	{
		code: 'recent_surgery',
		label: 'Plastic surgery in the area',
		kind: 'absolute',
		washout: 'up to 12 months',
		concern: 'any',
		source: 'Exceed operating manual p.34 (manualslib.mx/manual/813024)',
		notes: null
	},
	{
		code: 'filler',
		label: 'Filler in the area',
		kind: 'relative',
		washout: 'up to 6 months (one clinic: 12 months)',
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'botulinum',
		label: 'Botulinum toxin in the area',
		kind: 'relative',
		washout: '3 months (one clinic: 6 months)',
		concern: 'any',
		source: 'balancedayspa.com clinic form; esthetikmtl.com',
		notes: 'Published windows disagree.'
	},
	{
		code: 'isotretinoin',
		label: 'Isotretinoin, current or recent',
		kind: 'relative',
		washout: '3, 6 or 6-12 months depending on the source',
		concern: 'any',
		source: 'beautyandthebroworlando.com (3); esthetikmtl.com (6); droracle.ai (6-12)',
		notes: 'Published windows disagree.'
	},
	{
		code: 'topical_retinoid',
		label: 'Topical retinoids or exfoliants',
		kind: 'precaution',
		washout: '24 h to 2 days',
		concern: 'any',
		source: 'dermatiquelaserandskin.com (24 h); beautyandthebroworlando.com (2 days)',
		notes: null
	},
	{
		code: 'deep_peel',
		label: 'Deep peel, dermabrasion or resurfacing',
		kind: 'relative',
		washout: '30 days to 3 months',
		concern: 'any',
		source: 'purelyboutique.com (30 days); esthetikmtl.com (3 months)',
		notes: null
	},
	{
		code: 'sunburn_tan',
		label: 'Sunburn or excessive tan',
		kind: 'precaution',
		washout: '2 weeks',
		concern: 'any',
		source: 'esthetikmtl.com',
		notes: null
	},
	{
		code: 'allergy_metal',
		label: 'Allergy to stainless steel',
		kind: 'absolute',
		washout: null,
		concern: 'any',
		source:
			'balancedayspa.com clinic form; trialx.com listing 326214 (trial exclusion); Chu 2021, review',
		notes: null
	},
	{
		code: 'allergy_anaesthetic',
		label: 'Allergy to topical anaesthetics',
		kind: 'absolute (for that agent)',
		washout: null,
		concern: 'any',
		source:
			'Exceed operating manual p.34 (manualslib.mx/manual/813024); balancedayspa.com clinic form',
		notes: null
	},
	{
		code: 'allergy_topical',
		label: 'Topicals not approved for intradermal use (e.g. vitamin C serum)',
		kind: 'precaution',
		washout: null,
		concern: 'any',
		source: 'Chu 2021, review; Friedmann 2024, review',
		notes: 'Record the product used in each session.'
	},
	{
		code: 'pregnancy',
		label: 'Pregnancy or breastfeeding',
		kind: 'relative',
		washout: null,
		concern: 'any',
		source: 'balancedayspa.com clinic form; trialx.com listing 326214 (trial exclusion)',
		notes: 'Trials exclude; no harm data read.'
	},
	{
		code: 'autoimmune',
		label: 'Autoimmune or collagen vascular disease',
		kind: 'relative',
		washout: null,
		concern: 'any',
		source: 'balancedayspa.com clinic form; trialx.com listing 326214 (trial exclusion)',
		notes: null
	},
	{
		code: 'immunosuppression',
		label: 'Immunosuppression',
		kind: 'relative',
		washout: null,
		concern: 'any',
		source: 'beautyandthebroworlando.com',
		notes: null
	},
	{
		code: 'dark_phototype',
		label: 'Fitzpatrick phototype IV-VI',
		kind: 'precaution (PIH)',
		washout: null,
		concern: 'any',
		source: 'Chu 2021, review; PubMed 25196684, 2014',
		notes: 'Not a ban: studies in IV-VI exist. Some devices are cleared for I-III or II-IV only.'
	},
	{
		code: 'orbital_rim',
		label: 'Treatment inside the orbital rim',
		kind: 'site exclusion',
		washout: null,
		concern: 'face.periorbital',
		source: 'NCT02646917',
		notes: null
	}
];
