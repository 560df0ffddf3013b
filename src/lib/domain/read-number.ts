/** The number of a release, of a request or of a version as addresses spell it: 1 to 999999; null for else. */
export const readNumber = (text: string | null | undefined): number | null =>
	/^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : null;
