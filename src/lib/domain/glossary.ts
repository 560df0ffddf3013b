/** The words that figures are made of, in plain language: what is counted, and by which rule. */
import { list } from './format.ts';
import { OUTSIDE_THRESHOLD, STAFF_THRESHOLD } from './roles.ts';
import { DEFAULT_VISIT_WEEKS, VISIT_WINDOWS } from './visit-windows.ts';

export type Term = {
	/** Its anchor on the methods page. */
	id: string;
	term: string;
	words: string;
	/** The methods it is worked out by, as the register of statistics names them. */
	methods: readonly string[];
};

const windows = list(
	VISIT_WINDOWS.map(({ week, halfWidthWeeks }) => `${week}\u00A0(±\u00A0${halfWidthWeeks})`)
);

const terms = [
	{
		id: 'patient',
		term: 'Patient',
		words:
			'One person at one clinic, known by a pseudonym. Patients are what privacy protects and what intervals count: several courses of one person are never taken for several people.',
		methods: []
	},
	{
		id: 'course',
		term: 'Course',
		words: 'One patient’s treatment of one body area under one protocol.',
		methods: []
	},
	{
		id: 'series',
		term: 'Series',
		words:
			'The scores of one course on one measure: a concern on a scale. A course scored for wrinkles and for pores has two. Different scales are never pooled.',
		methods: []
	},
	{
		id: 'session',
		term: 'Session',
		words: 'A treatment that took place. Cancelled sessions and no-shows do not count.',
		methods: []
	},
	{
		id: 'protocol',
		term: 'Protocol',
		words:
			'What the clinic’s dictionary of protocols prescribes: device, depth, needles, passes, sessions, spacing, adjuncts. A course counts under the one it was filed under.',
		methods: []
	},
	{
		id: 'drift',
		term: 'Done against planned',
		words:
			'Sessions done of planned in courses that have ended; weeks between sessions, done and planned; sessions outside the protocol’s own depth range, of a session’s range the upper end; sessions on another device than the protocol’s.',
		methods: ['clustered-mean', 'clustered-proportion']
	},
	{
		id: 'week',
		term: 'Week',
		words: 'Days since the first session of the series, divided by 7.',
		methods: []
	},
	{
		id: 'baseline',
		term: 'Baseline',
		words:
			'The last score at or before the first session. A series without one shows no change; it is left out and counted as such.',
		methods: []
	},
	{
		id: 'visit-window',
		term: 'Visit window',
		words: `The weeks in which a score counts for a visit: ${windows}. The score nearest to the visit counts, the earlier one at a tie, and each score for one visit only.`,
		methods: []
	},
	{
		id: 'due',
		term: 'Due',
		words: `A visit is due for a course when its schedule plans it (the protocol’s, else the clinic’s, else weeks ${list(DEFAULT_VISIT_WEEKS.map(String))}) and its window has closed in the data.`,
		methods: []
	},
	{
		id: 'seen',
		term: 'Seen',
		words: 'A visit that was due and has a score of the measure in its window.',
		methods: []
	},
	{
		id: 'missed',
		term: 'Missed',
		words:
			'A visit that was due, without a score, in a course that had not ended. A visit nobody planned is never missed. Nothing is filled in for it.',
		methods: ['missing-bounds']
	},
	{
		id: 'not-yet-due',
		term: 'Not yet due',
		words: 'A planned visit whose window is still open, or closed after the data end.',
		methods: []
	},
	{
		id: 'dropped',
		term: 'Dropped',
		words: 'The course had ended before the window of the visit opened.',
		methods: []
	},
	{
		id: 'improvement',
		term: 'Improvement',
		words:
			'The change from baseline, turned so that more is better on every scale: 1 grade better is + 1 whether the scale counts up or down.',
		methods: ['clustered-mean']
	},
	{
		id: 'percent-improvement',
		term: 'Percent improvement',
		words:
			'The mean improvement in per cent of the mean baseline, for scales with a true zero only. Means of single patients’ percentages are not shown.',
		methods: ['ratio-of-means']
	},
	{
		id: 'responder',
		term: 'Responder',
		words:
			'A series that improved by at least the scale’s minimal important difference, or by the rule its authors published; 1 grade where a scale has five or six grades and nothing else is known. The mean improvement stands beside it.',
		methods: ['clustered-proportion']
	},
	{
		id: 'detectable',
		term: 'Detectable change',
		words:
			'One patient’s change that is larger than what two ratings of an unchanged patient differ by 19 times of 20. It says something of one patient, never of a group’s mean.',
		methods: ['minimal-detectable-change']
	},
	{
		id: 'worthwhile',
		term: 'Smallest worthwhile difference',
		words:
			'The least improvement worth having, drawn as a dotted line: half of the minimal important difference unless something else is known, for shares 10 points.',
		methods: []
	},
	{
		id: 'interval',
		term: '95 % interval',
		words:
			'Where the true value plausibly lies: drawn anew and again from such patients, 95 of 100 intervals would hold it. Shown from 5 patients on.',
		methods: ['clustered-mean', 'clustered-proportion', 'clustered-rate']
	},
	{
		id: 'verdict-words',
		term: 'Clear, clear but small, not clear, too few to say',
		words:
			'Clear: the interval leaves out “no change” and the estimate is at least the smallest worthwhile difference. Clear but small: it leaves out “no change” only. Not clear: it does not. Too few to say: fewer than 5 patients, or no interval.',
		methods: ['verdict']
	},
	{
		id: 'rating-of-change',
		term: 'Rating of change',
		words:
			'“Much improved” and the like (GAIS, quartiles, per cent by the patient). It has no baseline, so no change is worked out; it is shown for itself.',
		methods: []
	},
	{
		id: 'side-effect-per-session',
		term: 'Side effect per session',
		words:
			'Sessions with at least one report, of 100 sessions whose side-effect question was answered. Unanswered is not “none”.',
		methods: ['clustered-rate', 'zero-events']
	},
	{
		id: 'contraindication',
		term: 'Contraindication on record',
		words:
			'Yes, no or unknown, recorded once a patient when treatment starts: keloid history, isotretinoin in the last 6 months, blood-thinning medication, pregnancy, active infection, immunosuppression. Unknown is not no. It is sensitive, so it takes one filter at most.',
		methods: ['wilson', 'clopper-pearson']
	},
	{
		id: 'hidden-groups',
		term: 'Hidden, and k',
		words: `A group of fewer than k patients is hidden with all that is said of it, and further groups beside it where it would follow from them. k is ${STAFF_THRESHOLD} inside the clinic, or more where the clinic has set it higher, and ${OUTSIDE_THRESHOLD} beside other clinics and in releases. Nobody is shown as 0.`,
		methods: []
	},
	{
		id: 'no-answer',
		term: 'No answer',
		words:
			'A dash with its reason: nobody was seen, one patient only, no variation. Never 0, because 0 would be an answer.',
		methods: []
	},
	{
		id: 'association',
		term: 'Association',
		words:
			'Patients, depths and protocols were chosen by people, not by lot. What goes together need not be cause and effect.',
		methods: []
	}
] as const satisfies readonly Term[];

/** The name of a term, as an analysis names those its words use. */
export type TermId = (typeof terms)[number]['id'];

export const GLOSSARY: readonly Term[] = terms;
