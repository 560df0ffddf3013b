/**
 * Improvement at several visits under several protocols, from everyone seen at least once: the mixed
 * model for repeated measures (MMRM). The raw means stand beside those of the model.
 */
import type { CovarianceName } from '#lib/statistics/covariance-structure.ts';
import { exactSum } from '#lib/statistics/exact-sum.ts';
import { mmrmEstimate, type MmrmEstimate } from '#lib/statistics/mmrm-estimate.ts';
import { fitMmrm, type SimplerCovarianceReason } from '#lib/statistics/mmrm-fit.ts';
import type { NoAnswer } from '#lib/statistics/no-answer.ts';
import { visitPatterns } from '#lib/statistics/visit-patterns.ts';

/** One series of one patient. Those without baseline or without any visit are left out and counted. */
export type MmrmPatient = {
	protocol: string;
	baseline: number | null;
	/** at each visit, in their order; null where not seen */
	improvements: readonly (number | null)[];
};

/** The mean under one protocol, raw and at the pooled baseline. */
export type MmrmMean = MmrmEstimate & {
	protocol: string;
	patients: number;
	observed: number | null;
};

/** protocol minus reference */
export type MmrmDifference = MmrmEstimate & {
	protocol: string;
	reference: string;
	observed: number | null;
};

export type Mmrm = {
	visits: { means: MmrmMean[]; differences: MmrmDifference[] }[];
	/** the baseline at which the means are taken: the mean of all patients analysed */
	pooledBaseline: number | null;
	/** how scores of one patient were taken to vary together, and why not freely */
	covariance: CovarianceName | null;
	simplerBecause: SimplerCovarianceReason | null;
	/** variances and covariances between the visits at which anybody was seen */
	visitCovariance: number[][] | null;
	patients: number;
	observations: number;
	withoutBaseline: number;
	withoutVisit: number;
	reason: NoAnswer | null;
};

export type MmrmOptions = {
	/** what the other protocols are compared with; else the first patient's */
	reference?: string;
	confidence?: number;
	/** of each protocol at each visit, for an unstructured covariance and for a comparison */
	minimumPatients?: number;
};

/**
 * Estimates the mean improvement under each protocol at each visit, at the pooled baseline, and the
 * differences from the reference: improvement ~ week + week:protocol + week:(baseline - mean),
 * unstructured covariance between visits, REML, Satterthwaite degrees of freedom (Mallinckrodt 2008).
 *
 * Assumes one series a patient, independent patients, near normal residuals, one covariance for all
 * protocols, and scores missing at random: explained by protocol, baseline and the scores seen. Too
 * few patients at a visit, or no fit: compound symmetry, named with its reason. Where the baselines
 * seen at a visit do not differ within protocols, its means are not adjusted. A difference with fewer
 * than the minimum on a side is only observed. No variation: intervals of zero width, no p.
 */
export function mmrm(
	all: readonly MmrmPatient[],
	visits: number,
	{ reference, confidence = 0.95, minimumPatients = 10 }: MmrmOptions = {}
): Mmrm {
	const withBaseline = all.flatMap((patient) =>
		patient.baseline === null ? [] : [{ ...patient, baseline: patient.baseline }]
	);
	const patients = withBaseline.filter(({ improvements }) => improvements.some((i) => i !== null));
	const protocols = [...new Set(all.map(({ protocol }) => protocol))];
	const centre = meanOf(patients.map(({ baseline }) => baseline));
	const observed = Array.from({ length: visits }, (_, visit) =>
		rawMeans(patients, protocols, visit)
	);
	const used = observed.flatMap((row, visit) =>
		row.some((each) => each.patients > 0) ? [visit] : []
	);
	const data = visitPatterns(
		patients.map(({ protocol, baseline, improvements }) => ({
			regressors: [...protocols.map((p) => Number(p === protocol)), baseline - (centre ?? 0)],
			values: used.map((visit) => improvements[visit] ?? null)
		})),
		used.length
	);
	const enough = used.every((visit) =>
		observed[visit]?.every((c) => c.patients >= minimumPatients)
	);
	const fitted = fitMmrm(data, enough);
	const from = reference ?? protocols[0];
	return {
		visits: observed.map((row, visit) => {
			const coefficient = (protocol: string) =>
				used.indexOf(visit) * data.regressors + protocols.indexOf(protocol);
			const other = row.find(({ protocol }) => protocol === from);
			return {
				means: row.map((raw) => ({
					...raw,
					...mmrmEstimate(
						fitted,
						data,
						[[coefficient(raw.protocol), 1]],
						raw.patients,
						1,
						confidence
					)
				})),
				differences: row.flatMap((raw) =>
					other === undefined || raw === other
						? []
						: [
								{
									protocol: raw.protocol,
									reference: other.protocol,
									observed: difference(raw.observed, other.observed),
									...mmrmEstimate(
										fitted,
										data,
										[
											[coefficient(raw.protocol), 1],
											[coefficient(other.protocol), -1]
										],
										Math.min(raw.patients, other.patients),
										minimumPatients,
										confidence
									)
								}
							]
				)
			};
		}),
		pooledBaseline: centre,
		covariance: fitted.fit && fitted.fit.structure.name,
		simplerBecause: fitted.fit && fitted.simplerBecause,
		visitCovariance: fitted.fit && fitted.fit.covariance.to2DArray(),
		patients: patients.length,
		observations: data.observations,
		withoutBaseline: all.length - withBaseline.length,
		withoutVisit: withBaseline.length - patients.length,
		reason: fitted.fit ? null : fitted.reason
	};
}

function rawMeans(patients: readonly MmrmPatient[], protocols: readonly string[], visit: number) {
	return protocols.map((protocol) => {
		const values = patients.flatMap((patient) => {
			const value = patient.protocol === protocol ? (patient.improvements[visit] ?? null) : null;
			return value === null ? [] : [value];
		});
		return { protocol, patients: values.length, observed: meanOf(values) };
	});
}

function difference(a: number | null, b: number | null): number | null {
	return a === null || b === null ? null : a - b;
}

function meanOf(values: readonly number[]): number | null {
	return values.length === 0 ? null : exactSum(values) / values.length;
}
