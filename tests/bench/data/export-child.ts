/**
 * A process of its own that exports one table of the bench's release: `node export-child.ts URL FILE`. Writes
 * what it took as one line of JSON, without the time to start.
 */
import { connect } from '#db/connect.server.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { exportFile } from '#lib/server/releases/export/file.ts';
import { keepAs } from '#lib/server/releases/export/keep-as.ts';
import { RELEASE_NO } from './whole-release.ts';

const [url = '', path = ''] = process.argv.slice(2);
/** As the server connects, with its deadline for pages. */
const db = connect(url, { embedded: false, role: 'stipple_app' });
const begun = performance.now();
const made = await exportFile(
	db,
	{ releaseNo: RELEASE_NO, cohort: null },
	{ kind: 'csv', table: 'analysis_long' },
	{ by: CONSOLE }
);
await keepAs(made, path);
const ms = performance.now() - begun;
await db.destroy();
process.stdout.write(`${JSON.stringify({ ms, rows: made.rows, bytes: made.bytes })}\n`);
