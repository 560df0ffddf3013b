/** The built product and a Chromium, started for the bench and ended after it. */
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../support/chromium.ts';
import { startProduct } from '../../support/built-server.ts';

export type Viewport = { width: number; height: number };

export type Opened = {
	browser: Browser;
	/** A page of a signed-in director, on which nothing was loaded yet. */
	page: (viewport: Viewport) => Promise<Page>;
	close: () => Promise<void>;
};

/** How many times slower the processor is made for interactions. */
export const SLOWED = 4;

/** Both, or in words what is missing. The product builds itself when its build is not of these sources. */
export async function openBrowser(): Promise<Opened | string> {
	const executablePath = findChromium();
	if (executablePath === null) return 'no Chromium here: install it or set CHROMIUM_PATH';
	const product = await startProduct({ STIPPLE_LOG_LEVEL: 'warn' });
	const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
	const close = async () => {
		await browser.close();
		await product.stop();
	};
	try {
		await product.ready();
		const first = await browser.newContext({ baseURL: product.address });
		const storageState = await signedIn(first);
		await first.close();
		const page = async (viewport: Viewport) => {
			const context = await browser.newContext({
				baseURL: product.address,
				storageState,
				viewport
			});
			return context.newPage();
		};
		return { browser, page, close };
	} catch (caught) {
		await close();
		throw caught;
	}
}

async function signedIn(context: BrowserContext) {
	const page = await context.newPage();
	await page.goto('/sign-in');
	await page.getByRole('button', { name: 'Look around as director' }).click();
	await page.waitForURL('**/outcomes');
	return context.storageState();
}

/** Loads the page and waits until its charts are drawn and its scripts rest. */
export async function loaded(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.waitForLoadState('networkidle');
	await page.locator('form[data-alive]').waitFor();
}

/** From here on the page's scripts run slower. */
export async function slowDown(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
}
