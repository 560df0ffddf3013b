/** Whether the page of examples may be seen: never beside records of patients. */
import { dev } from '$app/environment';
import { demoIsOpen } from '#lib/server/app.ts';

/** True in development, and where the database holds demo data and nothing else. */
export const styleguideOpen = async (): Promise<boolean> => dev || (await demoIsOpen());
