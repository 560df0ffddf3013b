/** The log: one JSON object a line on standard output. It never holds values, identities or secrets. */
import { pino, type Logger } from 'pino';
import { settings } from './settings.ts';

let made: Logger | undefined;

/** The process's log, made at the first call. */
export function log(): Logger {
	made ??= pino({
		level: settings().logLevel,
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (label) => ({ level: label }) },
		// Nothing of this kind is handed to the log; should it be once, it still does not appear.
		redact: ['*', 'error', 'request'].flatMap((place) =>
			['cookie', 'authorization', 'password', 'token', 'parameters', 'detail'].map(
				(name) => `${place}.${name}`
			)
		)
	});
	return made;
}

/**
 * What may be logged of an error: its kind, the database's code, and where in the program it arose.
 * Never its message, which may quote a value from a record.
 */
export function traceOf(error: unknown): { kind: string; code?: string; at?: string[] } {
	if (!(error instanceof Error)) return { kind: typeof error };
	const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
	const at = (error.stack ?? '')
		.split('\n')
		.filter((line) => /^\s+at /.test(line))
		.slice(0, 8)
		.map((line) => line.trim());
	return { kind: error.name, ...(code === undefined ? {} : { code }), at };
}
