/** How a test signs in, as a visitor does. */
import type { Page } from '@playwright/test';
import type { Role } from '../../src/lib/domain/roles.ts';
import { expect } from './page.ts';

/** Signs in through the form and lands on the page asked for. */
export async function signIn(
	page: Page,
	role: Role,
	to = role === 'researcher' ? '/releases' : '/outcomes'
): Promise<void> {
	await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
	await page.getByRole('button', { name: `Look around as ${role}` }).click();
	await expect(page).toHaveURL(to);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Waits until the filter bar answers by itself; before that its button would have to be used. */
export const ready = (page: Page): Promise<void> =>
	expect(page.locator('form[data-alive]')).toBeVisible();

const TWO_DEPTHS = 'a.depth=0.5-1.0&area=neck&b.depth=1.5-2.0&concern=wrinkles&wk=12';

/** The pages there are, each with its question. */
export const PAGES = [
	['/outcomes', /improve/],
	[
		'/outcomes/wrinkles?area=neck&depth=2.0-2.5&evidence=on',
		/How much do wrinkles improve on the neck/
	],
	['/outcomes/wrinkles/neck', /How much do wrinkles improve on the neck/],
	['/outcomes/wrinkles/before-after?area=neck', /what did the scores do/],
	['/outcomes/pores/before-after?by=depth&wk=12', /what did the scores do/],
	['/outcomes/wrinkles/distribution?area=neck', /How differently did patients improve/],
	['/outcomes/wrinkles/rated', /How do patients and raters judge the change/],
	['/depth?area=neck&concern=wrinkles', /is deeper better/],
	['/compare', /What shall be compared/],
	[`/compare?${TWO_DEPTHS}`, /Neck wrinkles/],
	[`/compare/balance?${TWO_DEPTHS}`, /are the groups alike/],
	[`/compare/safety?${TWO_DEPTHS}`, /Which group has which side effects/],
	['/compare/split-face?concern=acne_scars&wk=12', /Does one side fare better/],
	['/safety', /side effects/i],
	['/safety?least=moderate&per=course', /side effects/i],
	['/safety/erythema', /how long does it stay/],
	['/safety/post_inflammatory_hyperpigmentation', /how long does it stay/],
	['/sessions', /sessions/],
	['/sessions/gain?area=neck&concern=wrinkles', /what does each further session add/],
	['/expect?area=neck&concern=wrinkles', /What can a patient like this expect/],
	['/expect/calibration?area=neck&concern=wrinkles', /How far can an expected course/],
	['/expect/sheet?area=neck&concern=wrinkles', /What to expect: wrinkles, neck/],
	['/protocols', /Which protocols/],
	['/contraindications', /speaks against needling/],
	['/releases', /Which releases are there/],
	['/releases/1', /Demo release/],
	['/releases/1/export', /What shall be taken of release 1/],
	['/releases/new?preview=on', /May these records be released/],
	['/views', /Which views are saved/],
	['/clinic', /read its figures/],
	['/evidence', /published/],
	['/methods?figure=improvement-over-time', /How is it counted/]
] as const;

/** What researchers meet alone, on the demo's release. */
export const RESEARCHER_PAGES = [
	['/releases', /Which releases are there/],
	['/releases/ask', /What do you need a release for/],
	['/releases/1', /Demo release/],
	['/releases/1/export', /What shall be taken of release 1/],
	['/cohorts', /Which patients/],
	['/cohorts/new?release=1&area=neck', /Who is in the cohort/],
	['/data', /What changed between two releases/],
	['/outcomes?cohort=release-1', /improve/],
	['/compare?cohort=release-1', /What shall be compared/]
] as const;
