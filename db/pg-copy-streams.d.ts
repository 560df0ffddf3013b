declare module 'pg-copy-streams' {
	import type { Readable, Writable } from 'node:stream';
	import type { Submittable } from 'pg';

	/** The rows of `copy (…) to stdout` as the server spells them. */
	export function to(text: string): Readable & Submittable;
	/** Takes the rows of `copy … from stdin`. */
	export function from(text: string): Writable & Submittable;
}
