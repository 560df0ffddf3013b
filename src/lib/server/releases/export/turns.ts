/** Exports take turns: a few at once, so that pages do not starve; the others wait in the order they came. */

const AT_ONCE = 2;
const MOST_WAITING = 20;

/** Too many wait already; the message is for whoever asked. */
export class BusyError extends Error {}

let running = 0;
const waiting: (() => void)[] = [];

/** Resolves when it is this export's turn; give the turn back by calling what it resolves to, once. */
export async function turn(signal?: AbortSignal): Promise<() => void> {
	signal?.throwIfAborted();
	if (running < AT_ONCE) running += 1;
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
}

function inLine(signal: AbortSignal | undefined): Promise<void> {
	if (waiting.length >= MOST_WAITING) {
		throw new BusyError('Many exports are being made. Please try again in a few minutes.');
	}
	return new Promise((resolve, reject) => {
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
}
