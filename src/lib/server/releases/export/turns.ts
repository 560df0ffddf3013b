/** Long work takes turns: a few at once, so that pages do not starve; the others wait in the order they came. */
import type { Kysely } from 'kysely';
import { hasOneConnection } from '#db/copy-out.server.ts';
import type { Database } from '#db/schema.ts';

/** Too many wait already; the message is for whoever asked. */
export class BusyError extends Error {}

export type Turns = {
	/** How many are at work at most. */
	atOnce: number;
	mostWaiting: number;
	/** What whoever comes when so many wait is told. */
	busy: string;
};

/** Resolves when it is one's turn; give the turn back by calling what it resolves to, once. Throws BusyError. */
export type Turn = (signal?: AbortSignal) => Promise<() => void>;

/** A line of its own for one kind of work. */
export function takingTurns({ atOnce, mostWaiting, busy }: Turns): Turn {
	let running = 0;
	const waiting: (() => void)[] = [];

	const inLine = (signal: AbortSignal | undefined) =>
		new Promise<void>((resolve, reject) => {
			const go = () => {
				signal?.removeEventListener('abort', leave);
				resolve();
			};
			const leave = () => {
				waiting.splice(waiting.indexOf(go), 1);
				reject(signal?.reason);
			};
			signal?.addEventListener('abort', leave, { once: true });
			waiting.push(go);
		});

	return async (signal) => {
		signal?.throwIfAborted();
		if (running < atOnce) running += 1;
		else if (waiting.length >= mostWaiting) throw new BusyError(busy);
		else await inLine(signal);
		let over = false;
		return () => {
			if (over) return;
			over = true;
			const next = waiting.shift();
			// The turn goes from one to the next without ever being free.
			if (next) next();
			else running -= 1;
		};
	};
}

/** Does the work when it is its turn. Throws BusyError, and what the work throws. */
export async function inTurn<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
	const giveBack = await turn();
	try {
		return await work();
	} finally {
		giveBack();
	}
}

const EXPORTS = {
	mostWaiting: 20,
	busy: 'Many exports are being made. Please try again in a few minutes.'
};
const twoAtOnce = takingTurns({ ...EXPORTS, atOnce: 2 });
const oneAtOnce = takingTurns({ ...EXPORTS, atOnce: 1 });

/** The turn of an export; one at a time where pages have but one connection to share with them. */
export const turnToExport = (db: Kysely<Database>, signal?: AbortSignal) =>
	(hasOneConnection(db) ? oneAtOnce : twoAtOnce)(signal);
