/**
 * One answer, delivered to programs: refused in full when anything in the question is wrong, recorded
 * when it is handed out.
 */
import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import type { Viewer } from '#lib/domain/roles.ts';
import { answer, NotEntitled, type Answered } from '../app.ts';
import { audit } from '../audit.ts';
import { connection } from '../connection.ts';
import { auditSource } from './audit-source.ts';
import { holds } from './etag.ts';
import { badFilters, noSuchAnalysis, notEntitled } from './problems.ts';

/** The answer written by `write`, or a 4xx that says what is wrong and how to mend it. */
export async function deliver(
	event: RequestEvent,
	analysisId: string,
	format: string,
	write: (answered: Answered) => Response
): Promise<Response> {
	const { viewer } = event.locals;
	if (!viewer) return notEntitled('Sign in first.');
	try {
		const answered = await answer(viewer, analysisId, event.url.searchParams);
		if (!answered) return noSuchAnalysis();
		if (answered.problems.length > 0) return badFilters(answered.problems);
		return await recorded(event, viewer, answered, format, write(answered));
	} catch (error) {
		if (error instanceof NotEntitled) return notEntitled(error.message);
		throw error;
	}
}

/** Without its entry no file leaves: what was asked for, how many rows, and the hash of its bytes. */
async function recorded(
	event: RequestEvent,
	{ clinics }: Viewer,
	{ analysis, bar, figure, stamp, besideOthers, hidden }: Answered,
	format: string,
	response: Response
): Promise<Response> {
	const bytes = new Uint8Array(await response.arrayBuffer());
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const headers = new Headers(response.headers);
	headers.set('ETag', `"${sha256}"`);
	// Nothing is handed out to whoever has these very bytes, and so nothing is recorded.
	if (holds(event.request.headers.get('if-none-match'), `"${sha256}"`)) {
		headers.delete('Content-Type');
		headers.delete('Content-Disposition');
		return new Response(null, { status: 304, headers });
	}
	// Nor to whoever only looks whether there is a file.
	if (event.request.method === 'HEAD') {
		return new Response(null, { status: response.status, headers });
	}
	const [only, ...others] = clinics;
	await audit(connection(), {
		...auditSource(event),
		action: 'export',
		object: analysis.id,
		clinic: others.length === 0 && !besideOthers ? only : null,
		detail: {
			format,
			filters: bar.query,
			rows: figure.table.rows.length,
			hiddenGroups: hidden,
			dataVersion: stamp.version,
			clinics: besideOthers ? stamp.clinics : clinics,
			sha256
		}
	});
	return new Response(bytes, { status: response.status, headers });
}
