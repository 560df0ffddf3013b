/**
 * A process of its own that exports one table of the bench's release, so that its peak memory is that of an
 * export and nothing else: `node export-child.ts URL FILE`. Writes what it took as one line of JSON.
 */
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { connect } from '#db/connect.server.ts';
import { exportFile } from '#lib/server/releases/export/file.ts';
import { RELEASE_NO } from './whole-release.ts';

const [url = '', path = ''] = process.argv.slice(2);
const db = connect(url, { embedded: false, role: 'stipple_app', deadlineMs: 7_200_000 });
const by = { actor: 'console', role: null, requestId: null, address: null };
/** As Linux counts it from this program's start; what Node tells begins with the peak of its parent. */
const peakMb = () => {
	const own = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(own) ?? [];
	return (kilobytes ? Number(kilobytes) : process.resourceUsage().maxRSS) / 1024;
};
const beforeMb = peakMb();
const begun = performance.now();
const { rows, bytes, stream } = await exportFile(
	db,
	{ releaseNo: RELEASE_NO, cohort: null },
	{ kind: 'csv', table: 'analysis_long' },
	{ by }
);
await pipeline(stream, createWriteStream(path));
const ms = performance.now() - begun;
await db.destroy();
process.stdout.write(`${JSON.stringify({ ms, rows, bytes, beforeMb, rssMb: peakMb() })}\n`);
