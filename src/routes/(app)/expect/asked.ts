/** What the address asks: without a concern the page begins with the one most patients come for. */
import { LEADING_CONCERNS } from '#lib/domain/concerns.ts';

export function withConcern(params: URLSearchParams): URLSearchParams {
	if (params.get('concern')) return params;
	const asked = new URLSearchParams(params);
	asked.set('concern', LEADING_CONCERNS[0]);
	return asked;
}
