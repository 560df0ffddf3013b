/** Every migration in order. A new one is a file of its own and a line here; they only go forward. */
import type { Migration } from 'kysely/migration';
import * as records from './0001_records.ts';
import * as evidence from './0002_evidence.ts';
import * as accounts from './0003_accounts.ts';
import * as clinicChoices from './0004_clinic_choices.ts';
import * as releases from './0005_releases.ts';
import * as cube from './0006_cube.ts';
import * as releaseProtocols from './0007_release_protocols.ts';
import * as seriesAlone from './0008_series_alone.ts';
import * as seriesByQuarter from './0009_series_by_quarter.ts';
import * as versionClinics from './0010_version_clinics.ts';
import * as treatedCourse from './0011_treated_course.ts';
import * as seriesApart from './0012_series_apart.ts';
import * as policiesOnce from './0013_policies_once.ts';
import * as unreadColumn from './0014_unread_column.ts';
import * as policiesHashed from './0015_policies_hashed.ts';
import * as undo from './0016_undo.ts';

export const MIGRATIONS: Record<string, Migration> = {
	'0001_records': records,
	'0002_evidence': evidence,
	'0003_accounts': accounts,
	'0004_clinic_choices': clinicChoices,
	'0005_releases': releases,
	'0006_cube': cube,
	'0007_release_protocols': releaseProtocols,
	'0008_series_alone': seriesAlone,
	'0009_series_by_quarter': seriesByQuarter,
	'0010_version_clinics': versionClinics,
	'0011_treated_course': treatedCourse,
	'0012_series_apart': seriesApart,
	'0013_policies_once': policiesOnce,
	'0014_unread_column': unreadColumn,
	'0015_policies_hashed': policiesHashed,
	'0016_undo': undo
};
