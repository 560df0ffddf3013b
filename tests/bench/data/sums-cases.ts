/** P1, P3, P4: the sums behind a page beside DuckDB's, the same numbers checked before any time is taken. */
import { mediansInTurn } from './in-turn.ts';
import {
	difference,
	differenceByWeek,
	duckText,
	leanText,
	ownRows,
	plainText,
	questionOf
} from './peers.ts';
import type { Filled } from './place.ts';
import { askerOf, type Asked } from './questions.ts';
import { measured, type Measured } from './measured.ts';

export async function sumsBeside(asked: Asked, filled: Filled): Promise<Measured> {
	const { analysis, queries, figure } = asked;
	const { duck } = filled;
	const parts = queries.map((query) => {
		const question = questionOf(askerOf(asked, filled), analysis, query);
		const text = duckText(filled, question);
		return { query, question, text, lean: leanText(text), plain: plainText(text) };
	});
	let groups = 0;
	for (const { query, question, text, lean, plain } of parts) {
		const own = await ownRows(filled, analysis, question);
		const wrong =
			difference(own, await duck.rows(text)) ??
			difference(own, await duck.rows(lean)) ??
			differenceByWeek(own, await duck.rows(plain));
		if (wrong) return measured(asked.words, { wrong: `${query || 'overview'}: ${wrong}` });
		groups += own.length;
	}
	const all = (work: (part: (typeof parts)[number]) => Promise<unknown>) => async () => {
		for (const part of parts) await work(part);
	};
	const { ms, rounds } = await mediansInTurn([
		all(({ question }) => ownRows(filled, analysis, question)),
		all(({ text }) => duck.rows(text)),
		all(({ lean }) => duck.rows(lean))
	]);
	const [own = 0, peer = 0, lean = 0] = ms;
	return measured('every week', {
		ms: own,
		peer: 'DuckDB, same statement',
		peerMs: peer,
		figure,
		rounds,
		numbers: { groups, leanMs: lean, leanRatio: own / lean }
	});
}
