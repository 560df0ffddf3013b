/** The OpenAPI document: one path an analysis, its keys with their fixed values. */
import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { DIMENSION_FACTS, DIMENSIONS } from '#lib/domain/dimensions.ts';
import { UNITS, type Accepted } from '#lib/domain/filters.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import { EXTRAS } from '#lib/formats/release/forms.ts';
import { ANALYSES } from '../analyses/index.ts';
import { releaseListSchema, releaseSchema } from './release-schemas.ts';
import { analysisListSchema, answerSchema, refusalSchema } from './schemas.ts';

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
const refused = (description: string) => ({ description, content: json(refusalSchema) });
const refusals = {
	'400': refused('A key or value cannot be taken; each is named.'),
	'401': refused('Nobody is signed in.'),
	'403': refused('The account may not see this.')
};

/** Releases are read with a token as well, so that a program needs no browser. */
const BY_TOKEN: Record<string, string[]>[] = [{ visit: [] }, { token: [] }];
const tokenRefusals = {
	'401': refused('Nobody is signed in, or the token opens nothing.'),
	'403': refusals['403'],
	'429': refused('Too many wrong tokens from this address: wait as long as Retry-After says.')
};

/** Describes every address under /api/v1. */
export function openApiDocument() {
	const paths: ZodOpenApiPathsObject = {
		'/api/v1/analyses': {
			get: {
				operationId: 'listAnalyses',
				summary: 'The analyses, with the keys and values each takes',
				responses: {
					'200': { description: 'The list.', content: json(analysisListSchema) },
					'401': refusals['401']
				}
			}
		},
		'/api/v1/releases': {
			get: {
				operationId: 'listReleases',
				summary: 'The releases, the latest first',
				security: BY_TOKEN,
				responses: {
					'200': { description: 'The register.', content: json(releaseListSchema) },
					...tokenRefusals
				}
			}
		},
		'/api/v1/releases/{number}': {
			get: {
				operationId: 'release',
				summary: 'A release: what it is, and its privacy report',
				security: BY_TOKEN,
				requestParams: { path: z.object({ number: z.int() }) },
				responses: {
					'200': { description: 'The release.', content: json(releaseSchema) },
					...tokenRefusals,
					'404': refused('There is no release of this number.')
				}
			}
		},
		'/api/v1/releases/{number}/bundle.zip': {
			get: {
				operationId: 'releaseBundle',
				summary: 'The files of a release, or of a cohort of it, in one ZIP',
				security: BY_TOKEN,
				requestParams: {
					path: z.object({ number: z.int() }),
					query: z.object({
						cohort: z
							.string()
							.optional()
							.meta({ description: 'A saved cohort of this release, such as neck-study@2.' }),
						with: z
							.string()
							.optional()
							.meta({ description: `Beside the CSV files, by commas: ${EXTRAS.join(', ')}.` })
					})
				},
				responses: {
					'200': {
						description: 'The bundle: the same bytes every time.',
						content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } }
					},
					'304': { description: 'If-None-Match named the ETag that the bundle still has.' },
					'400': refused(
						'A key or format is named that there is not, or one key twice; each is named.'
					),
					...tokenRefusals,
					'404': refused('There is no release of this number, or no such cohort of it.'),
					'410': refused('The release was withdrawn.'),
					'429': refused(
						'Too many wrong tokens from this address, or three files are being made or sent to you already: wait as long as Retry-After says.'
					),
					'503': refused('Too many files are being made or sent: wait as long as Retry-After says.')
				}
			}
		}
	};
	for (const { id, title, description, accepted } of ANALYSES) {
		paths[`/api/v1/analyses/${id}`] = {
			get: {
				operationId: id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
				summary: title,
				description,
				requestParams: { query: z.object(parameters(accepted)) },
				responses: {
					'200': { description: 'The answer.', content: json(answerSchema) },
					...refusals
				}
			}
		};
	}
	return createDocument({
		openapi: '3.1.0',
		info: {
			title: 'Stipple',
			version: '1',
			description:
				'The figures of Stipple as JSON: the same question, the same query string and the same numbers as on the pages. Sign in as in the browser; the cookie goes with each request.',
			license: { name: 'MIT', identifier: 'MIT' }
		},
		servers: [{ url: '/' }],
		security: [{ visit: [] }],
		components: {
			securitySchemes: {
				visit: { type: 'apiKey', in: 'cookie', name: 'stipple_visit' },
				token: {
					type: 'http',
					scheme: 'bearer',
					description:
						'A token made under /account/tokens. It opens releases with their files, nothing else.'
				}
			}
		},
		paths
	});
}

function parameters(accepted: Accepted): Record<string, z.ZodType> {
	const views: Record<string, z.ZodType> = {
		concern: z.enum(CONCERNS).optional(),
		measure: z
			.string()
			.optional()
			.meta({ description: 'Code of a measure; default: the primary one.' }),
		by: z
			.enum(['none', ...accepted.by])
			.optional()
			.meta({ description: 'What parts the groups.' }),
		wk: z.enum(VISIT_WEEKS.map(String)).optional().meta({ description: 'Visit window, weeks.' }),
		unit: z.enum(UNITS).optional(),
		evidence: z.enum(['on', 'off']).optional(),
		network: z
			.enum(['on', 'off'])
			.optional()
			.meta({ description: 'Beside all other clinics, unnamed, by clinic.' }),
		data: z.int().optional().meta({ description: 'Data version; only the newest is kept.' })
	};
	const view = accepted.view.map((key) => [key, views[key] ?? z.string().optional()]);
	const keys = [...accepted.where, ...(accepted.about ?? [])];
	const where = DIMENSIONS.filter((key) => keys.includes(key)).map((key) => {
		const { label, options } = DIMENSION_FACTS[key];
		const values = options.map((option) => option.value);
		const schema = values.length > 0 ? z.enum(values) : z.string();
		return [key, schema.optional().meta({ description: label })];
	});
	return Object.fromEntries([...view, ...where]);
}
