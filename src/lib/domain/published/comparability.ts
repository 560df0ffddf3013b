/**
 * What may be drawn beside the clinic's own line, and how alike it is. Drawn is only a mean change in
 * scale units on the same instrument, concern and area, at a known week, of people who were needled;
 * radiofrequency needling stands beside radiofrequency needling alone. Nothing is ever rescaled.
 */
import { areaRoot } from '../areas.ts';
import { bandOf, DEPTH_BANDS } from '../bands.ts';
import { windowOfDay } from '../visit-windows.ts';
import { improvementOf } from './improvement.ts';
import type { Grade, PublishedQuestion, PublishedRow } from './row.ts';

const DEVICE_WORDS: Record<string, string> = {
	pen: 'pen',
	stamp: 'stamp',
	roller: 'roller',
	rf_needling: 'radiofrequency needling',
	other: 'another device'
};

export const isRadiofrequency = (row: PublishedRow) =>
	row.armRole === 'rf_microneedling' || row.device === 'rf_needling';

/** Concern and area are the panel's; a part of the area belongs to it, but only in words. */
export function isRelevant(row: PublishedRow, question: PublishedQuestion): boolean {
	const sameConcern = row.concern === question.concern || row.concern === 'any';
	return sameConcern && row.area !== null && areaRoot(row.area) === areaRoot(question.areaRoot);
}

/** Why the row is not drawn, as a phrase for "Published …, not drawn"; null when it may be. */
export function whyNotDrawn(row: PublishedRow, question: PublishedQuestion): string | null {
	const radiofrequency = isRadiofrequency(row);
	if (radiofrequency !== (question.device === 'rf_needling')) {
		return radiofrequency ? 'for radiofrequency needling' : 'for needling without radiofrequency';
	}
	if (row.armRole === 'mixed') return 'for needled and other sides together';
	if (row.armRole === 'comparison') return 'as a comparison';
	if (row.instrument !== question.measure) return 'on another scale';
	if (row.area !== question.areaRoot) return 'for a part of the area';
	if (/\bsubgroup\b/.test(row.instrumentAsReported)) return 'for a subgroup of a study';
	if (row.weeksFromFirstSession === null) return 'without a week since the first session';
	if (improvementOf(row) === null) return 'without a mean change';
	return null;
}

/** The grade with what differs, in words; nothing differs at grade A. */
export function comparability(
	row: PublishedRow,
	question: PublishedQuestion
): { grade: Grade; differences: string[] } {
	const differences = [
		deviceDifference(row, question),
		depthDifference(row, question),
		timeDifference(row),
		hasAdjunct(row) ? `given with ${row.adjunct}` : null
	].filter((difference) => difference !== null);
	const grade = differences.length === 0 ? 'A' : differences.length === 1 ? 'B' : 'C';
	return { grade, differences };
}

export const hasAdjunct = (row: PublishedRow) => row.adjunct !== null && row.adjunct !== 'none';

function deviceDifference({ device }: PublishedRow, question: PublishedQuestion): string | null {
	if (device === null) return 'its device is not stated';
	if (!question.device) return 'ours are of all devices';
	return device === question.device ? null : `${DEVICE_WORDS[device] ?? device} there`;
}

/** A range of depths counts by its upper end, as a course's does. */
function depthDifference(row: PublishedRow, question: PublishedQuestion): string | null {
	const theirs = bandOf(DEPTH_BANDS, row.depthMmMax);
	if (!theirs) return 'its needle depth is not stated';
	if (!question.depthBand) return 'ours are of all depths';
	const ours = DEPTH_BANDS.find(({ code }) => code === question.depthBand);
	if (!ours || ours.code === theirs.code) return null;
	return theirs.from > ours.from ? 'deeper needle there' : 'shallower needle there';
}

function timeDifference({ weeksFromFirstSession: week }: PublishedRow): string | null {
	if (week !== null && windowOfDay(week * 7)) return null;
	return 'its visit lies outside the visit windows';
}
