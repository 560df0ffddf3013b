/** Refusals of downloads and the API: what was wrong, value by value, and how to mend it. */
import type { Problem } from '#lib/domain/filters.ts';

/** 400 with each unknown key or value named. */
export const badFilters = (problems: readonly Problem[]) =>
	Response.json(
		{
			error: {
				code: 'bad_filters',
				message: problems.map(({ key, message }) => `${key}: ${message}`).join(' '),
				help: 'Mend or leave out each key that is named. /api/v1/analyses lists the keys and values.',
				problems
			}
		},
		{ status: 400 }
	);

/** 400 with each unknown key or value of a file of a release named. */
export const badOptions = (problems: readonly Problem[]) =>
	Response.json(
		{
			error: {
				code: 'bad_options',
				message: problems.map(({ key, message }) => `${key}: ${message}`).join(' '),
				help: 'Mend or leave out each key that is named. The page of the release says what can be taken.',
				problems
			}
		},
		{ status: 400 }
	);

/** 404 for an analysis that does not exist. */
export const noSuchAnalysis = () =>
	Response.json(
		{
			error: {
				code: 'no_such_analysis',
				message: 'There is no analysis of this name.',
				help: '/api/v1/analyses lists them.'
			}
		},
		{ status: 404 }
	);

/** 404 for a release that does not exist. */
export const noSuchRelease = () =>
	Response.json(
		{
			error: {
				code: 'no_such_release',
				message: 'There is no release of this number.',
				help: '/api/v1/releases lists them.'
			}
		},
		{ status: 404 }
	);

/** 403 for a viewer without a clinic. */
export const notEntitled = (message: string) =>
	Response.json(
		{ error: { code: 'not_entitled', message, help: 'Ask the administrator of this Stipple.' } },
		{ status: 403 }
	);

/** 404 for a researcher's question that names no cohort, or one there is not. */
export const noCohort = (message: string) =>
	Response.json(
		{
			error: {
				code: 'no_cohort',
				message,
				help: 'Add cohort=release-1, or a saved cohort such as cohort=neck-study@2. /api/v1/releases lists the releases.'
			}
		},
		{ status: 404 }
	);

const FILE_CODES = {
	400: 'no_such_export',
	404: 'no_such_file',
	409: 'no_such_file',
	410: 'withdrawn'
} as const;

/** A file of a release that is not made: unknown, too large for its format, or of a withdrawn one. */
export const fileRefused = (status: keyof typeof FILE_CODES, message: string) =>
	Response.json(
		{
			error: {
				code: FILE_CODES[status],
				message,
				help: 'The page of the release says what can be taken. /api/v1/releases lists the releases.'
			}
		},
		{ status }
	);

/** 503: too many files are being made. */
export const busy = (message: string) =>
	Response.json(
		{ error: { code: 'busy', message, help: 'Nothing was made. Try again as Retry-After says.' } },
		{ status: 503, headers: { 'Retry-After': '60' } }
	);

/** 429: this person has as many files on their way as one may. */
export const tooManyFiles = (message: string) =>
	Response.json(
		{
			error: { code: 'too_many_files', message, help: 'Try again as Retry-After says.' }
		},
		{ status: 429, headers: { 'Retry-After': '60' } }
	);
