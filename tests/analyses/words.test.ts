import { describe, expect, it } from 'vitest';
import { measureOf } from '#lib/domain/instruments/index.ts';
import {
	amountWithInterval,
	answerSentence,
	axisLabel,
	changed,
	followUp
} from '#lib/server/analyses/improvement/words.ts';

const named = (code: string) => {
	const measure = measureOf(code);
	if (!measure) throw new Error(`no measure ${code}`);
	return measure;
};
const lemperle = named('LEMPERLE');
const text = (phrases: { text: string }[]) => phrases.map((phrase) => phrase.text).join('');

describe('improvement in words', () => {
	it('gives the amount with its unit and interval', () => {
		const estimate = { value: 0.774, low: 0.706, high: 0.821 };
		expect(amountWithInterval(estimate, 'scale', lemperle, 2)).toBe('0.77 grades (0.71 to 0.82)');
		expect(amountWithInterval(estimate, 'percent', lemperle, 0)).toBe('1\u2009% (1 to 1)');
	});

	it('says of a mean below zero that it got worse', () => {
		const worse = { value: -0.2, low: -0.4, high: 0.1 };
		expect(changed(worse, 'scale', lemperle, 2)).toBe('got worse by 0.20 grades (−0.10 to 0.40)');
	});

	it('joins what is equally sure, and keeps what is not apart', () => {
		const sentence = answerSentence('By week 26', [
			{ subject: 'wrinkles', predicate: 'improved by 0.77 grades', verdict: 'clear' },
			{ subject: 'pores', predicate: 'improved by 0.44 grades', verdict: 'clear but small' },
			{ subject: 'pigmentation', predicate: 'improved by 2.3 points', verdict: 'clear' }
		]);
		expect(text(sentence)).toBe(
			'By week 26 wrinkles improved by 0.77 grades and pigmentation by 2.3 points: clear. ' +
				'Pores improved by 0.44 grades: clear but small.'
		);
		expect(sentence.filter((phrase) => phrase.strong).map((phrase) => phrase.text)).toEqual([
			'clear',
			'clear but small'
		]);
	});

	it('gives seen of due, and the scored where they differ', () => {
		expect(followUp(33, 33, 51)).toBe('33 seen of 51 due');
		expect(followUp(35, 33, 51)).toBe('35 scored, 33 seen of 51 due');
		expect(followUp(7, 0, 0)).toBe('7 courses scored, no visit planned');
		expect(followUp(null, null, null)).toBe('follow-up hidden: too few');
	});

	it('names the axis in words, a symbol in its own letters', () => {
		expect(axisLabel('scale', lemperle)).toBe('Grades better than baseline');
		expect(axisLabel('scale', named('STRIAE_WIDTH'))).toBe('mm better than baseline');
	});
});
