/** Addresses of this product alone, so that no link from outside can lead a visitor away. */

/** The path when it is one of ours, else the start page. `//host` and `/\host` lead elsewhere, and
 * a header takes printable ASCII only. */
export function ownPath(value: string | null | undefined): string {
	return value && /^\/(?![/\\])[!-[\]-~]*$/.test(value) ? value : '/';
}
