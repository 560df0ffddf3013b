/** The rows of a CSV file that read-tables.ts wrote, read back some at a time. */
import { createReadStream } from 'node:fs';
import { cellsOf } from '#lib/formats/csv-line.ts';
import type { Rows } from '#lib/formats/release/source.ts';

/** Without the header. No cell holds a line break, so a row is a line. */
export async function* csvRows(path: string): AsyncGenerator<string[][]> {
	let rest = '';
	let header = true;
	for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
		const lines = (rest + String(chunk)).split('\r\n');
		rest = lines.pop() ?? '';
		if (header && lines.length > 0) {
			header = false;
			lines.shift();
		}
		yield lines.map(cellsOf);
	}
}

export const rowsIn = (path: string) => (): Rows => csvRows(path);
