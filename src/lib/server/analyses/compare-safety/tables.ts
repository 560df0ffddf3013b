/** The comparison as tables to read and as a tidy table to download: one row a figure. */
import type { Estimate, Table, TwinTable } from '#lib/charts/figure.ts';
import { decimal } from '#lib/domain/format.ts';
import { dayWords, percentOf, shareDecimals, shareWords } from '../resolution/panel.ts';
import { cellText, decimalsOf } from '../side-effects/rates.ts';
import { told, toldEstimate, toldP } from '../told.ts';
import { askedPatients, type Comparison } from './comparison.ts';
import { differenceWords, POINT_DECIMALS } from './panels.ts';

/** Ratios are shown with two decimals. */
const RATIO_DECIMALS = 2;

export function twinTables(compared: Comparison): TwinTable[] {
	return [ratesTwin(compared), resolutionTwin(compared)];
}

function ratesTwin({ arms, terms }: Comparison): TwinTable {
	const others = arms.slice(1);
	const less = (label: string) => (others.length > 1 ? `, ${label}` : '');
	return {
		caption: 'The same figures',
		note: `Sessions with the effect per 100 answered (95 % interval); differences are from ${arms[0]?.label ?? 'the first group'}`,
		columns: [
			{ label: 'Side effect', align: 'left' },
			...arms.map(({ label }) => ({ label, align: 'right' as const })),
			...others.flatMap(({ label }) => [
				{ label: `Difference${less(label)}`, align: 'right' as const, strong: true },
				{ label: `Ratio${less(label)}`, align: 'right' as const },
				{ label: `p${less(label)}`, align: 'right' as const },
				{ label: `p, all tests${less(label)}`, align: 'right' as const }
			])
		],
		rows: terms.map(({ effect, rates, contrasts }) => ({
			group: null,
			style: null,
			cells: [
				effect.label,
				...rates.map(({ rate }) => cellText(rate)),
				...contrasts.flatMap(({ difference, ratio, p, adjusted }) => [
					difference ? differenceWords(difference) : '–',
					ratio ? ratioWords(ratio) : '–',
					pWords(p),
					pWords(adjusted)
				])
			],
			hidden: null
		}))
	};
}

function ratioWords({ value, low, high }: Estimate): string {
	const text = (one: number | null) => (one === null ? '–' : decimal(one, RATIO_DECIMALS));
	return low === null ? text(value) : `${text(value)} (${text(low)} to ${text(high)})`;
}

/** "0.034"; "< 0.001" below. */
const pWords = (p: number | null) => (p === null ? '–' : p < 0.001 ? '< 0.001' : decimal(p, 3));

function resolutionTwin({ lines, redness }: Comparison): TwinTable {
	const contrast = (id: string) => redness.find(({ arm }) => arm.name === id);
	return {
		caption: 'How long the redness stays',
		note: 'Patients with redness; days since the session. The test is of the whole curves',
		columns: [
			{ label: 'Group', align: 'left' },
			{ label: 'Patients', align: 'right' },
			{ label: 'Half have none by', align: 'right' },
			{ label: '9 in 10 have none by', align: 'right' },
			{ label: 'Beyond day 3', align: 'right', strong: true },
			{ label: 'Difference, points', align: 'right' },
			{ label: 'p, log-rank', align: 'right' },
			{ label: 'p, all tests', align: 'right' }
		],
		rows: lines.map(({ id, label, style, episodes, shares, median, ninth, why }) => {
			const day = shares.find((one) => one.day === 3);
			const found = contrast(id);
			return {
				group: null,
				style,
				cells: [
					label,
					episodes ? String(episodes.patients) : '–',
					dayWords(median),
					dayWords(ninth),
					day && episodes ? shareWords({ ...day, atRisk: null }, episodes.patients) : '–',
					found?.difference ? differenceWords(found.difference) : '–',
					pWords(found?.p ?? null),
					pWords(found?.adjusted ?? null)
				],
				hidden: episodes ? null : (why ?? 'no data')
			};
		})
	};
}

type Row = (string | number | null)[];

export function tidyTable(compared: Comparison): Table {
	return {
		columns: [
			{ key: 'term', label: 'Side effect, code', type: 'text' },
			{ key: 'group', label: 'Group', type: 'text' },
			{ key: 'less', label: 'Less this group', type: 'text' },
			{ key: 'figure', label: 'Figure', type: 'text' },
			{ key: 'day', label: 'Day since the session', type: 'integer', unit: 'd' },
			{ key: 'unit', label: 'Unit', type: 'text' },
			{ key: 'value', label: 'Value', type: 'decimal' },
			{ key: 'low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'method', label: 'Interval or test', type: 'text' },
			{ key: 'n', label: 'Events, or patients still followed', type: 'integer' },
			{ key: 'patients', label: 'Patients it rests on', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: [...rateRows(compared), ...resolutionRows(compared)]
	};
}

function rateRows({ arms, terms }: Comparison): Row[] {
	const first = arms[0]?.label ?? null;
	return terms.flatMap(({ effect: { term }, rates, contrasts }) => [
		...rates.flatMap(({ arm, rate }): Row[] => {
			const patients = askedPatients(arm.group);
			const numbers = toldEstimate(rate.estimate, decimalsOf(rate));
			const start = [term, arm.label, null];
			return [
				[...start, 'rate', null, 'per 100 sessions', ...cells(numbers), rate.leads, rate.toldEvents, patients, arm.why ?? rate.why], // prettier-ignore
				...(rate.exact
					? [[...start, 'rate_exact', null, 'per 100 sessions', numbers?.value ?? null, told(rate.exact.low, decimalsOf(rate)), told(rate.exact.high, decimalsOf(rate)), 'exact', rate.toldEvents, patients, null]] // prettier-ignore
					: [])
			];
		}),
		...contrasts.flatMap(({ arm, difference, ratio, leads, p, adjusted, verdict, why }): Row[] => {
			const start = [term, arm.label, first];
			return [
				[...start, 'difference', null, 'per 100 sessions', ...cells(toldEstimate(difference, POINT_DECIMALS)), difference ? `Newcombe, clustered by patient: ${verdict}` : null, null, null, why], // prettier-ignore
				[...start, 'ratio', null, '1', ...cells(toldEstimate(ratio, RATIO_DECIMALS)), leads, null, null, why], // prettier-ignore
				[...start, 'p', null, '1', toldP(p), null, null, leads, null, null, why],
				[...start, 'p_adjusted', null, '1', toldP(adjusted), null, null, 'Benjamini-Hochberg', null, null, why] // prettier-ignore
			];
		})
	]);
}

function resolutionRows({ arms, lines, redness }: Comparison): Row[] {
	const first = arms[0]?.label ?? null;
	return [
		...lines.flatMap(({ label, episodes, shares, median, ninth, why }): Row[] => {
			const start = ['erythema', label, null];
			if (!episodes) return [[...start, 'still_there', null, 'percent', ...cells(null), null, null, null, why]]; // prettier-ignore
			const { patients } = episodes;
			const decimals = shareDecimals(patients);
			return [
				...shares.map((point): Row => {
					const share = toldEstimate(point.share, decimals);
					return [...start, 'still_there', point.day, 'percent', ...cells(share && percentOf(share, patients)), 'Kaplan-Meier, log-log', point.atRisk, patients, point.why]; // prettier-ignore
				}),
				...(
					[
						['half_gone_by', median],
						['nine_in_ten_gone_by', ninth]
					] as const
				).map(([figure, { day, low, high, why: none }]): Row => [...start, figure, null, 'd', day, low, high, 'Kaplan-Meier', null, patients, none]) // prettier-ignore
			];
		}),
		...redness.flatMap(({ arm, difference, verdict, p, adjusted, why, untested }): Row[] => {
			const noTest = why ?? untested ?? null;
			const start = ['erythema', arm.label, first];
			return [
				[...start, 'still_there_difference', 3, 'percentage points', ...cells(toldEstimate(difference, POINT_DECIMALS)), difference ? `Newcombe: ${verdict}` : null, null, null, why], // prettier-ignore
				[...start, 'p', null, '1', toldP(p), null, null, 'log-rank', null, null, noTest],
				[...start, 'p_adjusted', null, '1', toldP(adjusted), null, null, 'Holm', null, null, noTest]
			];
		})
	];
}

const cells = (estimate: Estimate | null) => [
	estimate?.value ?? null,
	estimate?.low ?? null,
	estimate?.high ?? null
];
