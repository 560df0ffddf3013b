declare module 'pg-copy-streams' {
	import type { Readable } from 'node:stream';
	import type { Submittable } from 'pg';

	/** The rows of `copy (…) to stdout` as the server spells them. */
	export function to(text: string): Readable & Submittable;
}
