/** The privacy report of a release line by line: what was checked, and what came of it. */
import { count, counted, list, percent } from '#lib/domain/format.ts';
import {
	MOST_LEFT_OUT,
	RELEASE_K,
	type LeftOut,
	type ReleaseReport
} from '#lib/domain/release-report.ts';

/** "1 in 11", never told smaller than it is. */
export const chance = (share: number): string =>
	share <= 0 ? 'none' : `1 in ${count(Math.max(1, Math.floor(1 / share + 1e-9)))}`;

const CAUSES: readonly { cause: keyof LeftOut; words: string }[] = [
	{ cause: 'noConsent', words: 'gave no consent to research' },
	{ cause: 'nothingToTell', words: 'have no score and no session to tell of' },
	{ cause: 'untreated', words: 'have an untreated side alone, told only where courses are linked' },
	{ cause: 'tooSmall', words: `stand in a class of fewer than ${RELEASE_K} patients` },
	{ cause: 'sensitive', words: 'stand in a class that would tell a sensitive value' },
	{ cause: 'waiting', words: 'wait, so that no class differs by a few from an earlier release' }
];

/** Who was left out and why, in patients; "at most", so that the count itself points at nobody. */
export const leftOutLines = (leftOut: LeftOut) =>
	CAUSES.map(({ cause, words }) => ({
		words,
		number: leftOut[cause] === 0 ? 'none' : `at most ${count(leftOut[cause])}`
	}));

export type Check = { words: string; found: string };

/** Each rule of a release with what was found. */
export function checksOf(report: ReleaseReport): Check[] {
	const { k, l, classes, leftOut, linkage, comparedWith, linked } = report;
	const told = l.columns.flatMap(({ leastValues }) => leastValues ?? []);
	return [
		{
			words: `Every class holds ${k.required} patients or more`,
			found: `the smallest ${count(k.reached)}, of ${counted(classes, 'class', 'classes')}`
		},
		{
			words: `Sensitive columns have ${l.required} values or more in a class, unless all are “none”`,
			found: told.length === 0 ? 'all are “none”' : `the fewest ${count(Math.min(...told))}`
		},
		{
			words: `Left out as too few: at most ${percent(MOST_LEFT_OUT * 100)} of patients`,
			found: leftOut.tooSmall === 0 ? 'none' : `at most ${count(leftOut.tooSmall)} patients`
		},
		{
			words: 'Against earlier releases every class changes by none or by 11 and more',
			found:
				comparedWith.length === 0
					? 'there is no earlier one'
					: `held against ${comparedWith.length === 1 ? 'release' : 'releases'} ${list(comparedWith.map(String))}`
		},
		{
			words: 'Best chance to find a patient’s row, for whoever knows every column',
			found: `${chance(linkage.highest)} (${chance(linkage.mean)} on average)`
		},
		{
			words:
				'Rows found for certain, with the very patients’ values of every column that can be filtered',
			found: linkage.certain === 0 ? 'none' : count(linkage.certain)
		},
		{
			words: 'A patient’s courses',
			found: linked ? 'carry one random id; k holds for the whole set' : 'are not linked'
		},
		{ words: 'Dates, names, free text and places', found: 'none: the files have no such column' }
	];
}
