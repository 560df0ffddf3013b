/** A Chromium for the browser tests: found or, where this may be done, installed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { installPackages } from './postgresql.ts';

const NAMES = [
	'chromium',
	'chromium-browser',
	'google-chrome-stable',
	'google-chrome',
	'microsoft-edge'
];
const PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];

/** Root has no sandbox; the rest keeps the browser from asking the network for anything of its own. */
export const CHROMIUM_FLAGS = [
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-quic',
	'--no-first-run',
	'--disable-gpu'
];

/** The browser's path: CHROMIUM_PATH, Playwright's own, or one of the system's. */
export function findChromium(): string | null {
	const inPath = (process.env.PATH ?? '')
		.split(delimiter)
		.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	const candidates = [process.env.CHROMIUM_PATH ?? '', playwrights(), ...inPath, ...PLACES];
	return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

/** Asks Playwright for its browser, then, on Debian as root, the system. Says where it is, or null. */
export function installChromium(): string | null {
	const playwright = join('node_modules', 'playwright', 'cli.js');
	spawnSync(process.execPath, [playwright, 'install', 'chromium'], {
		stdio: 'ignore',
		timeout: 180_000
	});
	const found = findChromium();
	if (found !== null) return found;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
	installPackages(['chromium']);
	return findChromium();
}

function playwrights(): string {
	try {
		return chromium.executablePath();
	} catch {
		return '';
	}
}
