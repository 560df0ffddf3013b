/** The page of every browser test: a test fails on an error in the console and on a failed request. */
import { expect, test as base } from '@playwright/test';

type Options = {
	/** Part of an address whose 4xx answer belongs to the test. */
	expectedFailures: string[];
};

export const test = base.extend<Options>({
	expectedFailures: [[], { option: true }],
	page: async ({ page, expectedFailures }, use) => {
		const faults: string[] = [];
		const isExpected = (url: string) => expectedFailures.some((part) => url.includes(part));
		page.on('console', (message) => {
			if (message.type() !== 'error' || isExpected(message.location().url)) return;
			faults.push(`console: ${message.text()} (${message.location().url})`);
		});
		page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
		page.on('requestfailed', (request) => {
			// A page that is left while something loads, and a download, abort their request.
			const why = request.failure()?.errorText ?? '';
			if (why !== 'net::ERR_ABORTED') faults.push(`request: ${why} ${request.url()}`);
		});
		page.on('response', (response) => {
			if (response.status() < 400 || isExpected(response.url())) return;
			faults.push(`answer: ${response.status()} ${response.url()}`);
		});
		await use(page);
		expect(faults).toEqual([]);
	}
});

export { expect };
