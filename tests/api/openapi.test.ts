import { validate } from '@readme/openapi-parser';
import { describe, expect, it } from 'vitest';
import { ANALYSES } from '#lib/server/analyses/index.ts';
import { openApiDocument } from '#lib/server/api/openapi.ts';

describe('the description of the API', () => {
	it('is a valid OpenAPI 3.1 document', async () => {
		const document = openApiDocument();
		expect(document.openapi).toBe('3.1.0');
		// The parser resolves references in place, so it gets a copy.
		const result = await validate(structuredClone(document) as Parameters<typeof validate>[0]);
		expect(result).toMatchObject({ valid: true });
	});

	it.each(ANALYSES.map((analysis) => [analysis.id, analysis] as const))(
		'lists every key that %s takes, and no other',
		(id, { accepted }) => {
			const get = openApiDocument().paths?.[`/api/v1/analyses/${id}`]?.get;
			const names = (get?.parameters ?? []).map((parameter) =>
				'name' in parameter ? parameter.name : ''
			);
			expect(names.toSorted()).toEqual(
				[...accepted.view, ...accepted.where, ...(accepted.about ?? [])].toSorted()
			);
			expect(Object.keys(get?.responses ?? {})).toEqual(['200', '400', '401', '403']);
		}
	);
});
