/** Which data a page's figures are from, and for whom they were made. */
export type Stamp = {
	version: number;
	/** "31 Oct 2026". */
	through: string;
	/** The number of the release that the figures are from; null for the clinics' own records. */
	release: number | null;
	synthetic: boolean;
	/** "Demo clinic 1" or "6 clinics". */
	clinics: string;
	/** "Director". */
	role: string;
};

/** "Data 1, through 31 Oct 2026 · 6 clinics · Director": the line on top of a printed page. */
export const stampSentence = (stamp: Stamp): string =>
	[
		sourceWords(stamp),
		...(stamp.synthetic ? ['Synthetic data'] : []),
		stamp.clinics,
		`seen as ${stamp.role.toLowerCase()}`
	].join(' · ');

/** "Data 1, through 31 Oct 2026", or "Release 1, made 1 Nov 2026". */
export const sourceWords = ({ release, version, through }: Stamp): string =>
	release === null
		? version === 0
			? 'No records yet'
			: `Data ${version}, through ${through}`
		: `Release ${release}, made ${through}`;
