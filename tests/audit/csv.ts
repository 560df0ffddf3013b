/** A CSV file of ours, taken apart. */
import Papa from 'papaparse';

export function parseCsv(text: string): { about: string[]; header: string[]; rows: string[][] } {
	const lines = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
	const about = lines.filter(([first]) => first?.startsWith('# ')).map(([first]) => first ?? '');
	const [header = [], ...rows] = lines.slice(about.length);
	return { about, header, rows };
}
