/**
 * Whoever asks the same of the database at the same time shares one reading, which begins after each of them
 * asked. Nothing is kept, so that a change acts on the next.
 */
import { QueueFullError } from '#db/connect.server.ts';

/** Behind so many nobody waits (SR-8.2). */
const MOST_JOINED = 400;

type Next<Asked, Answer> = {
	asked: Asked[];
	answer: Promise<Answer>;
	settle: (answer: Promise<Answer>) => void;
};

/**
 * Gives what asks one thing: `read` is handed all that was asked since a reading last began, the requests
 * that came in together at least. Of `atOnce` readings that run, who asks has the next one. Rejects as
 * `read` does, and at once where too many wait.
 */
export function together<Asked, Answer>(
	read: (asked: readonly Asked[]) => Promise<Answer>,
	atOnce = 1
): (asked: Asked) => Promise<Answer> {
	let next: Next<Asked, Answer> | null = null;
	let running = 0;

	const begin = () => {
		if (!next || running >= atOnce) return;
		const { asked, settle } = next;
		next = null;
		running += 1;
		const answer = read(asked);
		settle(answer);
		const ended = () => {
			running -= 1;
			begin();
		};
		void answer.then(ended, ended);
	};

	return (one) => {
		if (!next) {
			next = nothingAsked();
			setImmediate(begin);
		}
		if (next.asked.length >= MOST_JOINED) {
			return Promise.reject(new QueueFullError('Too many questions wait for the database.'));
		}
		next.asked.push(one);
		return next.answer;
	};
}

function nothingAsked<Asked, Answer>(): Next<Asked, Answer> {
	let settle: Next<Asked, Answer>['settle'] = () => {};
	const answer = new Promise<Answer>((resolve) => (settle = resolve));
	return { asked: [], answer, settle };
}
