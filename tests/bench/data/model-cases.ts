/** The read models themselves: whether they say what the records say, and what keeping them in step costs. */
import { differingFromRecords } from '#lib/server/read-models/plain-rows.ts';
import { foldPatients, rebuildCubes } from '#lib/server/read-models/cube.ts';
import { mediansInTurn } from './in-turn.ts';
import { measured, type Measured } from './measured.ts';
import type { Filled } from './place.ts';

/** n, patients, sums and responders of every clinic, measure and visit, counted from the records. */
export async function modelsBesideRecords({ owner }: Filled): Promise<Measured> {
	const begun = performance.now();
	const [first] = await owner.transaction().execute(differingFromRecords);
	if (first) {
		const wrong = `${first.table} of ${first.clinic}: ${first.what}`;
		return measured('every read model', { wrong });
	}
	return measured('course_profile, treated_course, trajectory, cube_clinic', {
		ms: performance.now() - begun
	});
}

/** All sums of the largest clinic, as after an import; beside it what one corrected record costs. */
export async function cubeOfClinic({ owner, clinic }: Filled): Promise<Measured> {
	const { clinics } = clinic.viewer;
	const { patient_id } = await owner
		.selectFrom('trajectory')
		.select('patient_id')
		.where('clinic_id', 'in', clinics)
		.orderBy('course_id')
		.limit(1)
		.executeTakeFirstOrThrow();
	const one = { clinicIds: clinics, patientIds: [patient_id] };
	const { ms, rounds } = await mediansInTurn([
		() => owner.transaction().execute((tx) => rebuildCubes(tx, clinics)),
		() =>
			owner.transaction().execute(async (tx) => {
				await foldPatients(tx, one, -1);
				await foldPatients(tx, one, 1);
			})
	]);
	return measured(`largest clinic; one patient ${(ms[1] ?? 0).toFixed(0)} ms`, {
		ms: ms[0] ?? 0,
		rounds,
		numbers: { onePatientMs: ms[1] ?? 0 }
	});
}
