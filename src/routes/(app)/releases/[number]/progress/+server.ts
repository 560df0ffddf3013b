/** How far an export is, for the page that started it. */
import { tellProgress } from '#lib/server/http/deliver-release.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => tellProgress(url.searchParams.get('watch'));
