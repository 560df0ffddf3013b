/** The files of a release, handed to whoever may take them; refused with a reason otherwise. */
import { Readable } from 'node:stream';
import type { RequestEvent } from '@sveltejs/kit';
import { readForm, type Form } from '#lib/formats/release/forms.ts';
import { connection } from '../connection.ts';
import { exportAs } from '../releases/export/file.ts';
import type { ExportFile } from '../releases/export/made-file.ts';
import { ExportError } from '../releases/export/release.ts';
import { isWatchId, noteFailure, noteProgress, progressOf } from '../releases/export/running.ts';
import { BusyError } from '../releases/export/turns.ts';
import { cohortToTake, mayTake, releaseOf } from '../releases-desk.ts';
import { auditSource } from './audit-source.ts';
import { busy, fileRefused, noCohort, noSuchRelease, notEntitled } from './problems.ts';

/** Everything of a release in one ZIP; `with` names formats beside the CSV files. */
export function deliverBundle(event: RequestEvent, number: string): Promise<Response> {
	const extras = event.url.searchParams.getAll('with').join(',');
	return deliver(event, number, readForm({ format: 'zip', with: extras }));
}

/** One file alone: `courses.csv`, `courses.parquet`, `release.xlsx`, `adsl.json`. */
export function deliverFile(
	event: RequestEvent,
	{ number, name, ending }: { number: string; name: string; ending: string }
): Promise<Response> {
	const { searchParams } = event.url;
	const [delimiter, decimal] = [searchParams.get('delimiter'), searchParams.get('decimal')];
	const format = ending === 'csv' && (delimiter ?? decimal) !== null ? 'spreadsheet' : ending;
	const text = { format: format === 'json' ? 'dataset-json' : format, table: name };
	return deliver(event, number, readForm({ ...text, delimiter, decimal }));
}

/** The file of the release with this number, or of the cohort of it that the address names. */
async function deliver(
	event: RequestEvent,
	number: string,
	form: Form | { wrong: string }
): Promise<Response> {
	const { locals, url, request } = event;
	const release = /^[1-9]\d{0,5}$/.test(number) ? await releaseOf(Number(number)) : null;
	if (!release) return noSuchRelease();
	if (release.withdrawn) {
		return fileRefused(410, `Release ${number} was withdrawn: ${release.withdrawn.reason}`);
	}
	if (!mayTake(locals, release)) {
		return notEntitled('The files of a release are for researchers, and directors of its clinics.');
	}
	if ('wrong' in form) return fileRefused(400, form.wrong);
	const { cohort, problem } = await cohortToTake(release, url.searchParams.get('cohort'));
	if (problem !== null) return noCohort(problem);
	// Whoever only looks whether there is a file makes none.
	if (request.method === 'HEAD') return new Response(null);
	const watch = url.searchParams.get('watch');
	noteProgress(watch, 0);
	try {
		const exported = { releaseNo: release.releaseNo, cohort };
		const options = {
			by: auditSource(event),
			signal: request.signal,
			progress: (share: number) => noteProgress(watch, share)
		};
		return answerWith(await exportAs(connection(), exported, form, options));
	} catch (fault) {
		noteFailure(watch);
		// Whoever stopped it waits for no answer; it is no fault of ours.
		if (request.signal.aborted) return new Response(null, { status: 499 });
		if (fault instanceof BusyError) return busy(fault.message);
		if (fault instanceof ExportError) return fileRefused(409, fault.message);
		throw fault;
	}
}

/** How far the export is that a page started under this id: not begun, where nobody knows of it. */
export function tellProgress(id: string | null): Response {
	if (!isWatchId(id))
		return fileRefused(400, 'Say which export, as the page that started it does.');
	return Response.json(progressOf(id) ?? { share: 0, failed: false });
}

const answerWith = ({ fileName, mediaType, hash, bytes, file }: ExportFile): Response =>
	// Node and the web have a type each for the same stream.
	new Response(Readable.toWeb(file.createReadStream()) as ReadableStream, {
		headers: {
			'Content-Type': mediaType,
			'Content-Length': String(bytes),
			'Content-Disposition': `attachment; filename="${fileName}"`,
			'X-Content-SHA256': hash
		}
	});
