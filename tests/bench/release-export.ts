/**
 * `node tests/bench/release-export.ts [courses]`: the CSV of a release with about a million scores beside
 * psql's \copy of the same select, interleaved; then the whole bundle. On a PostgreSQL server of its own.
 * Exports run in this process and psql in its own, so that the peak of memory is that of the exports.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { connect } from '#db/connect.server.ts';
import { migrate } from '#db/migrate.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { exportBundle } from '#lib/server/releases/export/bundle.ts';
import { exportFile } from '#lib/server/releases/export/file.ts';
import { keepAs } from '#lib/server/releases/export/keep-as.ts';
import { EXPORT_COURSE, SELECTS } from '#lib/server/releases/export/selects.ts';
import { aReport } from '../support/a-release.ts';
import { findPostgresql, startPostgresql } from '../support/postgresql.ts';

const COURSES = Number(process.argv[2] ?? 200_000);
const RUNS = 5;

const bin = findPostgresql();
if (!bin) throw new Error('PostgreSQL is not installed here.');
const server = await startPostgresql(bin);
const folder = mkdtempSync(join(tmpdir(), 'stipple-bench-'));
const owner = connect(server.url, { embedded: false, deadlineMs: 600_000 });
/** As the server connects, with its deadline for pages. */
const db = connect(server.url, { embedded: false, role: 'stipple_app' });
const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(0)} MB`;
const peak = () => megabytes(process.resourceUsage().maxRSS * 1024);

try {
	await migrate(owner);
	await fill();
	console.log(`before any export: peak ${peak()}`);
	const times: { ours: number[]; psql: number[] } = { ours: [], psql: [] };
	let bytes = 0;
	for (let run = 0; run < RUNS; run++) {
		times.psql.push(await timed(() => copied(join(folder, 'psql.csv'))));
		times.ours.push(
			await timed(async () => {
				const form = { kind: 'csv', table: 'assessments' } as const;
				const file = await exportFile(db, { releaseNo: 1, cohort: null }, form, { by: CONSOLE });
				bytes = file.bytes;
				await keepAs(file, join(folder, 'ours.csv'));
			})
		);
	}
	const [ours, psql] = [median(times.ours), median(times.psql)];
	const [own, theirs] = ['ours.csv', 'psql.csv'].map((name) => statSync(join(folder, name)).size);
	console.log(`assessments.csv: ${bytes} bytes, psql ${theirs} with LF (ours ${own} with CRLF)`);
	console.log(
		`ours ${ours.toFixed(2)} s, psql \\copy ${psql.toFixed(2)} s, ratio ${(ours / psql).toFixed(2)}`
	);
	console.log(`after the CSV: peak ${peak()}`);
	for (const formats of [[], ['parquet', 'dataset-json', 'redcap']] as const) {
		const seconds = await timed(async () => {
			const exported = { releaseNo: 1, cohort: null, formats };
			const file = await exportBundle(db, exported, { by: CONSOLE });
			console.log(
				`bundle with ${formats.join(', ') || 'CSV alone'}: ${file.rows} rows, ${file.bytes} bytes`
			);
			await keepAs(file, join(folder, 'bundle.zip'));
		});
		console.log(`${seconds.toFixed(1)} s, peak ${peak()}`);
	}
} finally {
	await db.destroy();
	await owner.destroy();
	server.stop();
	rmSync(folder, { recursive: true, force: true });
}

async function timed(work: () => Promise<void>): Promise<number> {
	const begun = performance.now();
	await work();
	return (performance.now() - begun) / 1000;
}

function median(values: number[]): number {
	return values.toSorted((a, b) => a - b)[RUNS >> 1] ?? NaN;
}

/** The same select over the same courses, in one session of psql. */
async function copied(path: string): Promise<void> {
	const script = join(folder, 'copy.sql');
	writeFileSync(
		script,
		`begin; ${EXPORT_COURSE};
insert into export_course select release_no, clinic_id, course_id, clinic_id, course_id, patient_id from release_course where release_no = 1;
analyze export_course;
\\copy (${SELECTS.assessments.replaceAll(/\s+/g, ' ')}) to '${path}' with (format csv, header)
`
	);
	const { status, stderr } = spawnSync(
		'psql',
		['-q', '-v', 'ON_ERROR_STOP=1', '-d', server.url, '-f', script],
		{
			encoding: 'utf8'
		}
	);
	if (status !== 0) throw new Error(stderr);
}

/** Courses with a baseline and four visits on one measure, three sessions and a side effect each. */
async function fill(): Promise<void> {
	await owner
		.insertInto('release')
		.values({
			release_no: 1,
			title: 'A large release',
			description: '',
			ethics_reference: '',
			request_no: null,
			clinics: ['north'],
			choices: sql`'{}'::jsonb`,
			report: sql`${JSON.stringify(aReport(COURSES, ['clinic', 'protocol']))}::jsonb`,
			data_version: 1,
			synthetic: true,
			made_at: '2026-03-31T12:00:00Z',
			made_by: 'console',
			hash: 'ab'.repeat(32)
		})
		.execute();
	const bands = sql`'face', 'face', 'wrinkles', (array['0.5-1.0', '1.0-1.5', '1.5-2.0'])[1 + i % 3], 'pen',
		null, '3-5', '3', 'none', 'III', '40-49', 'female', null, '2025', false, null, 3, 15, null`;
	const names = sql`area, area_root, concern, depth_band, device, protocol_id, spacing_band, sessions_band,
		adjunct, skin_band, age_band, sex, smoking, year, control, pair_id, sessions_done, scheduled, dropped_day`;
	const id = sql`substr(md5(i::text), 1, 12)`;
	const series = sql`generate_series(1, ${COURSES}::int) as i`;
	await sql`insert into release_course (release_no, clinic_id, course_id, patient_id, ${names}, status)
		select 1, 'all', ${id}, 'p' || ${id}, ${bands}, 'completed' from ${series}`.execute(owner);
	await sql`insert into release_trajectory (release_no, clinic_id, course_id, patient_id, ${names}, measure,
			direction, baseline_x100, window_1, window_2, window_3, window_5, responder_x100)
		select 1, 'all', ${id}, 'p' || ${id}, ${bands}, 'LEMPERLE', -1, 300 + i % 3 * 50, 275 + i % 7 * 10,
			250 + i % 11 * 10, 200 + i % 13 * 10, 150 + i % 17 * 10, 100 from ${series}`.execute(owner);
	await sql`insert into release_session (release_no, clinic_id, course_id, session_no, session_day,
			side_effects_asked)
		select 1, 'all', ${id}, s, (s - 1) * 28, 'yes' from ${series}, generate_series(1, 3) as s`.execute(
		owner
	);
	await sql`insert into release_side_effect (release_no, clinic_id, course_id, row_key, session_no, term,
			severity, onset_day, ongoing, serious, solicited)
		select 1, 'all', ${id}, 'x' || ${id}, 1, 'erythema', 'mild', 0, 'no', 'no', 'yes' from ${series}`.execute(
		owner
	);
	await sql`analyze`.execute(owner);
}
