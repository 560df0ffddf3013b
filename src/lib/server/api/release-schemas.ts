/** The shapes of what the API tells of releases; the OpenAPI document is made from them. */
import { z } from 'zod';
import { RELEASE_COLUMN_NAMES } from '#lib/domain/release-columns.ts';

const line = {
	release: z.int().meta({ description: 'Its number, which never changes.' }),
	title: z.string(),
	made_at: z.string(),
	patients: z.int(),
	k: z.int().meta({ description: 'Patients in the smallest class.' }),
	data_version: z.int(),
	synthetic: z.boolean(),
	hash: z.string().meta({ description: 'SHA-256 over its rows.' }),
	withdrawn: z
		.object({ at: z.string(), reason: z.string() })
		.nullable()
		.meta({ description: 'A withdrawn release has no figures and no files.' })
};
const columnName = z.enum(RELEASE_COLUMN_NAMES);

const releaseLineSchema = z.object(line).meta({ id: 'ReleaseLine' });
export const releaseListSchema = z
	.object({ releases: z.array(releaseLineSchema) })
	.meta({ id: 'ReleaseList' });

export const releaseSchema = z
	.object({
		...line,
		description: z.string(),
		ethics_reference: z.string(),
		order: z.array(columnName).meta({ description: 'The columns, the most important first.' }),
		policy: z.string(),
		classes: z.int(),
		courses: z.int(),
		linked: z.boolean().meta({ description: 'Whether the courses of a patient carry one id.' }),
		main_concern_only: z.boolean(),
		rows: z.object({
			sessions: z.int(),
			assessments: z.int(),
			side_effects: z.int(),
			contacts: z.int()
		}),
		columns: z.array(
			z.object({
				name: columnName,
				label: z.string(),
				fate: z.enum(['kept', 'banded', 'dropped']),
				words: z.string(),
				values: z.array(z.string()),
				information_lost: z.number().meta({ description: 'Share of the entropy, 0 to 1.' })
			})
		),
		sensitive: z.array(
			z.object({ name: z.string(), least_values: z.int().nullable(), t: z.number() })
		),
		left_out_at_most: z
			.object({
				no_consent: z.int(),
				nothing_to_tell: z.int(),
				untreated: z.int(),
				too_small: z.int(),
				sensitive: z.int(),
				waiting: z.int()
			})
			.meta({ description: 'In patients.' }),
		linkage: z.object({ highest: z.number(), mean: z.number(), certain: z.int() }),
		compared_with: z.array(z.int()).meta({ description: 'Earlier releases.' })
	})
	.meta({ id: 'Release', description: 'What a release is and how it was made safe.' });

export type ApiReleaseLine = z.infer<typeof releaseLineSchema>;
export type ApiRelease = z.infer<typeof releaseSchema>;
