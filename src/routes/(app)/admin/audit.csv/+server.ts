/** The filtered entries of the audit as a file, refused in full when a filter is wrong. */
import { auditFile } from '#lib/server/audit-log.ts';
import { auditSource } from '#lib/server/http/audit-source.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { file, problems } = await auditFile(auditSource(event), event.url.searchParams);
	if (!file) {
		const message = problems.map((problem) => problem.message).join(' ');
		const help = 'Mend or leave out each key that is named. The page /admin/audit has them all.';
		return Response.json(
			{ error: { code: 'bad_filters', message, help, problems } },
			{ status: 400 }
		);
	}
	return new Response(file.body, {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${file.name}"`
		}
	});
};
