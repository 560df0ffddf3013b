/**
 * Plans a release: how far each column has to be coarsened, who is in which class, who is left out and
 * why, or that there can be none. The same courses in any order give the same plan.
 */
import { MOST_LEFT_OUT, RELEASE_K } from '#lib/domain/release-report.ts';
import { coded, stepsOn, type Coded } from './coded.ts';
import type { Planned, ReleaseAsked, ReleaseRefusal } from './course.ts';
import { planOf } from './plan-of.ts';
import { standingAt, type Standing } from './standing.ts';

/** Either the plan, or why there can be none. */
export function planRelease(asked: ReleaseAsked): Planned {
	const data = coded(asked);
	if (data.patients === 0) return { refusal: refusal('nobody', data, null) };
	if (data.patients < RELEASE_K) return { refusal: refusal('too-few', data, null) };
	for (const mainConcernOnly of [false, true]) {
		const found = finest(data, mainConcernOnly);
		if (found) return { plan: planOf(data, { ...found, mainConcernOnly }) };
	}
	return { refusal: whyNone(data) };
}

type Found = { steps: number[]; standing: Standing };

/**
 * The steps that leave out few enough. From the finest on, the least important column is coarsened until
 * it is gone, then the next; then each column, the most important first, is given back what it can have.
 */
function finest(data: Coded, mainConcernOnly: boolean): Found | null {
	const at = (steps: readonly number[]) => {
		const standing = standingAt(data, steps, mainConcernOnly);
		return fewLeftOut(standing, data) ? standing : null;
	};
	const ends = data.columns.map(({ name }) => stepsOn(name));
	const steps = ends.map(() => 0);
	let standing = at(steps);
	for (let i = steps.length - 1; i >= 0 && !standing;) {
		const step = (steps[i] ?? 0) + 1;
		steps[i] = step;
		standing = at(steps);
		if (step === ends[i]) i--;
	}
	if (!standing) return null;
	for (let i = 0; i < steps.length; i++) {
		while ((steps[i] ?? 0) > 0) {
			const finer = steps.with(i, (steps[i] ?? 0) - 1);
			const found = at(finer);
			if (!found) break;
			steps[i] = finer[i] ?? 0;
			standing = found;
		}
	}
	return { steps, standing };
}

const fewLeftOut = ({ leftOut, told }: Standing, { patients }: Coded) =>
	leftOut <= MOST_LEFT_OUT * patients && told >= RELEASE_K;

function whyNone(data: Coded): ReleaseRefusal {
	const coarsest = data.columns.map(({ name }) => stepsOn(name));
	const alone = standingAt(data, coarsest, true, null);
	if (!fewLeftOut(alone, data)) return refusal('too-different', data, alone);
	return refusal('too-similar', data, standingAt(data, coarsest, true));
}

function refusal(
	why: ReleaseRefusal['why'],
	{ patients }: Coded,
	standing: Standing | null
): ReleaseRefusal {
	const held = [...(standing?.heldBack ?? [])].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
	return {
		why,
		releaseNo: held[0]?.[0] ?? null,
		asked: patients,
		leftOut: standing?.leftOut ?? 0
	};
}
