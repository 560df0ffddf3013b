/** Work that has begun and is not over: whoever needs the same meanwhile can wait for it. Nothing is kept. */
export type InFlight<Answer> = {
	/** What was begun last under this id and runs still, or nothing; it rejects for everyone who waits. */
	get: (id: string) => Promise<Answer> | undefined;
	/** Begins work under an id, whatever runs under it already. */
	begin: (id: string, work: () => Promise<Answer>) => Promise<Answer>;
};

/**
 * A place for work of one kind. `get(id) ?? begin(id, work)` shares one answer and one failure; who would
 * rather try it again after another's failure catches what `get` gives and begins anew.
 */
export function inFlight<Answer>(): InFlight<Answer> {
	const running = new Map<string, Promise<Answer>>();
	return {
		get: (id) => running.get(id),
		begin(id, work) {
			const answer = work().finally(() => {
				if (running.get(id) === answer) running.delete(id);
			});
			running.set(id, answer);
			return answer;
		}
	};
}
