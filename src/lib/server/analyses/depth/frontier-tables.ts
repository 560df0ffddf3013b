/** The figures of protocols as a table to read and as a tidy table to download. */
import type { Figure } from '#lib/charts/figure.ts';
import { count } from '#lib/domain/format.ts';
import type { Context } from '../../analysis.ts';
import { panelName } from '../change-at-visit/columns.ts';
import { amountWithInterval } from '../improvement/words.ts';
import { lineLabel } from '../lines.ts';
import { told, toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { DEPTH_DECIMALS } from './dose-panels.ts';
import { frontierOf, isPlaced, isThin, protocolLabel, type Protocols } from './frontier.ts';
import { hiddenIn, wholeHidden, type Line } from './lines.ts';
import { DAY_DECIMALS, daysText } from './redness.ts';

const DASH = '–';
const text = (value: number | null) => (value === null ? DASH : count(value));
const dashed = (why: string | null) => (why?.startsWith('hidden') ? 'hidden' : DASH);

export function twin(all: readonly Protocols[], context: Context): Figure['twins'][number] {
	return {
		caption: 'Protocols',
		note: 'Mean improvement (95 % interval) and median days of redness (95 % interval)',
		columns: [
			{ label: 'Body area', align: 'left' },
			{ label: 'Protocol', align: 'left' },
			{ label: 'Patients', align: 'right' },
			{ label: 'Improvement', align: 'right', strong: true },
			{ label: 'Days of redness', align: 'right' },
			{ label: 'Patients asked', align: 'right' },
			{ label: 'On the frontier', align: 'left' }
		],
		rows: all.flatMap(({ panel, lines, total }) => {
			const best = frontierOf(lines);
			const cells = (line: Line, label: string, place: string) => [
				label,
				text(line.patients),
				line.gain
					? amountWithInterval(line.gain, 'scale', panel.measure, line.decimals)
					: dashed(line.why),
				line.redness.days ? daysText(line.redness.days) : dashed(line.redness.why),
				text(line.redness.patients),
				place
			];
			const rows = [
				...lines.map((line) => ({
					cells: cells(line, protocolLabel(line, context), placeOf(line, best)),
					hidden: null as string | null
				})),
				...hiddenIn(panel, context).map((group) => ({
					cells: [lineLabel('protocol', group.key.line ?? null, context.known)],
					hidden: `hidden: ${reasonOf(group, context)}` as string | null
				})),
				...(total ? [{ cells: cells(total, 'All courses', ''), hidden: null }] : [])
			];
			const title = `${panelName(panel)} · ${panel.measure.shortName}`;
			return rows.map((row, i) => ({ ...row, group: i === 0 ? title : null, style: null }));
		})
	};
}

const placeOf = (line: Line, best: readonly Line[]) =>
	best.includes(line) ? 'yes' : !isPlaced(line) ? '–' : isThin(line) ? 'few patients' : 'no';

export function tidy(all: readonly Protocols[], context: Context): Figure['table'] {
	return {
		columns: [
			{ key: 'measure', label: 'Measure', type: 'text' },
			{ key: 'area', label: 'Body area', type: 'text' },
			{ key: 'protocol', label: 'Protocol, code', type: 'text' },
			{ key: 'name', label: 'Protocol', type: 'text' },
			{ key: 'improvement', label: 'Mean improvement', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'unit', label: 'Unit', type: 'text' },
			{ key: 'patients', label: 'Patients scored', type: 'integer' },
			{ key: 'scored', label: 'Series scored', type: 'integer' },
			{ key: 'seen', label: 'Courses seen', type: 'integer' },
			{ key: 'due', label: 'Courses due', type: 'integer' },
			{ key: 'days_red', label: 'Median days of redness', type: 'decimal' },
			{ key: 'days_low', label: 'Days, 95 % interval, lower end', type: 'decimal' },
			{ key: 'days_high', label: 'Days, 95 % interval, upper end', type: 'decimal' },
			{ key: 'patients_asked', label: 'Patients asked about redness', type: 'integer' },
			{ key: 'depth_mm', label: 'Mean depth', type: 'decimal', unit: 'mm' },
			{ key: 'frontier', label: 'Not beaten by another', type: 'text' },
			{ key: 'why', label: 'Why a number is not shown', type: 'text' }
		],
		rows: all.flatMap((protocols) => rowsOf(protocols, context))
	};
}

function rowsOf({ panel, lines, total }: Protocols, context: Context): Figure['table']['rows'] {
	const { measure, area } = panel;
	const head = [measure.code, area ?? 'all areas together'];
	const best = frontierOf(lines);
	const row = (line: Line, code: string, name: string, place: string) => {
		const gain = toldEstimate(line.gain, line.decimals);
		const days = toldEstimate(line.redness.days, DAY_DECIMALS);
		return [
			...head,
			code,
			name,
			gain?.value ?? null,
			gain?.low ?? null,
			gain?.high ?? null,
			measure.unit.many,
			line.patients,
			line.scored,
			line.seen,
			line.due,
			days?.value ?? null,
			days?.low ?? null,
			days?.high ?? null,
			line.redness.patients,
			told(line.depthMm, DEPTH_DECIMALS),
			place,
			line.why ?? line.redness.why
		];
	};
	const none = (code: string, name: string, why: string) => [
		...head,
		code,
		name,
		null,
		null,
		null,
		measure.unit.many,
		...Array.from({ length: 10 }, () => null),
		why
	];
	const whole = wholeHidden(panel, context);
	return [
		...lines.map((line) =>
			row(line, line.group.key.line ?? 'none', protocolLabel(line, context), placeOf(line, best))
		),
		...(total ? [row(total, 'all', 'all courses', '–')] : []),
		...hiddenIn(panel, context).map((group) =>
			none(
				group.key.line ?? 'none',
				lineLabel('protocol', group.key.line ?? null, context.known),
				reasonOf(group, context)
			)
		),
		...(whole && !panel.total ? [none('any', 'any', reasonOf(whole, context))] : [])
	];
}
