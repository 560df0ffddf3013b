/** Files of others that lie beside the project and not in it; tests that read them are skipped without. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));

export const hasSamples = (path: string) => existsSync(`${FOLDER}${path}`);
export const sampleJson = (path: string): unknown =>
	JSON.parse(readFileSync(`${FOLDER}${path}`, 'utf8'));
