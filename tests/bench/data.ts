/**
 * What questions cost with 100 thousand, 1 and 10 million assessments, beside DuckDB and psql on the same
 * rows in the same run. Wrong numbers fail; a figure that is not reached is told, and fails nothing.
 */
import { ANSWERS, answerAfterImport, firstAnswer, nextAnswer } from './data/answer-cases.ts';
import { importBeside } from './data/import-case.ts';
import { COLUMNS, measured, type Measured } from './data/measured.ts';
import { exportBeside } from './data/export-case.ts';
import { mediansBeside } from './data/median-cases.ts';
import { cubeOfClinic, modelsBesideRecords } from './data/model-cases.ts';
import { openPlace, type Filled, type Place } from './data/place.ts';
import { QUESTIONS } from './data/questions.ts';
import type { Size } from './data/sizes.ts';
import { sumsBeside } from './data/sums-cases.ts';
import type { Case, Suite } from './suite.ts';

type Options = { sizes: readonly Size[]; server: string | undefined };

/** P2: how often the time at the smallest size the largest may take. */
const GROWTH = 2;

export function dataSuite({ sizes, server }: Options): Suite {
	let opening: Promise<Place | null> | undefined;
	const place = () => (opening ??= openPlace(server));
	/** The network overview's time at each size, for its growth. */
	const overview = new Map<Size, number>();
	const at = (
		size: Size,
		name: string,
		work: (filled: Filled, folder: string) => Promise<Measured>
	): Case => ({
		name: `${name} (${size})`,
		async run() {
			const named = { suite: 'data', name: `${name} (${size})` };
			const opened = await place();
			if (!opened) return { ...named, ...measured('no PostgreSQL on this machine', {}) };
			return { ...named, ...(await work(await opened.filled(size), opened.folder)) };
		}
	});
	const ofSize = (size: Size): Case[] => [
		at(size, 'records', async ({ counts, seconds }) =>
			measured(
				`${counts.patients?.toLocaleString('en-GB')} patients, ${counts.courses?.toLocaleString('en-GB')} courses`,
				{ ...(seconds === null ? {} : { ms: seconds * 1000 }), numbers: counts }
			)
		),
		...QUESTIONS.map((asked, i) =>
			at(size, `${asked.id} ${asked.words}`, async (filled) => {
				const result = await sumsBeside(asked, filled);
				if (i === 0) overview.set(size, Number(result.numbers.ms));
				return result;
			})
		),
		at(size, 'read models beside the plain rows', modelsBesideRecords),
		at(size, 'read models: sums of one clinic anew', cubeOfClinic),
		at(size, 'P5 medians', mediansBeside),
		at(size, 'P6 export', exportBeside),
		// A file has at most a million rows: the smallest size is what the import takes at once.
		...(size === '100k' ? [at(size, 'P7 import', importBeside)] : []),
		...ANSWERS.flatMap((asked) => [
			at(size, `P9 first answer: ${asked.words}`, (filled) => firstAnswer(asked, filled)),
			...(asked.of === 'network'
				? [
						at(size, `P9 answer after an import: ${asked.words}`, (filled) =>
							answerAfterImport(asked, filled)
						)
					]
				: []),
			at(size, `next answer: ${asked.words}`, (filled) => nextAnswer(asked, filled))
		])
	];
	const [small] = sizes;
	const large = sizes.at(-1);
	const growth: Case = {
		name: 'P2 growth',
		async run() {
			const [least, most] = [small, large].map((size) => overview.get(size ?? '100k'));
			const words = `network overview, ${large} beside ${small}`;
			const numbers = { ms: most ?? 0, peer: 'itself', peerMs: least ?? null, figure: GROWTH };
			return { suite: 'data', name: 'P2 growth', ...measured(words, numbers) };
		}
	};
	return {
		name: 'data',
		about: `Questions of the records, medians in turn with their peer: ratio is beside DuckDB asked the product's own statement, lean beside DuckDB asked for n, patients, mean, SD, interval and responders alone; of the import beside \\copy of what it stored into tables with the same keys`,
		columns: COLUMNS,
		cases: [...sizes.flatMap(ofSize), ...(small === large ? [] : [growth])],
		facts: async () => (await opening)?.about() ?? {},
		close: async () => (await opening)?.close()
	};
}
