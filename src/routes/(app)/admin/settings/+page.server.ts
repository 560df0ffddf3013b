/** Every setting with its value and where it comes from; the threshold can be raised here. */
import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { auditSource } from '#lib/server/http/audit-source.ts';
import { installationSettings, setThreshold } from '#lib/server/installation.ts';
import { fieldsOf, textOf, UNREADABLE, type Problems } from '../forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => installationSettings();

/** What the page's form answers. */
type Answer = { done?: string; problems?: Problems; given?: string };
const wrong = (answer: Answer) => fail(400, answer);

export const actions: Actions = {
	threshold: async (event) => {
		const form = await fieldsOf(event.request);
		if (!form) return wrong({ problems: UNREADABLE });
		const given = textOf(form, 'threshold', 40).trim();
		const { threshold } = await installationSettings();
		const { least, most } = threshold;
		const rule = `Write a whole number from ${least} to ${most}: it can only be raised above what the environment says.`;
		const parsed = z
			.string()
			.regex(/^\d{1,3}$/)
			.transform(Number)
			.safeParse(given);
		if (!parsed.success || !(await setThreshold(parsed.data, auditSource(event)))) {
			return wrong({ problems: { threshold: rule }, given });
		}
		const answer: Answer = {
			done: `From now on staff see groups of ${parsed.data} patients and more.`
		};
		return answer;
	}
};
