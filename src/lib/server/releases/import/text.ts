/** A small file of a bundle as text. */
import { buffer } from 'node:stream/consumers';
import { Refused } from '../../accounts/refused.ts';
import type { BundleFiles } from './files.ts';

const LONGEST = 8 * 1024 * 1024;

/** A stream that broke off: the archive says one thing and holds another. */
export const unreadable = (name: string, error: unknown) =>
	new Refused(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);

/** Throws Refused where it is large, or not UTF-8. */
export async function textOf(files: BundleFiles, name: string): Promise<string> {
	if ((files.sizes.get(name) ?? 0) > LONGEST) {
		throw new Refused(`${name} is far larger than any that Stipple writes.`);
	}
	const bytes = await buffer(await files.read(name)).catch((error: unknown) => {
		throw unreadable(name, error);
	});
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Refused(`${name} is not UTF-8.`);
	}
}
