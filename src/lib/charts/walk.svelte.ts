/**
 * Walking the marks of a drawing by keyboard or pointer, and the sentence of the mark one stands on.
 * What the rows and columns mean, and how a mark is shown, is left to the drawing.
 */

/** Where one stands: a row (a series, an effect, a bar) and a mark in it. */
export type Place = { row: number; column: number };

/** The place after a key, within rows of these lengths; the same place where there is no way on. */
export function nextPlace(
	lengths: readonly number[],
	from: Place | null,
	key: string
): Place | null {
	const first = lengths.findIndex((length) => length > 0);
	if (first === -1) return null;
	if (from === null) return { row: first, column: 0 };
	const last = (lengths[from.row] ?? 0) - 1;
	switch (key) {
		case 'ArrowLeft':
			return { row: from.row, column: Math.max(0, from.column - 1) };
		case 'ArrowRight':
			return { row: from.row, column: Math.min(last, from.column + 1) };
		case 'Home':
			return { row: from.row, column: 0 };
		case 'End':
			return { row: from.row, column: last };
		case 'ArrowUp':
			return besides(lengths, from, -1);
		case 'ArrowDown':
			return besides(lengths, from, 1);
		default:
			return from;
	}
}

/** The nearest row with marks in this direction, in the same column or the last one it has. */
function besides(lengths: readonly number[], from: Place, step: 1 | -1): Place {
	for (let row = from.row + step; row >= 0 && row < lengths.length; row += step) {
		const length = lengths[row] ?? 0;
		if (length > 0) return { row, column: Math.min(from.column, length - 1) };
	}
	return from;
}

const STEPS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/**
 * A walk over the marks that `rows` gives at the moment of asking. Left and right go along a row, up
 * and down between rows, Escape ends the walk, `t` goes on to the same figures as a table.
 */
export function createWalk(rows: () => readonly (readonly { sentence: string }[])[]) {
	let place = $state.raw<Place | null>(null);
	const stands = $derived(place && rows()[place.row]?.[place.column] ? place : null);

	return {
		/** Null while nobody walks, and when the mark one stood on is gone. */
		get at(): Place | null {
			return stands;
		},
		/** The sentence of the mark; empty while nobody walks. */
		get sentence(): string {
			return stands ? (rows()[stands.row]?.[stands.column]?.sentence ?? '') : '';
		},
		go(row: number, column: number): void {
			if (place?.row !== row || place.column !== column) place = { row, column };
		},
		leave(): void {
			place = null;
		},
		onkeydown(event: KeyboardEvent): void {
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			if (STEPS.includes(event.key)) {
				place = nextPlace(
					rows().map((row) => row.length),
					stands,
					event.key
				);
			} else if (event.key === 'Escape' && stands) {
				place = null;
			} else if (event.key === 't') {
				const twin = document.getElementById('same-figures');
				if (!twin) return;
				twin.focus();
				twin.scrollIntoView();
			} else {
				return;
			}
			event.preventDefault();
			event.stopPropagation();
		}
	};
}

export type Walk = ReturnType<typeof createWalk>;
