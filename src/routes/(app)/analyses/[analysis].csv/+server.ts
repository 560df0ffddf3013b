/** An analysis as a CSV file, with the page's own query string. */
import { csv } from '#lib/formats/csv.ts';
import { aboutLines } from '#lib/server/about.ts';
import { deliver } from '#lib/server/http/deliver.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
	deliver(locals.viewer, params.analysis, url.searchParams, (answered) => {
		const synthetic = answered.stamp.synthetic ? '-synthetic' : '';
		const name = `stipple-${answered.analysis.id}-data-${answered.stamp.version}${synthetic}.csv`;
		return new Response(csv.write(answered.figure.table, aboutLines(answered)), {
			headers: {
				'Content-Type': csv.mediaType,
				'Content-Disposition': `attachment; filename="${name}"`
			}
		});
	});
