/** The words of the glossary that every figure of improvement uses. */
import type { TermId } from '#lib/domain/glossary.ts';

export const IMPROVEMENT_TERMS: readonly TermId[] = [
	'improvement',
	'percent-improvement',
	'responder',
	'baseline',
	'visit-window',
	'due',
	'seen',
	'missed',
	'not-yet-due',
	'dropped',
	'interval',
	'verdict-words',
	'worthwhile',
	'series',
	'hidden-groups',
	'association'
];
