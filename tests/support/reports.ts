/** How many tests passed and failed, read from the reports of vitest and Playwright. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export type Counts = { passed: number; failed: number };

const vitestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) }))
});

/** A file that could not be run at all has no tests and counts as one failure. */
export function countVitest(path: string): Counts {
	const report = read(path, vitestReport);
	if (report === null) return { passed: 0, failed: 1 };
	const broken = report.testResults.filter(
		(file) => file.status === 'failed' && file.assertionResults.length === 0
	).length;
	return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}

const playwrightReport = z.object({
	stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
	errors: z.array(z.unknown())
});

/** A test that passed only when repeated counts as failed; so does an error outside of tests. */
export function countPlaywright(path: string): Counts {
	const report = read(path, playwrightReport);
	if (report === null) return { passed: 0, failed: 1 };
	const { expected, unexpected, flaky } = report.stats;
	return { passed: expected, failed: unexpected + flaky + report.errors.length };
}

function read<T>(path: string, schema: z.ZodType<T>): T | null {
	if (!existsSync(path)) return null;
	return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
}
