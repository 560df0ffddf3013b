/** Run before the program, which an older Node cannot even read: says so in a sentence. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const runsTypeScript = major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);

if (!runsTypeScript) {
	console.error(
		`Stipple needs Node 22.18 or newer and this is ${process.version}. ` +
			'`npm ci` brings the right one along: run it again, without --omit=optional, and use `npm start`.'
	);
	process.exit(1);
}
