/** The six clinics of the demo: their size, their people by code, and their habits. */
import { CLINIC, TRIAL, type Attendance } from './follow-up.ts';
import type { Cameras } from './scales.ts';
import { TRUTHS } from './truths.ts';

export type DemoClinic = {
	clinicId: string;
	label: string;
	patients: number;
	/** Codes of the practitioners, the busiest first. */
	practitioners: readonly string[];
	/** The day up to which its records are complete. */
	dataThrough: string;
	attendance: Attendance;
	/** Share of sessions, calls and visits at which side effects were asked for. */
	asked: number;
	/** Share of the calls on days 1, 3 and 7 that are made. */
	calls: number;
	cameras: Cameras;
	/** Records the year of birth, not the age. */
	byBirthYear: boolean;
};

const code = (number: number) => `P${String(number).padStart(2, '0')}`;
const codes = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => code(from + index));

const usual = {
	dataThrough: '2026-10-31',
	attendance: CLINIC,
	asked: 0.95,
	calls: 0.35,
	cameras: { pores: false, colour: false },
	byBirthYear: false
};
const { poorFollowUp, asksTooRarely } = TRUTHS;

export const DEMO_CLINICS: readonly DemoClinic[] = [
	{
		...usual,
		clinicId: 'demo-1',
		label: 'Demo clinic 1 (largest)',
		patients: 2000,
		practitioners: codes(1, 12),
		cameras: { pores: true, colour: true }
	},
	{
		...usual,
		clinicId: 'demo-2',
		label: 'Demo clinic 2',
		patients: 1500,
		practitioners: codes(13, 21),
		attendance: TRIAL,
		cameras: { pores: true, colour: false },
		byBirthYear: true
	},
	{
		...usual,
		clinicId: 'demo-3',
		label: 'Demo clinic 3',
		patients: 1100,
		practitioners: codes(22, 28),
		dataThrough: '2026-10-28',
		cameras: { pores: false, colour: true }
	},
	{
		...usual,
		clinicId: 'demo-4',
		label: 'Demo clinic 4',
		patients: 750,
		practitioners: codes(29, 34),
		attendance: { ...CLINIC, leave: poorFollowUp.leave, miss: poorFollowUp.miss },
		cameras: { pores: true, colour: false }
	},
	{
		...usual,
		clinicId: 'demo-5',
		label: 'Demo clinic 5',
		patients: 450,
		practitioners: codes(35, 38),
		dataThrough: '2026-10-15',
		asked: asksTooRarely.share,
		calls: 0.1
	},
	{
		...usual,
		clinicId: 'demo-6',
		label: 'Demo clinic 6 (smallest)',
		patients: 200,
		practitioners: codes(39, 40)
	}
];

/** The months in which the demo's courses begin. */
export const FIRST_MONTH = { year: 2023, month: 11 };
export const MONTHS = 36;
