/** How bad a report says that a side effect was: the order of what it may say, as a list and as SQL. */
import { sql } from 'kysely';

/** From mild to severe; a grade nobody wrote down comes first. */
export const GRADES = ['unknown', 'mild', 'moderate', 'severe'] as const;
export type Grade = (typeof GRADES)[number];

/** The place of a grade in the order. */
export const rankOf = (grade: Grade): number => GRADES.indexOf(grade);

/** The place of what the report `e` says; null where it says that the effect was absent. */
export const RANK = sql<number | null>`case e.severity ${sql.join(
	GRADES.map((grade) => sql`when ${grade} then ${rankOf(grade)}::int`),
	sql` `
)} end`;
