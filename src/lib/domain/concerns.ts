/** How sentences name the concerns. */
import type { Concern } from './measure.ts';

type Words = {
	/** As a heading: "Acne scars". */
	label: string;
	/** Inside a sentence: "acne scars". */
	noun: string;
	/** Whether the noun takes "do" rather than "does". */
	plural: boolean;
};

export const CONCERN_WORDS: Record<Concern, Words> = {
	wrinkles: { label: 'Wrinkles', noun: 'wrinkles', plural: true },
	pores: { label: 'Pores', noun: 'pores', plural: true },
	pigmentation: { label: 'Pigmentation', noun: 'pigmentation', plural: false },
	texture: { label: 'Texture', noun: 'skin texture', plural: false },
	acne_scars: { label: 'Acne scars', noun: 'acne scars', plural: true },
	stretch_marks: { label: 'Stretch marks', noun: 'stretch marks', plural: true },
	puffiness: { label: 'Puffiness', noun: 'puffiness', plural: false },
	laxity: { label: 'Laxity', noun: 'skin laxity', plural: false }
};

/** The three that the overview leads with. */
export const LEADING_CONCERNS = ['wrinkles', 'pores', 'pigmentation'] as const satisfies Concern[];
