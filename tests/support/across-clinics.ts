/**
 * Reads compiled SQL for what a database that is spread by clinic could not answer on each node alone: joins
 * of clinics' rows that do not meet in `clinic_id`, and counts that do not add up over clinics.
 */
import { tablesOf } from '#db/placement.ts';

/** With the list of clinics, whose rows are joined by clinic as well though every node has them. */
const RECORDS = ['clinic', ...tablesOf('clinic')];

/** A word, a sign, or what stands in parentheses. */
type Part = string | Part[];
type Item = {
	name: string;
	alias: string;
	query: Part[] | null;
	lateral: boolean;
	/** Joined with the rows before it `using (clinic_id, …)`. */
	using: boolean;
};

/** Every fault of a statement in words; none where each clinic's part can be answered beside its rows. */
export function faultsOf(sql: string): string[] {
	const refused = /\b(with recursive|percentile_(?:cont|disc)|mode \(\) within|nextval)\b/i.exec(
		sql
	);
	return [
		...(refused ? [`${refused[0]} is asked of all clinics`] : []),
		...faultsIn(parse(sql), [])
	];
}

function parse(sql: string): Part[] {
	const words = sql.match(/'(?:[^']|'')*'|"[^"]*"|[$\w]+|[^\s\w]/g) ?? [];
	const open: Part[][] = [[]];
	for (const word of words) {
		if (word === '(') open.push([]);
		else if (word === ')') {
			const closed = open.pop() ?? [];
			open.at(-1)?.push(closed);
		} else open.at(-1)?.push(word.startsWith('"') ? word.slice(1, -1) : word.toLowerCase());
	}
	if (open.length !== 1) throw new Error('Parentheses do not match.');
	return open[0] ?? [];
}

const isQuery = (part: Part | undefined): part is Part[] =>
	Array.isArray(part) &&
	(part[0] === 'select' || part[0] === 'with' || (part.length > 0 && isQuery(part[0])));

/** With everything in parentheses but queries, which have faults of their own. */
const words = (parts: readonly Part[]): string =>
	parts
		.map((part) => (typeof part === 'string' ? part : isQuery(part) ? '( )' : `( ${words(part)} )`))
		.join(' ');
const wordsWithin = (parts: readonly Part[]): string =>
	parts.map((part) => (typeof part === 'string' ? part : `( ${wordsWithin(part)} )`)).join(' ');

function queriesIn(parts: readonly Part[]): Part[][] {
	return parts.flatMap((part) =>
		typeof part === 'string' ? [] : isQuery(part) ? [part] : queriesIn(part)
	);
}

/** The selects of a query, one for each side of a union. */
function selectsOf(parts: readonly Part[]): Part[][] {
	const sides: Part[][] = [[]];
	for (const part of parts) {
		if (part === 'union' || part === 'except' || part === 'intersect') sides.push([]);
		else sides.at(-1)?.push(part);
	}
	return sides;
}

function faultsIn(query: readonly Part[], outer: readonly string[]): string[] {
	return selectsOf(query).flatMap((select) => faultsOfSelect(select, outer));
}

function faultsOfSelect(select: readonly Part[], outer: readonly string[]): string[] {
	const items = itemsOfSelect(select);
	const own = items.filter(holdsRecords);
	const beside = [...outer, ...own.map(({ alias }) => alias)];
	// Only what is lateral, or stands in an expression, sees the rows beside it.
	const alone = [
		...queriesIn(select.slice(0, select.indexOf('select'))),
		...items.flatMap(({ query, lateral }) => (query && !lateral ? [query] : []))
	];
	return [
		...faultsOfJoins(select, own, outer),
		...faultsOfCounts(select, outer),
		...queriesIn(select).flatMap((query) => faultsIn(query, alone.includes(query) ? outer : beside))
	];
}

const ENDS = ['from', 'where', 'group', 'having', 'order', 'limit'];

/** What follows the word on its own level, to the next clause. */
function clause(select: readonly Part[], word: string): Part[] {
	const begins = (part: Part | undefined, at: number) =>
		part === word && select[at - 1] !== 'distinct';
	const start = select.findIndex(begins);
	if (start < 0) return [];
	const end = select.findIndex(
		(part, at) =>
			at > start &&
			ENDS.includes(String(part)) &&
			!(part === 'from' && select[at - 1] === 'distinct')
	);
	return select.slice(start + 1, end < 0 ? undefined : end);
}

/** What a statement reads, and what it writes to: `update x`, `delete from x using y`. */
const itemsOfSelect = (select: readonly Part[]): Item[] => [
	...(select[0] === 'update' ? itemsOf(select.slice(1, select.indexOf('set'))) : []),
	...itemsOf(clause(select, 'from'))
];

function itemsOf(from: readonly Part[]): Item[] {
	const items: Item[] = [];
	let expected = from.length > 0;
	for (let at = 0; at < from.length; at++) {
		const part = from[at];
		const isList = part === 'using' && typeof from[at + 1] === 'string';
		if (part === 'join' || part === ',' || isList) expected = true;
		else if (part === 'using') {
			const joined = items.at(-1);
			if (joined) joined.using = /clinic_id/.test(wordsWithin(from.slice(at + 1, at + 2)));
		} else if (expected && part !== 'lateral' && part !== undefined) {
			const next = from[at + 1] === 'as' ? from[at + 2] : from[at + 1];
			const name = typeof part === 'string' ? part : '';
			const isAlias = typeof next === 'string' && /^\w+$/.test(next) && !CLAUSES.test(next);
			items.push({
				name,
				alias: isAlias ? next : name,
				query: Array.isArray(part) ? part : null,
				lateral: from[at - 1] === 'lateral',
				using: false
			});
			expected = false;
		}
	}
	return items;
}

const CLAUSES = /^(on|inner|left|right|full|cross|join|using)$/;

const holdsRecords = ({ name, query }: Item): boolean =>
	query ? tablesIn(query).some((table) => RECORDS.includes(table)) : RECORDS.includes(name);

const tablesIn = (parts: readonly Part[]): string[] =>
	parts.flatMap((part, at) => {
		if (typeof part !== 'string') return tablesIn(part);
		return ['from', 'join'].includes(String(parts[at - 1])) ? [part] : [];
	});

/** Every name that a select or one inside it gives to rows: outside they mean something else. */
const aliasesIn = (parts: readonly Part[]): string[] =>
	selectsOf(parts).flatMap((select) => [
		...itemsOfSelect(select).map(({ alias }) => alias),
		...queriesIn(select).flatMap(aliasesIn)
	]);

/** All rows of clinics that a select brings together, and what it is asked for, meet in the clinic. */
function faultsOfJoins(select: readonly Part[], own: readonly Item[], outer: readonly string[]) {
	const text = words(select);
	const within = aliasesIn(select);
	const refersOut = asksOutside(select, outer);
	const faults = [...text.matchAll(/(\w+ \. \w+|\([^()]*\)|\w+) (?:not )?in \( \)/g)]
		.filter(([, left = '']) => own.length > 0 && !/clinic_id/.test(left))
		.map(([all]) => `${all} does not ask for the clinic`);
	// What asks the outside by itself has to meet it by itself.
	const met = own
		.filter(({ query, lateral }) => !lateral && !(query && asksOutside(query, outer)))
		.map(({ alias }) => alias);
	const first = refersOut ? OUTSIDE : met[0];
	if (first === undefined) return faults;
	const reached = new Set([first]);
	const pairs = [...text.matchAll(/(\w+) \. clinic_id = (\w+) \. clinic_id/g)].map((match) =>
		[match[1] ?? '', match[2] ?? ''].map((alias) =>
			outer.includes(alias) && !within.includes(alias) ? OUTSIDE : alias
		)
	);
	// The left side of `using` is all that stands before it.
	for (const { alias, using } of own) if (using) pairs.push([alias, met[0] ?? OUTSIDE]);
	for (let before = -1; before !== reached.size;) {
		before = reached.size;
		for (const pair of pairs)
			if (pair.some((side) => reached.has(side))) pair.forEach((side) => reached.add(side));
	}
	const apart = met.filter((alias) => !reached.has(alias));
	return [...faults, ...apart.map((alias) => `${alias} is not joined on clinic_id`)];
}

const OUTSIDE = '';

/** Whether a select speaks of rows that it does not itself read. */
function asksOutside(select: readonly Part[], outer: readonly string[]): boolean {
	const within = aliasesIn(select);
	const text = wordsWithin(select);
	return outer.some(
		(alias) => !within.includes(alias) && new RegExp(`\\b${alias} \\. `).test(text)
	);
}

/** What is counted or gathered without repetition is so within a clinic, or is a clinic's patient. */
function faultsOfCounts(select: readonly Part[], outer: readonly string[]): string[] {
	// What asks the outside meets it in the clinic, as is seen elsewhere.
	const grouped = /clinic_id/.test(grouping(select)) || asksOutside(select, outer);
	const found = words(select).matchAll(/(\w+) \( distinct ((?:\([^()]*\)|[^()])*)/g);
	return [...found]
		.filter(([, , what = '']) => !grouped && !/^\( \w+ \. clinic_id , /.test(what))
		.map(([all]) => `${all.slice(0, 60).trim()} does not add up over clinics`);
}

/** What a select is grouped by, with the words of the columns that are named by number. */
function grouping(select: readonly Part[]): string {
	const from = select.indexOf('from');
	const columns: Part[][] = [[]];
	for (const part of select.slice(select.indexOf('select') + 1, from < 0 ? undefined : from)) {
		if (part === ',') columns.push([]);
		else columns.at(-1)?.push(part);
	}
	const by = clause(select, 'group').slice(1);
	return by
		.map((part) => (/^\d+$/.test(String(part)) ? (columns[Number(part) - 1] ?? []) : [part]))
		.map(words)
		.join(' ');
}
