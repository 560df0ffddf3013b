/** Which data a page's figures are from, and for whom they were made. */
export type Stamp = {
	version: number;
	/** "31 Oct 2026". */
	through: string;
	synthetic: boolean;
	/** "Demo clinic 1" or "6 clinics". */
	clinics: string;
	/** "Director". */
	role: string;
};

/** "Data 1, through 31 Oct 2026 · 6 clinics · Director": the line on top of a printed page. */
export const stampSentence = ({ version, through, synthetic, clinics, role }: Stamp): string =>
	[
		`Data ${version}, through ${through}`,
		...(synthetic ? ['Synthetic data'] : []),
		clinics,
		`seen as ${role.toLowerCase()}`
	].join(' · ');
