/**
 * What is true in the demo, so that pages which should find it can be seen to find it. The generator
 * reads these; nothing else in the product may.
 */
export const TRUTHS = {
	/** The largest clinic; where the better protocol is in use. */
	largestClinic: 'demo-1',

	/**
	 * On the neck, against wrinkles, the largest clinic gives two courses to comparable patients: an
	 * ordinary shallow one and a crosswise one at 1.5 to 2.0 mm, whose mean improvement is higher by
	 * so many points of percent. That is at least 0.35 Lemperle grades at week 12.
	 */
	betterProtocol: {
		protocolId: 'pen-1.5-2.0-4x4w-crosswise',
		against: 'pen-0.5-1.0-4x4w',
		area: 'neck',
		points: 22
	},

	/** Courses that begin in this clinic from this month on reach only this share of the usual effect. */
	gettingWorse: { clinicId: 'demo-3', fromMonth: '2025-10', factor: 0.5 },

	/** Patients of this clinic leave and miss visits far more often than elsewhere. */
	poorFollowUp: { clinicId: 'demo-4', leave: 0.16, miss: 0.25 },

	/** This clinic asks about side effects after so small a share of its sessions. */
	asksTooRarely: { clinicId: 'demo-5', share: 0.3 },

	/** Deeper needling makes redness last longer: medians in `side-effects.ts`, by depth. */
	deeperIsRedderForLonger: true,

	/** Darkening after inflammation is ten times and more as frequent in skin types IV to VI. */
	pigmentChangeInDarkerSkin: { fromSkinType: 4 },

	/** Patients who improve less leave more often: odds times 1.4 for each 20 points (`follow-up.ts`). */
	thoseWhoImproveLessLeave: true,

	/** A share of the patients have one side of the face left untreated, where there are two courses. */
	splitFace: { clinicIds: ['demo-1', 'demo-2', 'demo-3'], share: 0.09 }
} as const;
