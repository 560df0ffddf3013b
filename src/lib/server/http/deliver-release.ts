/** The files of a release, handed to whoever may take them; refused with a reason otherwise. */
import type { RequestEvent } from '@sveltejs/kit';
import { readNumber } from '#lib/domain/read-number.ts';
import type { Form } from '#lib/formats/release/forms.ts';
import { connection } from '../connection.ts';
import type { Release } from '../releases/register.ts';
import { exportAs } from '../releases/export/file.ts';
import type { ExportFile } from '../releases/export/made-file.ts';
import { ExportError, type Exported } from '../releases/export/release.ts';
import { isWatchId, noteFailure, noteProgress, progressOf } from '../releases/export/running.ts';
import { OwnFilesError, placeToSend, untilLeft } from '../releases/export/sending.ts';
import { BusyError } from '../releases/export/turns.ts';
import { cohortToTake, FILES_ARE_FOR, mayTake, releaseOf } from '../releases-desk.ts';
import { auditSource } from './audit-source.ts';
import { holds, tagOf } from './etag.ts';
import {
	badOptions,
	busy,
	fileRefused,
	noCohort,
	noSuchRelease,
	notEntitled,
	tooManyFiles
} from './problems.ts';
import { readBundle, readFile, type Reading } from './release-file.ts';

/**
 * Everything of a release in one ZIP; `with` names formats beside the CSV files. `build` is the version of the
 * program that makes it.
 */
export function deliverBundle(
	event: RequestEvent,
	{ number, build }: { number: string; build: string }
): Promise<Response> {
	return deliver(event, { number, build, reading: readBundle(event.url.searchParams) });
}

/** One file alone: `courses.csv`, `courses.parquet`, `release.xlsx`, `adsl.json`. */
export function deliverFile(
	event: RequestEvent,
	{ number, name, ending, build }: { number: string; name: string; ending: string; build: string }
): Promise<Response> {
	const reading = readFile(event.url.searchParams, { name, ending });
	return deliver(event, { number, build, reading });
}

/** The file of the release with this number, or of the cohort of it that the address names. */
async function deliver(
	event: RequestEvent,
	{ number, build, reading }: { number: string; build: string; reading: Reading }
): Promise<Response> {
	const { locals, request } = event;
	const releaseNo = readNumber(number);
	const release = releaseNo === null ? null : await releaseOf(locals.signedIn, releaseNo);
	if (!release) return noSuchRelease();
	if (release.withdrawn) {
		return fileRefused(410, `Release ${number} was withdrawn: ${release.withdrawn.reason}`);
	}
	if (!mayTake(locals, release)) {
		return notEntitled(FILES_ARE_FOR);
	}
	if ('missing' in reading) return fileRefused(404, reading.missing);
	if ('problems' in reading) return badOptions(reading.problems);
	const { form, cohort: named, watch } = reading.asked;
	const { cohort, problem } = await cohortToTake(locals.signedIn, release, named);
	if (problem !== null) return noCohort(problem);
	const headers = { ETag: tagOfFile(release, cohort, form, build) };
	// Nothing is handed out to whoever has these very bytes, and so nothing is made or recorded.
	if (holds(request.headers.get('if-none-match'), headers.ETag)) {
		noteProgress(watch, 1);
		return new Response(null, { status: 304, headers });
	}
	// Whoever only looks whether there is a file makes none.
	if (request.method === 'HEAD') return new Response(null, { headers });
	noteProgress(watch, 0);
	let over = () => {};
	try {
		over = placeToSend(takerOf(event));
		const exported = { releaseNo: release.releaseNo, cohort };
		const options = {
			by: auditSource(event),
			signal: request.signal,
			progress: (share: number) => noteProgress(watch, share)
		};
		const made = await exportAs(connection(), exported, form, options);
		return answerWith(event, made, { headers, over });
	} catch (fault) {
		over();
		noteFailure(watch);
		// Whoever stopped it waits for no answer; it is no fault of ours.
		if (request.signal.aborted) return new Response(null, { status: 499 });
		if (fault instanceof OwnFilesError) return tooManyFiles(fault.message);
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

/**
 * By all that the bytes follow from: the same rows of the same release, asked for in the same form of the same
 * program. What compresses them comes with Node.
 */
const tagOfFile = (
	{ releaseNo, title, description, madeAt, dataVersion, synthetic, report, hash }: Release,
	cohort: Exported['cohort'],
	form: Form,
	build: string
): string =>
	tagOf([
		[releaseNo, title, description, madeAt, dataVersion, synthetic, report, hash],
		cohort,
		form,
		[build, process.version]
	]);

/** By whom files on their way are counted: all visitors of the demo are one person, but not at one address. */
function takerOf(event: RequestEvent): string {
	const { actor, address } = auditSource(event);
	return event.locals.signedIn?.isDemo ? `demo ${address}` : actor;
}

/** The server's own request, which ends with its connection; absent while the product is worked on. */
type Served = { req?: { destroy(): unknown } } | undefined;

const answerWith = (
	event: RequestEvent,
	{ fileName, mediaType, hash, bytes, file }: ExportFile,
	{ headers, over }: { headers: Record<string, string>; over: () => void }
): Response => {
	const cut = () => (event.platform as Served)?.req?.destroy();
	return new Response(untilLeft(file.createReadStream(), { over, cut }), {
		headers: {
			...headers,
			'Content-Type': mediaType,
			'Content-Length': String(bytes),
			'Content-Disposition': `attachment; filename="${fileName}"`,
			'X-Content-SHA256': hash
		}
	});
};
