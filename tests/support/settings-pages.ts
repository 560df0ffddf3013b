/** What `.env.example` and the README say about the settings, written from the settings themselves. */
import { SETTINGS } from '#lib/server/settings.ts';

/** Every line is commented out: a copy of the file changes nothing until a line is. */
export function envExample(): string {
	const blocks = Object.values(SETTINGS).map(({ name, sentence, byDefault }) => {
		const isValue = /^[\w./]+$/.test(byDefault);
		return `# ${sentence}\n# Without it: ${byDefault}.\n# ${name}=${isValue ? byDefault : ''}\n`;
	});
	const head =
		'# Settings of Stipple. Copy this file to .env and take the # away from the lines you change.\n' +
		'# Written by `npm run docs` from src/lib/server/settings.ts.\n';
	return [head, ...blocks].join('\n');
}

/** Prettier lays the README out, so the columns are padded as it does. */
export function settingsTable(): string {
	const rows = Object.values(SETTINGS).map(({ name, sentence, byDefault }) => [
		`\`${name}\``,
		sentence,
		byDefault
	]);
	const head = ['Setting', 'What it does', 'Without it'];
	const widths = head.map((title, column) =>
		Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0))
	);
	const line = (cells: string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
