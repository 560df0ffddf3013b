/**
 * Is this installation ready? What an administrator does first, each with its state in words and the next
 * step. Counts rows, people and days only: never patients, never an outcome.
 */
import { count, counted, day } from '#lib/domain/format.ts';

export type ChecklistState = 'done' | 'to do' | 'look';

export type ChecklistItem = {
	id: 'second-factor' | 'demo' | 'import' | 'check' | 'invite' | 'backup';
	title: string;
	state: ChecklistState;
	/** How it stands. */
	words: string;
	/** What to do next; null when nothing is left. */
	next: string | null;
	/** Lines for the console, where the next step is taken there. */
	commands: readonly string[];
	/** Where the next step is taken in the pages. */
	link: {
		path: '/admin/invitations' | '/admin/people';
		label: string;
	} | null;
};

/** The rows of one import, over all of its tables. */
export type RowCounts = Record<'new' | 'changed' | 'unchanged' | 'refused' | 'skipped', number>;

export type Facts = {
	administratorsWithoutSecondFactor: number;
	administrators: number;
	/** People who may sign in. */
	people: number;
	openInvitations: number;
	hasDemo: boolean;
	lastImport: { at: string; version: number; rows: RowCounts } | null;
	/** When the records last changed; null while there are none. */
	changedAt: string | null;
	/** When an administrator last said that there is a backup. */
	backedUpAt: string | null;
	database: 'embedded' | 'server';
};

const STIPPLE = 'npm run stipple --';

/** The items in the order in which they are done. */
export const checklist = (facts: Facts): ChecklistItem[] => [
	secondFactor(facts),
	demo(facts),
	firstImport(facts),
	check(facts),
	invite(facts),
	backup(facts)
];

/** A command cannot use the embedded database while the server does. */
const first = ({ database }: Facts) =>
	database === 'embedded'
		? 'Stop Stipple first, for one process at a time may use its database. '
		: '';

const nothingMore = { next: null, commands: [], link: null };

function secondFactor({ administratorsWithoutSecondFactor: without }: Facts): ChecklistItem {
	const item = { id: 'second-factor', title: 'Set up a second factor' } as const;
	if (without === 0) {
		return {
			...item,
			...nothingMore,
			state: 'done',
			words: 'Every administrator signs in with a code of their own device.'
		};
	}
	return {
		...item,
		...nothingMore,
		state: 'to do',
		words: `${counted(without, 'administrator')} without one: they set it up when they next sign in.`,
		next: 'See who it is, and remind them.',
		link: { path: '/admin/people', label: 'People' }
	};
}

function demo(facts: Facts): ChecklistItem {
	const { hasDemo, lastImport } = facts;
	const item = { id: 'demo', title: 'Keep the demo, or remove it' } as const;
	if (!hasDemo) {
		return { ...item, ...nothingMore, state: 'done', words: 'No demo data are in this database.' };
	}
	return {
		...item,
		state: lastImport ? 'look' : 'to do',
		words: lastImport
			? 'Demo data stand beside your own: figures over all clinics would mix both.'
			: 'Demo data are in this database. Anyone who can open Stipple may look around in them without an account.',
		next: `To keep it for a look around, leave it. Before your own records come in, remove it; that closes the demo’s sign-in too. ${first(facts)}`.trim(),
		commands: [`${STIPPLE} demo remove`],
		link: null
	};
}

function firstImport(facts: Facts): ChecklistItem {
	const { lastImport } = facts;
	const item = { id: 'import', title: 'Import your records' } as const;
	if (lastImport) {
		const { at, version } = lastImport;
		return {
			...item,
			...nothingMore,
			state: 'done',
			words: `Last import on ${dayOf(at)}, data version ${version}.`
		};
	}
	return {
		...item,
		state: 'to do',
		words: 'Nothing has been imported yet.',
		next: `Put the CSV files of your clinics into a folder. ${first(facts)}The first line checks them and stores nothing, the second stores them.`,
		commands: [`${STIPPLE} import DIR --dry-run`, `${STIPPLE} import DIR`],
		link: null
	};
}

function check({ lastImport }: Facts): ChecklistItem {
	const item = { id: 'check', title: 'Check what the import said' } as const;
	if (!lastImport) {
		return {
			...item,
			...nothingMore,
			state: 'to do',
			words: 'There is no report to check before the first import.'
		};
	}
	const { rows } = lastImport;
	const left = rows.refused + rows.skipped;
	const stored = `${count(rows.new)} new, ${count(rows.changed)} changed, ${count(rows.unchanged)} unchanged`;
	if (left === 0) {
		return {
			...item,
			...nothingMore,
			state: 'done',
			words: `Rows: ${stored}; none refused, none skipped.`
		};
	}
	return {
		...item,
		state: 'look',
		words: `Rows: ${stored}; ${count(rows.refused)} refused, ${count(rows.skipped)} skipped.`,
		next: 'What was left out is missing from every figure. This line writes each reason with its file and row into a file; correct them and import again.',
		commands: [`${STIPPLE} import DIR --dry-run --report problems.csv`],
		link: null
	};
}

function invite({ people, openInvitations, administrators }: Facts): ChecklistItem {
	const item = { id: 'invite', title: 'Invite the people who work here' } as const;
	const open = `${counted(openInvitations, 'invitation')} open`;
	if (people <= 1 && openInvitations === 0) {
		return {
			...item,
			state: 'to do',
			words: 'You are the only one with an account.',
			next: 'Send directors and practitioners a link each. Add a second administrator: if one is lost, the other lets people in.',
			commands: [],
			link: { path: '/admin/invitations', label: 'Invite' }
		};
	}
	return {
		...item,
		state: 'done',
		words: `${counted(people, 'person', 'people')} may sign in, ${open}.`,
		next:
			administrators === 1
				? 'There is one administrator. A second one lets people in if the first is lost.'
				: null,
		commands: [],
		link: { path: '/admin/invitations', label: 'Invite' }
	};
}

function backup({ backedUpAt, changedAt, database }: Facts): ChecklistItem {
	const isOld = backedUpAt !== null && changedAt !== null && changedAt > backedUpAt;
	return {
		id: 'backup',
		title: 'Back up',
		state: backedUpAt === null ? 'to do' : isOld ? 'look' : 'done',
		words:
			backedUpAt === null
				? 'Nobody has said that there is a backup.'
				: isOld
					? `A backup was noted on ${dayOf(backedUpAt)}; the records have changed since.`
					: `A backup was noted on ${dayOf(backedUpAt)}, after the last change of the records.`,
		next:
			database === 'embedded'
				? 'Stop Stipple and copy the folder DATA_DIR. Keep its files pseudonym.key and secret.key in another place: whoever has key and copy can link patients again.'
				: 'Use PostgreSQL’s own tool, every day. Keep STIPPLE_PSEUDONYM_KEY (or DATA_DIR/pseudonym.key) and STIPPLE_SECRET in another place: whoever has key and copy can link patients again.',
		commands:
			database === 'embedded'
				? []
				: ['pg_dump --format=custom --file=stipple.dump "$DATABASE_URL"'],
		link: null
	};
}

const dayOf = (at: string) => day(at.slice(0, 10));
