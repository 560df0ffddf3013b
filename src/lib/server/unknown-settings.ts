/** Names that look like settings and are none: most often one letter is wrong. */
import { printable, SETTINGS, type Setting } from './settings.ts';

/** One sentence for each `STIPPLE_*` variable that is not a setting, with the nearest name that is. */
export function unknownSettings(env: Record<string, string | undefined>): string[] {
	const known = Object.values<Setting>(SETTINGS).map((setting) => setting.name);
	return Object.keys(env)
		.filter((name) => name.startsWith('STIPPLE_') && !known.includes(name))
		.map((name) => {
			const [nearest] = known
				.filter((other) => other.startsWith('STIPPLE_'))
				.sort((a, b) => distance(name, a) - distance(name, b));
			return `There is no setting ${printable(name)}. Did you mean ${nearest}?`;
		});
}

/** Levenshtein's: how many letters to add, remove or change. */
function distance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let row = 1; row <= a.length; row += 1) {
		const current = [row];
		for (let column = 1; column <= b.length; column += 1) {
			const change = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
			current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
		}
		previous = current;
	}
	return previous[b.length] ?? 0;
}
