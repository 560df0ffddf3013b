/**
 * The tables of a bundle. Their columns are those of the data contract where a release has a value, the
 * bands it tells instead of exact values, and two tables ready for an analysis. Everything else about the
 * files (schema, dictionary, scripts that load them) follows from this list.
 */
import type { ReleaseReport } from '#lib/domain/release-report.ts';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import {
	ADJUNCT_CODES,
	bandFields,
	CONTACT_KINDS,
	DEVICE_CODES,
	ENDPOINTS,
	flag,
	needed,
	number,
	OUTCOMES,
	RELATED,
	SEVERITIES,
	STATUSES,
	text,
	whole,
	YES_NO
} from './fields.ts';
import {
	clinic,
	COURSE,
	course,
	day,
	ofClinic,
	ofCourse,
	ofPatient,
	ofProtocol,
	PATIENT,
	patient,
	type BundleTable
} from './keys.ts';
import { analysisLong, assessments, courseMeasures } from './score-tables.ts';

export type { BundleTable, TableName } from './keys.ts';

const flagColumn = (name: string, label: string) => text(name, label, { values: YES_NO });

/** The tables of a release, in the order of its files; protocols only where it tells them. */
export function bundleTables(report: ReleaseReport): readonly BundleTable[] {
	const told = report.columns.some(({ name, step }) => name === 'protocol' && step !== null);
	if (told) return allTables(report);
	return allTables(report)
		.filter(({ name }) => name !== 'protocols')
		.map((table) => ({ ...table, refers: table.refers.filter(({ to }) => to !== 'protocols') }));
}

function allTables(report: ReleaseReport): readonly BundleTable[] {
	const bands = bandFields(report);
	const band = (name: string) => bands.filter((one) => one.name === name);
	return [
		{
			name: 'clinics',
			title: 'Clinics',
			fields: [clinic, text('label', 'Name; never told')],
			key: ['clinic_id'],
			refers: []
		},
		{
			name: 'patients',
			title: report.linked
				? 'Patients'
				: 'Patients: one for each course, as courses are not linked',
			fields: [
				clinic,
				patient,
				...band('sex'),
				whole('age_at_start', 'Age; only its band is told', { unit: 'a' }),
				...band('age_band').map((one) => ({
					...one,
					label: `${one.label}; of several courses the first by its id`
				})),
				whole('skin_type', 'Fitzpatrick skin type; only its band is told'),
				...band('skin_type_band'),
				...band('smoking'),
				flagColumn('keloid_history', 'Keloids before'),
				flagColumn('isotretinoin_6m', 'Isotretinoin within six months before'),
				flagColumn('anticoagulant', 'Anticoagulant'),
				flagColumn('pregnancy', 'Pregnancy'),
				flagColumn('active_infection', 'Active infection'),
				flagColumn('immunosuppressed', 'Weakened immune system'),
				text('research_consent', 'Consent to research', {
					...needed,
					values: [{ value: 'yes', label: 'yes' }]
				})
			],
			key: PATIENT,
			refers: [ofClinic]
		},
		{
			name: 'protocols',
			title: 'Protocols that occur',
			fields: [
				text('protocol_id', 'Protocol', needed),
				text('name', 'Name', needed),
				text('device_type', 'Device', { ...needed, values: DEVICE_CODES }),
				text('device_model', 'Model'),
				number('depth_mm_min', 'Planned depth from', { unit: 'mm', min: 0.05, max: 6 }),
				number('depth_mm_max', 'Planned depth to', { unit: 'mm', min: 0.05, max: 6 }),
				whole('needle_count', 'Needles', { min: 1 }),
				whole('passes', 'Passes', { min: 1 }),
				whole('planned_sessions', 'Planned sessions', { min: 1 }),
				day('planned_interval_days', 'Planned days between sessions', { min: 1 }),
				text('visit_weeks', 'Planned weeks of follow-up, with ; between', { unit: 'wk' }),
				text('adjuncts', 'Treatments beside the needling, with ; between')
			],
			key: ['protocol_id'],
			refers: []
		},
		{
			name: 'courses',
			title: 'Courses: one area of a patient under one protocol',
			fields: [
				clinic,
				course,
				patient,
				...band('protocol_id'),
				...band('body_area'),
				text('pair_id', 'Links courses compared within one patient'),
				text('concerns', 'What was treated'),
				text('start_month', 'Month of the first session; only the year is told'),
				text('status', 'Status', { ...needed, values: STATUSES }),
				day('end_day', 'Last known day, where the course was dropped', {
					derivation: 'The opening day of the last visit window that had opened by then.'
				}),
				text('visit_weeks', 'Planned and due weeks of follow-up, with ; between', {
					unit: 'wk',
					derivation:
						'Exchanged among the courses of a class, week by week: right in number, not for one course.'
				}),
				text('control', 'An untreated side', { ...needed, values: YES_NO }),
				text('stop_reason', 'Why it was discontinued; never told'),
				...bands.filter(({ name }) => name !== 'protocol_id' && name !== 'body_area'),
				whole('sessions_done', 'Sessions done, at least', {
					...needed,
					min: 0,
					derivation: 'The lower end of the band of sessions.'
				}),
				whole('sessions_planned', 'Sessions planned', { min: 0 }),
				number('interval_days', 'Mean days between sessions', { unit: 'd' })
			],
			key: COURSE,
			refers: [ofPatient, ofProtocol]
		},
		{
			name: 'sessions',
			title: 'Sessions that were done, on nominal days',
			fields: [
				clinic,
				course,
				whole('session_no', 'Number of the session', { ...needed, min: 1 }),
				day('session_day', 'Day since the first session', {
					...needed,
					derivation: 'Nominal: 14, 28 or 42 days apart, by the band of spacing.'
				}),
				text('performed', 'Whether it took place', {
					...needed,
					values: [{ value: 'done', label: 'done' }]
				}),
				...['min', 'max'].map((end) =>
					number(`depth_mm_${end}`, `Needle depth ${end === 'min' ? 'from' : 'to'}`, {
						unit: 'mm',
						min: 0.05,
						max: 6,
						derivation:
							'An end of the band of depths; of the first session only, which the band is of.'
					})
				),
				text('device_type', 'Device', { values: DEVICE_CODES }),
				text('adjuncts', 'Treatment beside the needling', { values: ADJUNCT_CODES }),
				text('endpoint', 'Clinical endpoint', { values: ENDPOINTS }),
				text('side_effects_asked', 'Whether side effects were asked about', {
					...needed,
					values: YES_NO
				})
			],
			key: [...COURSE, 'session_no'],
			refers: [ofCourse]
		},
		assessments,
		courseMeasures,
		{
			name: 'side_effects',
			title: 'Side effects',
			fields: [
				clinic,
				text('side_effect_id', 'Report, under a random id of this release', needed),
				patient,
				course,
				whole('session_no', 'The session it followed', { min: 1 }),
				text('term', 'Side effect', {
					...needed,
					values: SIDE_EFFECTS.map(({ term, label }) => ({ value: term, label }))
				}),
				text('severity', 'Severity; none: asked and absent', { ...needed, values: SEVERITIES }),
				whole('grade', 'CTCAE grade', { min: 1, max: 5 }),
				day('onset_day', 'Day of onset since the first session'),
				number('duration_days', 'Duration', { unit: 'd', min: 0 }),
				flagColumn('ongoing', 'Still there at the last contact'),
				flagColumn('serious', 'Serious'),
				flagColumn('solicited', 'Asked for by a list or diary'),
				text('relatedness', 'Related to the treatment', { values: RELATED }),
				text('outcome', 'Outcome', { values: OUTCOMES })
			],
			key: [...COURSE, 'side_effect_id'],
			refers: [ofCourse, ofPatient]
		},
		{
			name: 'contacts',
			title: 'Days on which somebody asked about side effects',
			fields: [
				clinic,
				course,
				day('contact_day', 'Day since the first session', needed),
				text('kind', 'Kind of contact', { ...needed, values: CONTACT_KINDS }),
				text('side_effects_asked', 'Whether side effects were asked about', {
					...needed,
					values: YES_NO
				})
			],
			key: [...COURSE, 'contact_day'],
			refers: [ofCourse]
		},
		analysisLong(bands),
		{
			name: 'flow',
			title: 'How many there were at each stage, and why others are not here',
			fields: [
				whole('step', 'Place in the order', needed),
				text('stage', 'Stage', needed),
				text('reason', 'Reason'),
				text('unit', 'What is counted', needed),
				whole('number', 'How many', { ...needed, min: 0 }),
				flag('at_most', 'Whether the number is rounded up, so that nobody is told apart', needed)
			],
			key: ['step'],
			refers: []
		}
	];
}
