/**
 * What the attack tests still find, in words for the methods page. A test measures it anew and fails
 * when a number here is no longer what it finds.
 */

/** `found` is the number with its unit, `what` the sentence that goes on from it. */
export const MEASURED: readonly { found: string; what: string }[] = [
	{
		found: '0 of 2,403',
		what: 'groups of 1 to 4 patients follow exactly from the answers to seven sets of two or three filters and groupings, all equations of a set solved together: three sets in the demo’s largest clinic, four in a clinic of 40 patients. Other sets were not measured.'
	},
	{
		found: '48 of 112',
		what: 'figures of a clinic of 40 patients changed by 1 to 4 patients when three new ones were imported. Whoever kept the earlier figures can subtract them; the earlier data cannot be asked again.'
	},
	{
		found: '236 of 654',
		what: 'pairs of neighbouring visits of one group in the demo’s largest clinic differ by 1 to 4 patients in who was scored. Visits are not held against each other: whoever knows that one patient was seen at one visit and not at the next can work out about what that patient scored, within the rounding of what is shown.'
	}
];
