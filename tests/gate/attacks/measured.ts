/** What solving the equations between all answers finds: of so many small groups so many follow exactly. */
import type { Dimension } from '#lib/domain/dimensions.ts';

type Measured = [
	analysisId: string,
	dimensions: readonly Dimension[],
	found: { few: number; solved: number }
];

export const SOLVED_IN_SMALL: Measured[] = [
	['improvement-over-time', ['area', 'depth', 'type'], { few: 327, solved: 0 }],
	['improvement-over-time', ['depth', 'age', 'sex'], { few: 252, solved: 0 }],
	['side-effects-per-session', ['area', 'depth', 'device'], { few: 154, solved: 0 }],
	['session-counts', ['area', 'depth'], { few: 127, solved: 0 }]
];

export const SOLVED_IN_LARGEST: Measured[] = [
	['improvement-over-time', ['depth', 'type', 'sex'], { few: 1498, solved: 0 }],
	['session-counts', ['area', 'depth'], { few: 12, solved: 0 }],
	['session-counts', ['type', 'age'], { few: 33, solved: 0 }]
];
