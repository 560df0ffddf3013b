/** What a browser says of itself in words that its owner knows, for the list of sessions. */

/** The first that fits counts: many browsers name others beside themselves. */
const BROWSERS: readonly [RegExp, string][] = [
	[/\bEdg(?:e|A|iOS)?\//, 'Edge'],
	[/\bOPR\/|\bOpera\b/, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\bVivaldi\//, 'Vivaldi'],
	[/\bFirefox\/|\bFxiOS\//, 'Firefox'],
	[/\b(?:Headless)?Chrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
	[/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
	[/\bcurl\//, 'curl']
];
const SYSTEMS: readonly [RegExp, string][] = [
	[/\biPad\b/, 'an iPad'],
	[/\biPhone\b/, 'an iPhone'],
	[/\bAndroid\b/, 'Android'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bWindows\b/, 'Windows'],
	[/\bMac OS X\b|\bMacintosh\b/, 'a Mac'],
	[/\bLinux\b/, 'Linux']
];

/** Such as "Firefox on Windows"; "An unknown browser" where nothing is known. */
export function browserName(userAgent: string | null): string {
	const nameIn = (list: readonly [RegExp, string][]) =>
		list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
	const browser = nameIn(BROWSERS) ?? 'An unknown browser';
	const system = nameIn(SYSTEMS);
	return system === undefined ? browser : `${browser} on ${system}`;
}
