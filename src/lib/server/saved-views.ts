/**
 * What routes call about saved views: questions that somebody comes back to, the own ones and those that a
 * director shares with a clinic. A view holds the question, never its figures: whoever opens it sees what
 * their own rights let them see.
 */
import { randomBytes } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { canonical, pageOf } from './app.ts';
import { audit, type AuditSource } from './audit.ts';
import { connection } from './connection.ts';

/** Whose views are theirs: a person's, or those of one visit of the demo, which end with it. */
export type Owner = { kind: 'person' | 'visit'; id: string };

/** A view that is not theirs, or is none: told alike. */
export class NoSuchView extends Error {}

/** What is not done, in words for whoever asked. */
export class ViewRefused extends Error {}

const LONGEST_NAME = 80;
const LONGEST_QUERY = 2_000;
const MOST_VIEWS = { person: 100, visit: 20 } as const;

export type SavedView = {
	id: string;
	name: string;
	/** The analysis and its filters in words. */
	title: string;
	sentence: string;
	/** Where it opens; null when there is no such question any more. */
	href: string | null;
	isOwn: boolean;
	/** Who shared it; empty for the own ones. */
	by: string;
	/** The clinic whose staff see it. */
	sharedWith: { id: string; label: string } | null;
	createdAt: string;
};

/** The own views and those shared with the viewer's clinics, by name. */
export async function viewsOf(
	owner: Owner,
	viewer: Viewer,
	db: Kysely<Database> = connection()
): Promise<SavedView[]> {
	const rows = await within(db, owner, viewer, (tx) =>
		tx
			.selectFrom('saved_view as v')
			.leftJoin('person as p', 'p.id', 'v.person_id')
			.leftJoin('clinic as c', 'c.clinic_id', 'v.shared_with')
			.select(['v.id', 'v.name', 'v.analysis', 'v.query', 'v.shared_with', 'v.created_at'])
			.select(['v.person_id', 'v.visit_hash', 'p.name as by', 'c.label'])
			.where((eb) =>
				eb.or([
					eb(`v.${ownerColumn(owner)}`, '=', owner.id),
					eb('v.shared_with', 'in', viewer.clinics.length > 0 ? viewer.clinics : [''])
				])
			)
			.orderBy(sql`lower(v.name)`)
			.orderBy('v.id')
			.execute()
	);
	return Promise.all(
		rows.map(async (row) => {
			const params = new URLSearchParams(row.query);
			const asked = await canonical(viewer, row.analysis, params, db);
			// What was of all courses when it was saved is so for a practitioner who begins with the own ones.
			const whose = new URLSearchParams(asked?.query).get('practitioner');
			if (whose === 'all') params.set('practitioner', 'all');
			const isOwn = (row.person_id ?? row.visit_hash) === owner.id;
			return {
				id: row.id,
				name: row.name,
				title: asked?.title ?? '',
				sentence: asked?.sentence ?? '',
				href: asked && pageOf(row.analysis, params),
				isOwn,
				by: isOwn ? '' : (row.by ?? ''),
				sharedWith:
					row.shared_with === null
						? null
						: { id: row.shared_with, label: row.label ?? row.shared_with },
				createdAt: row.created_at
			};
		})
	);
}

/** Keeps the question under a name. Throws ViewRefused. */
export async function saveView(
	owner: Owner,
	viewer: Viewer,
	given: { name: string; analysis: string; query: string },
	db: Kysely<Database> = connection()
): Promise<{ id: string; name: string }> {
	const name = nameIn(given.name);
	const asked =
		given.query.length > LONGEST_QUERY
			? null
			: await canonical(viewer, given.analysis, new URLSearchParams(given.query), db);
	if (!asked || asked.query.length > LONGEST_QUERY) {
		throw new ViewRefused('This page cannot be saved as a view.');
	}
	const id = randomBytes(16).toString('base64url');
	await within(db, owner, viewer, async (tx) => {
		const own = await tx
			.selectFrom('saved_view')
			.select('name')
			.where(ownerColumn(owner), '=', owner.id)
			.execute();
		const most = MOST_VIEWS[owner.kind];
		if (own.length >= most) {
			throw new ViewRefused(`You have ${most} views, as many as there may be: remove one first.`);
		}
		refuseSame(own, name);
		await tx
			.insertInto('saved_view')
			.values({
				id,
				person_id: owner.kind === 'person' ? owner.id : null,
				visit_hash: owner.kind === 'visit' ? owner.id : null,
				name,
				analysis: given.analysis,
				query: asked.query,
				shared_with: null
			})
			.execute();
	});
	return { id, name };
}

/** Gives an own view another name. Throws ViewRefused and NoSuchView. */
export async function renameView(
	owner: Owner,
	viewer: Viewer,
	id: string,
	given: string,
	source: AuditSource,
	db: Kysely<Database> = connection()
): Promise<void> {
	const name = nameIn(given);
	await within(db, owner, viewer, async (tx) => {
		const view = await ownView(tx, owner, id);
		const others = await tx
			.selectFrom('saved_view')
			.select('name')
			.where(ownerColumn(owner), '=', owner.id)
			.where('id', '<>', id)
			.execute();
		refuseSame(others, name);
		await tx.updateTable('saved_view').set({ name }).where('id', '=', id).execute();
		if (view.shared_with === null || view.name === name) return;
		await audit(tx, {
			...source,
			action: 'view-changed',
			clinic: view.shared_with,
			object: name,
			detail: { was: view.name, is: name }
		});
	});
}

/** Takes an own view away. Throws NoSuchView. */
export async function removeView(
	owner: Owner,
	viewer: Viewer,
	id: string,
	source: AuditSource,
	db: Kysely<Database> = connection()
): Promise<void> {
	await within(db, owner, viewer, async (tx) => {
		const view = await ownView(tx, owner, id);
		await tx.deleteFrom('saved_view').where('id', '=', id).execute();
		if (view.shared_with === null) return;
		await audit(tx, {
			...source,
			action: 'view-unshared',
			clinic: view.shared_with,
			object: view.name,
			detail: { removed: true }
		});
	});
}

/** Shows an own view to the staff of one of the director's clinics. Throws NoSuchView and ViewRefused. */
export async function shareView(
	owner: Owner,
	viewer: Viewer,
	id: string,
	clinic: string,
	source: AuditSource,
	db: Kysely<Database> = connection()
): Promise<void> {
	if (owner.kind !== 'person' || !isDirectorOf(viewer, clinic)) throw new NoSuchView();
	await within(db, owner, viewer, async (tx) => {
		const view = await ownView(tx, owner, id);
		if (view.shared_with === clinic) return;
		if (namesColleague(view.query)) {
			throw new ViewRefused(
				'This view names a practitioner, which colleagues may not see: save it without that filter, and share that.'
			);
		}
		await tx.updateTable('saved_view').set({ shared_with: clinic }).where('id', '=', id).execute();
		await audit(tx, {
			...source,
			action: 'view-shared',
			clinic,
			object: view.name,
			detail: { was: view.shared_with, is: clinic, analysis: view.analysis, query: view.query }
		});
	});
}

/**
 * Takes a shared view back from the clinic's staff; whose it is keeps it. Any director of the clinic may,
 * for who shared it may have gone. Throws NoSuchView.
 */
export async function unshareView(
	owner: Owner,
	viewer: Viewer,
	id: string,
	source: AuditSource,
	db: Kysely<Database> = connection()
): Promise<void> {
	await within(db, owner, viewer, async (tx) => {
		const view = await tx
			.selectFrom('saved_view')
			.select(['name', 'person_id', 'shared_with'])
			.where('id', '=', id)
			.executeTakeFirst();
		const clinic = view?.shared_with;
		if (!view || !clinic || !isDirectorOf(viewer, clinic)) throw new NoSuchView();
		// Only its owner may change a row, so for this step the transaction is its owner's.
		await sql`select set_config('app.owner', ${view.person_id}, true)`.execute(tx);
		await tx.updateTable('saved_view').set({ shared_with: null }).where('id', '=', id).execute();
		await audit(tx, {
			...source,
			action: 'view-unshared',
			clinic,
			object: view.name,
			detail: { removed: false }
		});
	});
}

/** Whether the address tells a practitioner's code, as a filter or as a group. */
const namesColleague = (query: string) =>
	[...new URLSearchParams(query)].some(
		([key, value]) =>
			/^([abc]\.)?practitioner$/.test(key) && !['mine', 'rest', 'all'].includes(value)
	);

const isDirectorOf = (viewer: Viewer, clinic: string) =>
	viewer.role === 'director' && viewer.clinics.includes(clinic);

const ownerColumn = ({ kind }: Owner) => (kind === 'person' ? 'person_id' : 'visit_hash');

async function ownView(tx: Transaction<Database>, owner: Owner, id: string) {
	const view = await tx
		.selectFrom('saved_view')
		.select(['name', 'analysis', 'query', 'shared_with'])
		.where('id', '=', id)
		.where(ownerColumn(owner), '=', owner.id)
		.executeTakeFirst();
	if (!view) throw new NoSuchView();
	return view;
}

/** One line, not empty, not too long, nothing in it that a screen cannot show. */
function nameIn(given: string): string {
	const name = given.normalize('NFC').trim().replaceAll(/ +/g, ' ');
	if (name === '') throw new ViewRefused('Give the view a name.');
	if ([...name].length > LONGEST_NAME) {
		throw new ViewRefused(`The name is too long: at most ${LONGEST_NAME} characters.`);
	}
	if (/[\p{C}\p{Zl}\p{Zp}]/u.test(name)) {
		throw new ViewRefused('The name holds characters that cannot be shown: type it anew.');
	}
	return name;
}

function refuseSame(views: readonly { name: string }[], name: string): void {
	if (views.some((view) => view.name === name)) {
		throw new ViewRefused(`You have a view “${name}” already: choose another name.`);
	}
}

/** A transaction that reaches this owner's views and those shared with the viewer's clinics. */
const within = <T>(
	db: Kysely<Database>,
	owner: Owner,
	viewer: Viewer,
	work: (tx: Transaction<Database>) => Promise<T>
): Promise<T> =>
	db
		.transaction()
		.execute(async (tx) => {
			await sql`select set_config('app.owner', ${owner.id}, true),
				set_config('app.clinics', ${viewer.clinics.join(',')}, true)`.execute(tx);
			return work(tx);
		})
		.catch((fault: unknown) => {
			// Two forms at once: the database keeps one name apart where the look before did not.
			if (fault instanceof Error && 'code' in fault && fault.code === '23505') {
				throw new ViewRefused('You have a view of this name already: choose another name.');
			}
			throw fault;
		});
