/**
 * `npm run stipple -- <command>`: what has to be said to the engine before cli.ts is read. The sources are kept
 * as they were compiled, beside the packages, as for the server. Plain JavaScript: with them at hand, Node needs
 * nothing that reads TypeScript, and that alone takes 14 MB.
 */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/stipple', import.meta.url)));

await import('./cli.ts');
