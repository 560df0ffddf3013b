/**
 * Which releases somebody may use: one answer for the register, figures, cohorts, counts, differences and
 * files. Whatever reads `release` for somebody asks it, so that a release is there for them or is not.
 */
import { sql, type SqlBool } from 'kysely';
import type { SignedIn } from '#lib/domain/roles.ts';

/** Who uses releases; null for a visitor, who may use none. */
export type Using = Pick<SignedIn, 'isDemo'> | null;

/** Who works on the installation itself, at its console: every release is there. */
export const AT_CONSOLE: Using = { isDemo: false };

/** A condition on `release`. Anyone may visit a demo, so that releases of real people are not for its visits. */
export const usableBy = (by: Using) =>
	by === null
		? sql<SqlBool>`false`
		: by.isDemo
			? sql<SqlBool>`release.synthetic`
			: sql<SqlBool>`true`;
