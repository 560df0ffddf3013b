/** Ready: the database answers and has this version's schema. Gives no details (SR-8.6). */
import { isMigrated } from '#db/migrate.ts';
import { connection } from '#lib/server/connection.ts';
import { log, traceOf } from '#lib/server/log.ts';

export async function GET() {
	try {
		if (await isMigrated(connection())) return answer(200, 'ready');
	} catch (error) {
		log().warn({ error: traceOf(error) }, 'not ready');
	}
	return answer(503, 'not ready', { 'Retry-After': '2' });
}

const answer = (status: number, words: string, headers: Record<string, string> = {}) =>
	new Response(`${words}\n`, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
