/**
 * A table of figures as it is written: its texts, broken where they may be, and how each cell looks. Worked
 * out for the whole table at once: of hundreds of cells, each that asks for itself costs when a page wakes.
 */
import type { TwinTable } from '#lib/charts/figure.ts';
import { waitingOnPhone } from './phone-columns.ts';
import { unbroken } from './unbroken.ts';

/** A cell's text, and its classes. */
type Cell = { text: string; look: string };

type Row = {
	style: TwinTable['rows'][number]['style'];
	/** What the row is named by; none where its reason stands beside the group alone. */
	name: Cell | null;
	cells: Cell[];
	/** A hidden row's reason stands across the number columns. */
	hidden: string | null;
	links: { label: string; href: string; spoken: string }[];
};

type LaidOut = {
	heads: Cell[];
	/** Rows under their group, so that each group is a body of its own. */
	bodies: { group: string | null; words: string[]; rows: Row[] }[];
	/** Whether the first column names groups. */
	grouped: boolean;
	/** Columns of numbers. */
	numbers: number;
	/** Whether some columns wait behind the switch of a phone. */
	someWait: boolean;
	/** Whether something opens from a row. */
	opens: boolean;
};

/** Sentences need room to be read; a word or two may take a narrow column. */
const LONGEST_WORDS = 40;

/** How the table is written, column by column and row by row. */
export function laidOut({ columns, rows }: TwinTable): LaidOut {
	const grouped = rows.some(({ group }) => group !== null);
	const numbers = columns.filter(({ align }) => align === 'right').length;
	const waits = waitingOnPhone(columns);
	// Where the first column names groups, the cells of a row begin with the second.
	const first = grouped ? 1 : 0;
	const looks = columns.map(({ align, strong, wraps }, i) => {
		const long =
			wraps === true && rows.some(({ cells }) => (cells[i - first] ?? '').length > LONGEST_WORDS);
		return looksOf({ right: align === 'right', strong, wraps, long, waits: waits[i] });
	});

	const written = (row: TwinTable['rows'][number]): Row => {
		const shown =
			row.hidden === null ? row.cells : row.cells.slice(0, columns.length - numbers - first);
		const [name, ...others] = shown;
		return {
			style: row.style,
			name:
				name === undefined
					? null
					: { text: unbroken(name), look: looksOf({ first: true, wraps: columns[first]?.wraps }) },
			cells: others.map((text, c) => {
				const look = looks[first + 1 + c] ?? '';
				const quiet = text === '–' || text === 'hidden';
				return { text: unbroken(text), look: quiet ? `${look} quiet` : look };
			}),
			hidden: row.hidden,
			links: (row.links ?? []).map((link) => ({
				...link,
				spoken: `${link.label}: ${row.cells[0]}`
			}))
		};
	};

	const bodies: LaidOut['bodies'] = [];
	for (const row of rows) {
		const last = bodies.at(-1);
		const group = row.group === null ? null : unbroken(row.group);
		if (last && (group === null || group === last.group)) last.rows.push(written(row));
		else bodies.push({ group, words: group?.split(' ') ?? [], rows: [written(row)] });
	}

	return {
		heads: columns.map(({ label, align, strong }, i) => ({
			text: unbroken(label),
			look: looksOf({
				right: align === 'right',
				strong,
				waits: waits[i],
				name: grouped && i === 0
			})
		})),
		bodies,
		grouped,
		numbers,
		someWait: waits.some(Boolean),
		opens: rows.some(({ links }) => links)
	};
}

/** The names that hold, as classes. */
const looksOf = (names: Record<string, boolean | undefined>): string =>
	Object.keys(names)
		.filter((name) => names[name])
		.join(' ');
