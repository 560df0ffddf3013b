/** The models that may take longer than a page should wait in the server's main thread. */
import { planRelease } from '#lib/privacy/release/plan.ts';
import {
	expectedTrajectory,
	mmrm,
	overlapDifference,
	timeToPlateau,
	trajectoryCalibration
} from '#lib/statistics/index.ts';

/** Each by the name it is asked for: plain objects in, plain objects out. */
export const JOBS = {
	expectedTrajectory,
	mmrm,
	overlapDifference,
	planRelease,
	timeToPlateau,
	trajectoryCalibration
} as const;

type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
export type Input<Name extends JobName> = Parameters<Jobs[Name]>;
export type Output<Name extends JobName> = ReturnType<Jobs[Name]>;

/** What the threads say to each other. */
export type Asked = { id: number; name: JobName; input: unknown[] };
export type Answered = { id: number; output: unknown } | { id: number; fault: string };
