/** How a release is cited: its title, number, data and hash, so that a reader finds the very same rows. */
type Cited = {
	releaseNo: number;
	title: string;
	madeAt: string;
	dataVersion: number;
	synthetic: boolean;
	hash: string;
};

/** "Neck wrinkles and depth (Release 3; data 14) [Data set]. (2026). Stipple. https://… SHA-256 …". */
export function citation(release: Cited, origin: string): string {
	const { releaseNo, title, madeAt, dataVersion, synthetic, hash } = release;
	const kind = synthetic ? 'Synthetic data set' : 'Data set';
	return `${title.replace(/\.$/, '')} (Release ${releaseNo}; data ${dataVersion}) [${kind}]. (${madeAt.slice(0, 4)}). Stipple. ${origin}/releases/${releaseNo} SHA-256 ${hash}`;
}
