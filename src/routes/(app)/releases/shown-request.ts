/** A request for a release as the pages show it. */
import type { ReleaseColumnName } from '#lib/domain/release-columns.ts';

export type ShownRequest = {
	requestNo: number;
	purpose: string;
	columns: readonly ReleaseColumnName[];
	ethicsReference: string;
	askedBy: string;
	askedAt: string;
	answer: 'open' | 'made' | 'declined';
	reason: string | null;
	answeredAt: string | null;
	releaseNo: number | null;
};

/** What a form about one request answered. */
export type RequestAnswer = {
	requestNo: number;
	done?: string;
	problem?: string;
	given?: string;
};
