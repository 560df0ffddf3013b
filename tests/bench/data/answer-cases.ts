/**
 * A whole answer as a page gets it, through the gate: the first after the records changed, with its ruling
 * on what may be told, and the next, for which the ruling is kept. (Pages keep the answer itself too.)
 */
import type { Analysis } from '#lib/server/analysis.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { changeDistribution } from '#lib/server/analyses/change-distribution.ts';
import { ask, type Gated } from '#lib/server/gate.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { mediansInTurn } from './in-turn.ts';
import { measured, type Measured } from './measured.ts';
import { ownRows, questionOf } from './peers.ts';
import type { Asker, Filled } from './place.ts';

export type Answered = {
	words: string;
	analysis: Analysis;
	query: string;
	of: 'network' | 'clinic';
};

export const ANSWERS: readonly Answered[] = [
	{ words: 'network, overview', analysis: improvementOverTime, query: '', of: 'network' },
	{
		words: 'network, wrinkles by area',
		analysis: improvementOverTime,
		query: 'concern=wrinkles',
		of: 'network'
	},
	{ words: 'one clinic, overview', analysis: improvementOverTime, query: '', of: 'clinic' },
	{
		words: 'one clinic, spread of change',
		analysis: changeDistribution,
		query: 'concern=wrinkles',
		of: 'clinic'
	}
];

/** P9 is of the first byte of a page; the answer alone may not take longer. */
const MS = 50;

export async function firstAnswer(asked: Answered, filled: Filled): Promise<Measured> {
	// The rulings of another size are not to be met again.
	await changed(filled);
	const wrong = await differs(asked, filled);
	if (wrong) return measured(asked.words, { wrong });
	const { ms, rounds } = await mediansInTurn(
		[
			async () => {
				await changed(filled);
				return answerOf(asked, filled);
			}
		],
		{ most: 5 }
	);
	return measured('the ruling is made', { ms: ms[0] ?? 0, figure: MS, rounds });
}

/** After an import into the largest clinic alone: the others' part of the ruling is kept. */
export async function answerAfterImport(asked: Answered, filled: Filled): Promise<Measured> {
	const [clinic = ''] = filled.clinic.viewer.clinics;
	const { ms, rounds } = await mediansInTurn(
		[
			async () => {
				await changed(filled, clinic);
				return answerOf(asked, filled);
			}
		],
		{ most: 5 }
	);
	return measured('one clinic changed', { ms: ms[0] ?? 0, figure: MS, rounds });
}

export async function nextAnswer(asked: Answered, filled: Filled): Promise<Measured> {
	const { ms, rounds } = await mediansInTurn([() => answerOf(asked, filled)]);
	return measured('the ruling is kept', { ms: ms[0] ?? 0, figure: MS, rounds });
}

/** The newest version in any of the databases: what is kept in this process is kept by version. */
let newest = 0;

/** As an import would, into every clinic where none is named: from now on no ruling and no kept knowledge holds. */
async function changed({ owner }: Filled, clinic?: string): Promise<void> {
	const latest = await owner
		.selectFrom('data_version')
		.select((eb) => eb.fn.max('version').as('version'))
		.executeTakeFirst();
	const version = Math.max(newest, latest?.version ?? 0) + 1;
	newest = version;
	await owner.insertInto('data_version').values({ version, reason: 'bench' }).execute();
	await owner
		.updateTable('clinic')
		.set({ data_version: version })
		.$if(clinic !== undefined, (query) => query.where('clinic_id', '=', clinic ?? ''))
		.execute();
}

async function answerOf({ analysis, query, of }: Answered, filled: Filled): Promise<Gated> {
	const { viewer } = filled[of];
	const { known } = await knowledgeOf(filled.db, viewer);
	const { filters, accepted } = questionOf({ viewer, known }, analysis, query);
	return ask(filled.db, viewer, analysis, { filters, accepted, known, published: [] });
}

/** What is told must be the database's own sums, of whatever was not hidden. */
async function differs(asked: Answered, filled: Filled): Promise<string | null> {
	const asker: Asker = filled[asked.of];
	const question = questionOf(asker, asked.analysis, asked.query);
	const groups = asked.analysis.groups(await ownRows(filled, asked.analysis, question), question);
	const all = new Map(groups.map((group) => [JSON.stringify(group.key), group]));
	const { shown } = (await answerOf(asked, filled)).groups;
	if (shown.length === 0) return 'nothing is told';
	for (const { key, cells } of shown) {
		const own = all.get(JSON.stringify(key));
		for (const [id, { sums }] of Object.entries(cells)) {
			if (sums === null) continue;
			if (JSON.stringify(sums) !== JSON.stringify(own?.cells[id]?.sums)) {
				return `${JSON.stringify(key)} ${id} is not the sum of its rows`;
			}
		}
	}
	return null;
}
