/**
 * One import among the readers: new patients of a clinic as the files it sends, taken in by the command in a
 * process of its own, as an operator starts it.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomOf } from '../samples.ts';

const PATIENTS = 1_500;
const SESSION_DAYS = [0, 28, 56];
const VISIT_DAYS = [0, 84, 140, 238];

export const SCORES = PATIENTS * VISIT_DAYS.length;

export type Into = {
	databaseUrl: string;
	clinicId: string;
	/** Stands in every id, so that each import brings others. */
	batch: string;
};

/** Milliseconds until the command has ended. Throws an error with what it said when it refused anything. */
export async function importNewPatients({ databaseUrl, clinicId, batch }: Into): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'stipple-files-'));
	try {
		for (const [name, lines] of Object.entries(filesOf(clinicId, batch))) {
			await writeFile(join(folder, name), `${lines.join('\n')}\n`);
		}
		const begun = performance.now();
		await command(['import', folder, '--study-ids', '--data-through', '2026-10-31'], databaseUrl);
		return performance.now() - begun;
	} finally {
		await rm(folder, { recursive: true });
	}
}

function filesOf(clinicId: string, batch: string): Record<string, string[]> {
	const random = randomOf(20_261_129);
	const patients = ['clinic_id,patient_id,birth_year,sex,skin_type,research_consent'];
	const courses = ['clinic_id,course_id,patient_id,body_area,concerns,start_month,status,control'];
	const sessions = ['clinic_id,course_id,session_no,session_day,performed,depth_mm'];
	const scores = [
		'clinic_id,course_id,assessed_day,timepoint,instrument_id,measure,value,rater_type'
	];
	for (let i = 0; i < PATIENTS; i++) {
		const id = `${batch}-${i}`;
		const sex = random.chance(0.8) ? 'female' : 'male';
		const skin = ['I', 'II', 'III', 'IV'][random.whole(0, 3)];
		patients.push(`${clinicId},p${id},${random.whole(1955, 2000)},${sex},${skin},yes`);
		const area = random.chance(0.7) ? 'face' : 'neck';
		const month = `2025-${String(random.whole(1, 12)).padStart(2, '0')}`;
		courses.push(`${clinicId},c${id},p${id},${area},wrinkles,${month},completed,no`);
		for (const [index, day] of SESSION_DAYS.entries()) {
			sessions.push(`${clinicId},c${id},${index + 1},${day},done,${random.whole(5, 15) / 10}`);
		}
		const before = random.whole(2, 5);
		for (const day of VISIT_DAYS) {
			const when = day === 0 ? 'baseline' : 'follow_up';
			const value = day === 0 ? before : Math.max(0, before - random.whole(0, 2));
			scores.push(`${clinicId},c${id},${day},${when},LEMPERLE,LEMPERLE,${value},clinician`);
		}
	}
	return {
		'patients.csv': patients,
		'courses.csv': courses,
		'sessions.csv': sessions,
		'assessments.csv': scores
	};
}

async function command(args: string[], databaseUrl: string): Promise<void> {
	const child = spawn(process.execPath, ['src/stipple.js', ...args], {
		env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
	}
	const code = await new Promise((resolve) => child.on('close', resolve));
	if (code !== 0) throw new Error(`The import ended with ${String(code)}: ${said}`);
}
