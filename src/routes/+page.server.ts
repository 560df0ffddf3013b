/** The start page is Outcomes, until there is a page that greets each role with its own answers. */
import { redirect } from '@sveltejs/kit';

export const load = () => redirect(307, '/outcomes');
