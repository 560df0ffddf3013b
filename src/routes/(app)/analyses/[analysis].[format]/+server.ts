/** An analysis as a file, with the page's own query string. */
import { error } from '@sveltejs/kit';
import { FORMATS, formatOf } from '#lib/formats/index.ts';
import { aboutLines } from '#lib/server/about.ts';
import { deliver } from '#lib/server/http/deliver.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { params } = event;
	const format = formatOf(params.format);
	if (!format)
		error(404, `There is no such format. Formats: ${FORMATS.map(({ id }) => id).join()}.`);
	return deliver(event, params.analysis, format.id, (answered) => {
		const synthetic = answered.stamp.synthetic ? '-synthetic' : '';
		const name = `stipple-${answered.analysis.id}-data-${answered.stamp.version}${synthetic}.${format.id}`;
		return new Response(format.write(answered.figure.table, aboutLines(answered)), {
			headers: {
				'Content-Type': format.mediaType,
				'Content-Disposition': `attachment; filename="${name}"`
			}
		});
	});
};
