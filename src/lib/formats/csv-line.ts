/** One line of CSV that Stipple wrote itself -> its cells. Files of others go through csv-read.ts. */
export function cellsOf(line: string): string[] {
	if (!line.includes('"')) return line.split(',');
	const cells: string[] = [];
	let at = 0;
	while (at <= line.length) {
		if (line[at] !== '"') {
			const end = line.indexOf(',', at);
			cells.push(line.slice(at, end < 0 ? undefined : end));
			if (end < 0) break;
			at = end + 1;
			continue;
		}
		let end = at + 1;
		while (end < line.length && (line[end] !== '"' || line[end + 1] === '"')) {
			end += line[end] === '"' ? 2 : 1;
		}
		cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
		at = end + 2;
	}
	return cells;
}
