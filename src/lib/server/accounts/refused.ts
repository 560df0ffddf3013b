/** A change to people or accounts that is not made, told in words for the person who asked for it. */

/** Which field of a form the words belong to; null for the whole. */
export type RefusedField =
	| 'email'
	| 'name'
	| 'password'
	| 'newPassword'
	| 'code'
	| 'roles'
	| 'clinics'
	| 'operator'
	| 'days'
	| 'title'
	| 'description'
	| 'release';

/** The message says what happened, why, and what to do next; it is safe to show. */
export class Refused extends Error {
	readonly field: RefusedField | null;
	/** Seconds after which the same may be tried again; null where waiting does not help. */
	readonly retryAfter: number | null;

	constructor(
		message: string,
		field: RefusedField | null = null,
		retryAfter: number | null = null
	) {
		super(message);
		this.field = field;
		this.retryAfter = retryAfter;
	}
}
