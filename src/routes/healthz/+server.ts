/** Alive: the process answers. Says nothing else to anyone (SR-8.6). */
export const GET = () => new Response('ok\n', { headers: { 'Cache-Control': 'no-store' } });
