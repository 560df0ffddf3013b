/** What axe finds on a page, of which the browser has one frame. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

type Findings = { rule: string; nodes: string[] }[];

/**
 * Each rule that the page breaks, with the elements that break it; within `part` where it is given. Every
 * rule is run; of what holds axe keeps no list, and no second page is opened to merge frames that are not
 * there, which together is half the time on a page of long tables.
 */
export async function findingsOn(page: Page, part?: string): Promise<Findings> {
	expectOneFrame(page);
	const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
	const { violations } = await (part ? builder.include(part) : builder).analyze();
	return violations.map(({ id, nodes }) => ({
		rule: id,
		nodes: nodes.map(({ html, failureSummary = '' }) => `${html} ${failureSummary}`)
	}));
}

/** Without merging, a second frame would go unread. */
function expectOneFrame(page: Page): void {
	if (page.frames().length !== 1) throw new Error('The page has frames, which would not be read.');
}
