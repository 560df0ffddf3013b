/**
 * What researchers ask releases for, and what became of it: a director makes a release that answers, or
 * declines with a reason. Asking tells nothing of the records and changes none.
 */
import { sql, type Kysely } from 'kysely';
import * as z from 'zod';
import type { Database } from '#db/schema.ts';
import { RELEASE_COLUMN_NAMES, type ReleaseColumnName } from '#lib/domain/release-columns.ts';
import { NOT_SHOWN, SHOWN_TEXT } from '#lib/domain/shown-text.ts';
import { audit, type AuditSource } from '../audit.ts';

export const LONGEST_PURPOSE = 1_000;
export const LONGEST_ETHICS_REFERENCE = 200;
export const LONGEST_REASON = 500;
/** Somebody who waits for so many answers asks no further. */
export const MOST_OPEN_REQUESTS = 3;

/** Who asks: a person, or one visit of the demo, and the name that directors see. */
export type Asking = { owner: { kind: 'person' | 'visit'; id: string }; name: string };

export type ReleaseRequest = {
	requestNo: number;
	purpose: string;
	/** The columns that matter, the most important first; the others may be dropped. */
	columns: ReleaseColumnName[];
	ethicsReference: string;
	askedBy: string;
	/** UTC, ISO 8601. */
	askedAt: string;
	answer: 'open' | 'made' | 'declined';
	/** Why it was declined; null otherwise. */
	reason: string | null;
	answeredAt: string | null;
	/** The release that answered it; null without one. */
	releaseNo: number | null;
};

export type RequestField = 'purpose' | 'columns' | 'ethicsReference' | 'reason';

/** A request or an answer that is not taken, in words for whoever sent it. */
export class RequestRefused extends Error {
	readonly field: RequestField | null;

	constructor(message: string, field: RequestField | null = null) {
		super(message);
		this.field = field;
	}
}

/** A request that is none, or is answered already: told alike. */
export class NoOpenRequest extends Error {}

/** Words over several lines: nothing in them that a screen cannot show. */
const words = (name: string, most: number) =>
	z
		.string(`Write ${name}.`)
		.transform((text) => text.normalize('NFC').replaceAll('\r\n', '\n').trim())
		.pipe(
			z
				.string()
				.max(most, `That is too long: at most ${most} characters.`)
				.regex(SHOWN_TEXT, NOT_SHOWN)
		);

const REQUEST = z.strictObject({
	purpose: words('what the release is for', LONGEST_PURPOSE).pipe(
		z.string().min(1, 'Say what the release is for: the question it shall answer.')
	),
	columns: z
		.array(z.enum(RELEASE_COLUMN_NAMES, 'There is no such column in a release.'))
		.min(1, 'Name the columns that matter, the most important first.')
		.max(RELEASE_COLUMN_NAMES.length, 'Name each column once.')
		.refine((names) => new Set(names).size === names.length, 'Name each column once.'),
	ethicsReference: words('the reference', LONGEST_ETHICS_REFERENCE)
});
const REASON = words('the reason', LONGEST_REASON).pipe(
	z.string().min(1, 'Say why: whoever asked reads it.')
);

/** Requests are numbered one after the other: "asks" as a number. */
const REQUEST_LOCK = 1_634_954_099;

/** Keeps what is asked for. Gives its number. Throws RequestRefused. */
export async function askForRelease(
	db: Kysely<Database>,
	asking: Asking,
	given: { purpose: unknown; columns: unknown; ethicsReference: unknown },
	source: AuditSource
): Promise<number> {
	const { purpose, columns, ethicsReference } = parsed(REQUEST, given);
	return db.transaction().execute(async (tx) => {
		await sql`select pg_advisory_xact_lock(${REQUEST_LOCK})`.execute(tx);
		const open = await tx
			.selectFrom('release_request')
			.select('request_no')
			.where(ownerColumn(asking), '=', asking.owner.id)
			.where('answer', '=', 'open')
			.execute();
		if (open.length >= MOST_OPEN_REQUESTS) {
			throw new RequestRefused(
				`${MOST_OPEN_REQUESTS} of your requests wait for an answer, as many as may wait at once. Ask again once one of them is answered.`
			);
		}
		const last = await tx
			.selectFrom('release_request')
			.select((eb) => eb.fn.max('request_no').as('no'))
			.executeTakeFirst();
		const requestNo = (last?.no ?? 0) + 1;
		await tx
			.insertInto('release_request')
			.values({
				request_no: requestNo,
				purpose,
				columns,
				ethics_reference: ethicsReference,
				person_id: asking.owner.kind === 'person' ? asking.owner.id : null,
				visit_hash: asking.owner.kind === 'visit' ? asking.owner.id : null,
				asked_by: asking.name,
				answer_reason: null,
				answered_at: null
			})
			.execute();
		await audit(tx, {
			...source,
			action: 'release-asked',
			object: `request ${requestNo}`,
			detail: { columns }
		});
		return requestNo;
	});
}

/** The own requests, the latest first. */
export const requestsOf = (db: Kysely<Database>, asking: Asking): Promise<ReleaseRequest[]> =>
	requests(db, (query) => query.where(ownerColumn(asking), '=', asking.owner.id));

/** What waits for an answer, the longest first. */
export const openRequests = async (db: Kysely<Database>): Promise<ReleaseRequest[]> =>
	(await requests(db, (query) => query.where('answer', '=', 'open'))).reverse();

/** One request that waits for an answer; null where there is none of this number. */
export const openRequest = async (
	db: Kysely<Database>,
	requestNo: number
): Promise<ReleaseRequest | null> =>
	(
		await requests(db, (query) =>
			query.where('answer', '=', 'open').where('release_request.request_no', '=', requestNo)
		)
	)[0] ?? null;

/** Says no, with the reason that whoever asked reads. Throws RequestRefused and NoOpenRequest. */
export async function declineRequest(
	db: Kysely<Database>,
	requestNo: number,
	given: unknown,
	source: AuditSource
): Promise<void> {
	const reason = parsed(REASON, given, 'reason');
	await db.transaction().execute(async (tx) => {
		if (!(await answered(tx, requestNo, 'declined', reason))) throw new NoOpenRequest();
		await audit(tx, {
			...source,
			action: 'release-declined',
			object: `request ${requestNo}`,
			detail: { reason }
		});
	});
}

/** The request is answered by a release: for the transaction that makes it. Gives whether it was open. */
export const answerRequest = (tx: Kysely<Database>, requestNo: number): Promise<boolean> =>
	answered(tx, requestNo, 'made', null);

async function answered(
	tx: Kysely<Database>,
	requestNo: number,
	answer: 'made' | 'declined',
	answer_reason: string | null
): Promise<boolean> {
	const changed = await tx
		.updateTable('release_request')
		.set({ answer, answer_reason, answered_at: sql<string>`now()` })
		.where('request_no', '=', requestNo)
		.where('answer', '=', 'open')
		.returning('request_no')
		.executeTakeFirst();
	return changed !== undefined;
}

const ownerColumn = ({ owner }: Asking) => (owner.kind === 'person' ? 'person_id' : 'visit_hash');

const selected = (db: Kysely<Database>) =>
	db
		.selectFrom('release_request')
		.leftJoin('release', 'release.request_no', 'release_request.request_no')
		.select(['release_request.request_no', 'purpose', 'columns', 'asked_by', 'asked_at'])
		.select(['release_request.ethics_reference', 'answer', 'answer_reason', 'answered_at'])
		.select('release_no')
		.orderBy('release_request.request_no', 'desc');

async function requests(
	db: Kysely<Database>,
	narrowed: (query: ReturnType<typeof selected>) => ReturnType<typeof selected>
): Promise<ReleaseRequest[]> {
	const rows = await narrowed(selected(db)).execute();
	return rows.map((row) => ({
		requestNo: row.request_no,
		purpose: row.purpose,
		columns: RELEASE_COLUMN_NAMES.filter((name) => row.columns.includes(name)).toSorted(
			(a, b) => row.columns.indexOf(a) - row.columns.indexOf(b)
		),
		ethicsReference: row.ethics_reference,
		askedBy: row.asked_by,
		askedAt: row.asked_at,
		answer: row.answer,
		reason: row.answer_reason,
		answeredAt: row.answered_at,
		releaseNo: row.release_no
	}));
}

function parsed<T>(schema: z.ZodType<T>, given: unknown, only?: RequestField): T {
	const read = schema.safeParse(given);
	if (read.success) return read.data;
	const issue = read.error.issues[0];
	const named = (['purpose', 'columns', 'ethicsReference'] as const).find(
		(field) => field === issue?.path[0]
	);
	throw new RequestRefused(issue?.message ?? 'This cannot be read.', only ?? named ?? null);
}
