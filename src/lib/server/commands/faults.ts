/** Faults that an operator can mend: their message, one sentence, is all that is shown of them. */
import { LockedError } from '#db/embedded/lock.ts';
import { SchemaError } from '#db/migrate.ts';
import { UnreachableError } from '#db/open.ts';
import { ListenError } from '../http/server.ts';
import { PseudonymKeyError } from '../pseudonym.ts';
import { SettingsError } from '../settings.ts';
import { BuildError } from './build.ts';

const FAULTS = [
	SettingsError,
	ListenError,
	LockedError,
	UnreachableError,
	SchemaError,
	BuildError,
	PseudonymKeyError
];

/** Tells the operator on standard error; of a fault nobody expected also where it arose. */
export function tell(error: unknown): void {
	const expected = error instanceof Error && FAULTS.some((kind) => error instanceof kind);
	console.error(expected ? error.message : error);
}
