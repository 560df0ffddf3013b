/** The shapes of the API's answers; the OpenAPI document is made from them. */
import { z } from 'zod';
import { METHODS } from '#lib/statistics/register/index.ts';

const problemSchema = z
	.object({ key: z.string(), value: z.string(), message: z.string() })
	.meta({ id: 'Problem', description: 'A key or value that cannot be taken, and why.' });

export const refusalSchema = z
	.object({
		error: z.object({
			code: z.string(),
			message: z.string(),
			help: z.string(),
			problems: z.array(problemSchema).optional()
		})
	})
	.meta({ id: 'Refusal', description: 'What was wrong and how to mend it.' });

export const answerSchema = z
	.object({
		analysis: z.string(),
		title: z.string(),
		question: z.string(),
		answer: z.string(),
		filters: z.object({
			query: z.string().meta({ description: 'Canonical: keys sorted, defaults left out.' }),
			words: z.string()
		}),
		data: z.object({
			version: z.int(),
			through: z.string(),
			clinics: z.string(),
			synthetic: z.boolean()
		}),
		hidden: z.object({
			groups: z.int().meta({ description: 'Groups that are not shown.' }),
			threshold: z.int().meta({ description: 'Groups of fewer patients are hidden.' })
		}),
		basis: z.string(),
		methods: z
			.array(z.enum(METHODS.map(({ id }) => id)))
			.meta({ description: 'What the numbers are worked out by: entries of /methods#<id>.' }),
		rests_on: z.array(z.object({ title: z.string(), text: z.string() })),
		columns: z.array(
			z.object({
				key: z.string(),
				label: z.string(),
				type: z.enum(['text', 'integer', 'decimal']),
				unit: z.string().optional()
			})
		),
		rows: z
			.array(z.array(z.union([z.string(), z.number(), z.null()])))
			.meta({ description: 'One row a group and time, in the order of `columns`.' })
	})
	.meta({ id: 'Answer', description: 'The same numbers as the page and the CSV.' });

export const analysisListSchema = z
	.object({
		analyses: z.array(
			z.object({
				id: z.string(),
				title: z.string(),
				description: z.string(),
				keys: z.array(z.string()),
				groupings: z.array(z.string()),
				filters: z.array(z.object({ key: z.string(), values: z.array(z.string()) }))
			})
		)
	})
	.meta({ id: 'AnalysisList' });

export type ApiAnswer = z.infer<typeof answerSchema>;
