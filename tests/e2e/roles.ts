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

/** The pages there are, each with its question. */
export const PAGES = [
	['/outcomes', /improve/],
	[
		'/outcomes/wrinkles?area=neck&depth=2.0-2.5&evidence=on',
		/How much do wrinkles improve on the neck/
	],
	['/outcomes/wrinkles/before-after?area=neck', /what did the scores do/],
	['/outcomes/pores/before-after?by=depth&wk=12', /what did the scores do/],
	['/safety', /side effects/i],
	['/safety?least=moderate&per=course', /side effects/i],
	['/safety/erythema', /how long does it stay/],
	['/safety/post_inflammatory_hyperpigmentation', /how long does it stay/],
	['/sessions', /sessions/],
	['/compare/split-face?concern=acne_scars&wk=12', /Does one side fare better/],
	['/expect/sheet?area=neck&concern=wrinkles', /What to expect: wrinkles, neck/],
	['/protocols', /Which protocols/],
	['/contraindications', /speaks against needling/],
	['/evidence', /published/],
	['/methods?figure=improvement-over-time', /How is it counted/]
] as const;
