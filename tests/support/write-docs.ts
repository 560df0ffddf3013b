/** `npm run docs`: writes the parts of the documentation that come from the source. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { envExample, settingsTable } from './settings-pages.ts';

const START = '<!-- settings -->';
const END = '<!-- /settings -->';

writeFileSync('.env.example', envExample());

const readme = existsSync('README.md') ? readFileSync('README.md', 'utf8') : '';
const start = readme.indexOf(START);
const end = readme.indexOf(END);
if (start < 0 || end < start) {
	console.error(`README.md has no place for the settings, between ${START} and ${END}.`);
	process.exitCode = 1;
} else {
	const table = `${START}\n\n${settingsTable()}\n\n${END}`;
	writeFileSync('README.md', readme.slice(0, start) + table + readme.slice(end + END.length));
}
