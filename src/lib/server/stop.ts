/**
 * What has to be closed before the process ends. The start script and the built server are separate
 * copies of the source and share only this list, kept under a well-known symbol.
 */
type Closer = () => Promise<void>;

const KEY = Symbol.for('stipple.stop');

function closers(): Closer[] {
	const shared = globalThis as typeof globalThis & { [KEY]?: Closer[] };
	return (shared[KEY] ??= []);
}

/** Has this run when the process stops. */
export function onStop(closer: Closer): void {
	closers().push(closer);
}

/** Closes everything, the last opened first. One that fails does not keep the others open. */
export async function closeAll(): Promise<void> {
	for (const close of closers().splice(0).reverse()) await close().catch(() => {});
}
