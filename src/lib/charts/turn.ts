/** Work that would hold the page up if all of it were done at once: a piece a task, in the order asked. */

let last: Promise<void> = Promise.resolve();

/** Resolves in a task of its own. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Resolves in a task of its own, once everyone who asked before has had theirs: keys are heard between. */
export function turn(): Promise<void> {
	last = last.then(nextTask);
	return last;
}
