/**
 * `npm start`: serves the product. Its sources are kept as they were compiled, so that the next start has
 * them at once; beside the packages, where nobody but who installed them can write.
 */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/stipple', import.meta.url)));

await import('./serve.ts');
