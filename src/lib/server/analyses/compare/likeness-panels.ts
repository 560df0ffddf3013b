/** How alike two groups are: standardised differences before and after weighting, and their overlap. */
import type { LovePanel, OverlapPanel } from '#lib/charts/panels.ts';
import { decimal, list, percent } from '#lib/domain/format.ts';
import { told } from '../told.ts';
import type { Contrast } from './contrasts.ts';
import type { Balance } from './likeness.ts';
import { overlapBins } from './overlap-bins.ts';

/** Beyond it groups are not alike. */
const LIMIT = 0.1;

export const LEFT_WORDS = {
	'too few patients': 'left out: too few patients',
	'no support': 'left out: some are in one group only'
};

/** The size of a difference, to two decimals and one more. */
const size = (value: number | null) => told(value === null ? null : Math.abs(value), 2);

export function lovePanel({ of, against, likeness, sign }: Contrast): LovePanel {
	const rows = likeness?.balance ?? [];
	const sizes = rows.flatMap(({ before, after }) => [size(before) ?? 0, size(after) ?? 0]);
	return {
		kind: 'love',
		id: `love-${of.name}`,
		title: `Balance, ${of.letter} and ${against.letter}`,
		note: 'Standardised differences before and after weighting, without their sign',
		hidden: likeness ? null : { reason: sign.reasons.join(' '), next: null },
		xLabel: 'Standardised difference, absolute',
		limit: LIMIT,
		max: Math.max(0.4, Math.ceil(10 * Math.max(0, ...sizes)) / 10),
		rows: rows.map((row, i) => ({
			id: `${i}`,
			label: row.left === null ? row.label : `${row.label} (left out)`,
			before: size(row.before),
			after: size(row.after),
			leftOut: row.left !== null,
			why: row.before === null ? 'the groups differ and nobody differs within them' : null,
			few: false,
			sentence: `${row.label}: ${sizeWords(row.before)} before, ${sizeWords(row.after)} after weighting${row.left === null ? '' : `; ${LEFT_WORDS[row.left]}`}.`
		}))
	};
}

export const sizeWords = (value: Balance['before']) =>
	value === null ? '–' : decimal(Math.abs(value), 2);

/** Shares of each group in bands of the preference for the first of the pair. */
export function overlapPanel(
	{ of, against, likeness, sign }: Contrast,
	threshold: number
): OverlapPanel {
	const { of: ours = [], against: theirs = [] } = likeness?.preferences ?? {};
	const bins = overlapBins(theirs, ours, threshold);
	const told = bins.length > 0;
	const equipoise = likeness?.equipoise ?? null;
	const { effectiveN } = likeness ?? {};
	return {
		kind: 'overlap',
		id: `overlap-${of.name}`,
		title: `Overlap, ${of.letter} and ${against.letter}`,
		note:
			equipoise === null
				? ''
				: `${percent(100 * equipoise)} of the patients could have been in either group. Effective number: ${list(
						[
							[against.letter, effectiveN?.against] as const,
							[of.letter, effectiveN?.of] as const
						].map(([letter, n]) => `${letter} ${n == null ? '–' : decimal(n, 0)}`)
					)}.`,
		hidden: told
			? null
			: {
					reason:
						likeness && equipoise !== null
							? 'Hidden: even in the widest bands a group has too few patients.'
							: sign.reasons.join(' '),
					next: null
				},
		xLabel: `Preference for ${of.letter}; at 0.5 either was as likely`,
		between: { from: 0.3, to: 0.7 },
		arms: [against, of].map(({ name, letter, label }) => ({
			id: name,
			label: `${letter} ${label}`,
			style: { kind: 'arm', arm: name }
		})),
		bins: bins.map(({ from, to, counts }) => {
			const shares = counts.map((count, i) => count / [theirs, ours][i]!.length);
			return {
				from,
				to,
				shares: shares.map((share) => rounded2(share)),
				sentence: `Preference ${decimal(from, 1)} to ${decimal(to, 1)}: ${list(
					[against, of].map(({ letter }, i) => `${percent(100 * (shares[i] ?? 0))} of ${letter}`)
				)}.`
			};
		})
	};
}

const rounded2 = (share: number) => told(share, 2);
