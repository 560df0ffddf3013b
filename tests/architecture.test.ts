import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

type Import = {
	/** The importing file, such as `src/lib/statistics/wilson.ts`. */
	from: string;
	/** A file of ours as its path, or a package as it is written. */
	to: string;
	/** Only types are taken, so nothing runs. */
	typesOnly: boolean;
};

const files = ['src', 'db']
	.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
	)
	.filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts'));
const imports = files.flatMap(importsOf);

/** The imports of a file; of a component, those of its scripts. */
function importsOf(path: string): Import[] {
	const source = readFileSync(path, 'utf8');
	const scripts = path.endsWith('.svelte')
		? [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '')
		: [source];
	return scripts.flatMap((script) => {
		const found: Import[] = [];
		const add = (specifier: ts.Expression | undefined, typesOnly: boolean) => {
			if (specifier && ts.isStringLiteral(specifier)) {
				found.push({ from: path, to: placeOf(path, specifier.text), typesOnly });
			}
		};
		const visit = (node: ts.Node): void => {
			if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypesOnly(node));
			else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
			else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
				add(node.arguments[0], false);
			}
			ts.forEachChild(node, visit);
		};
		visit(ts.createSourceFile(path, script, ts.ScriptTarget.Latest));
		return found;
	});
}

function isTypesOnly(node: ts.ImportDeclaration): boolean {
	const clause = node.importClause;
	if (!clause) return false;
	if (clause.isTypeOnly) return true;
	const named = clause.namedBindings;
	return (
		clause.name === undefined &&
		named !== undefined &&
		ts.isNamedImports(named) &&
		named.elements.every((element) => element.isTypeOnly)
	);
}

function placeOf(from: string, specifier: string): string {
	if (specifier.startsWith('#lib/')) return specifier.replace('#lib/', 'src/lib/');
	if (specifier.startsWith('#db/')) return specifier.replace('#db/', 'db/');
	if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier));
	return specifier;
}

const LIB = 'src/lib/';
const SERVER = 'src/lib/server/';
const SVELTE = ['svelte', '@lucide/svelte', '@fontsource-variable/'];

/**
 * Who may import whom, the narrower folder first. `may` holds beginnings of paths and packages; a
 * folder may always import itself; `types` may be taken as types only.
 */
const RULES: { folder: string; may: string[]; types?: string[]; words: string }[] = [
	{
		folder: `${LIB}statistics/`,
		may: ['@stdlib/', 'ml-matrix'],
		words: 'Statistics are pure mathematics: numbers in, numbers out.'
	},
	{
		folder: `${LIB}domain/`,
		may: ['zod'],
		words: 'The domain holds the words of the trade and knows of nothing but zod.'
	},
	{
		folder: `${LIB}privacy/`,
		may: [`${LIB}domain/`],
		words: 'Privacy rules are pure: they know the domain and nothing else.'
	},
	{
		folder: `${LIB}charts/`,
		may: [`${LIB}domain/`, 'chart.js', ...SVELTE],
		words: 'Charts know the domain, Chart.js and Svelte, never where a figure came from.'
	},
	{
		folder: `${LIB}formats/`,
		may: [`${LIB}domain/`, 'papaparse', 'hyparquet-writer', 'zod', 'node:'],
		types: [`${LIB}charts/figure.ts`],
		words: 'A format knows the domain and the shape of a table.'
	},
	{
		folder: `${LIB}components/`,
		may: [`${LIB}domain/`, `${LIB}charts/`, '$app/', ...SVELTE],
		words: 'Components know the domain and charts, nothing of the data.'
	},
	{
		folder: `${SERVER}queries/`,
		// Visit windows and depths as SQL are one rule each, here and where the read models are built; which
		// read model answers follows from the question.
		may: [
			`${LIB}domain/`,
			`${SERVER}read-models/window-sql.ts`,
			`${SERVER}read-models/depth-sql.ts`,
			`${SERVER}read-models/choose.ts`,
			'kysely'
		],
		// The shapes of what an analysis asks for and gets back are in analysis.ts.
		types: [`${SERVER}cohort.ts`, `${SERVER}analysis.ts`, 'db/schema.ts'],
		words:
			"A query is built on the viewer's cohort: it knows the domain, Kysely and the cohort's type."
	},
	{
		folder: `${SERVER}analyses/`,
		may: [
			`${SERVER}queries/`,
			`${LIB}statistics/`,
			`${LIB}domain/`,
			`${SERVER}analysis.ts`,
			`${SERVER}models/model.ts`,
			`${LIB}charts/figure.ts`,
			`${LIB}charts/panels.ts`
		],
		types: [`${SERVER}cohort.ts`, 'kysely', 'db/schema.ts'],
		words: 'An analysis joins a query, statistics and a figure; it does not reach for the database.'
	},
	{
		folder: `${SERVER}models/`,
		// Planning a release takes as long as a model, and is as pure.
		may: [`${LIB}statistics/`, `${LIB}privacy/release/`, `${SERVER}stop.ts`, 'node:'],
		words: 'The thread of models knows statistics and nothing of where numbers came from.'
	},
	{
		folder: `${SERVER}gate.ts`,
		may: [
			`${SERVER}analysis.ts`,
			`${SERVER}cohort.ts`,
			`${SERVER}hide-small-groups.ts`,
			`${SERVER}kept-by-version.ts`,
			`${SERVER}network.ts`,
			`${SERVER}ruling.ts`,
			`${SERVER}audit.ts`,
			`${LIB}privacy/`,
			`${LIB}domain/`,
			'kysely'
		],
		types: ['db/schema.ts', `${LIB}charts/figure.ts`],
		words: 'The gate knows the shape of an analysis, the cohort and the privacy rules.'
	},
	{
		folder: `${SERVER}hide-small-groups.ts`,
		may: [
			`${SERVER}analysis.ts`,
			`${SERVER}addresses.ts`,
			`${SERVER}ruling.ts`,
			`${LIB}privacy/`,
			`${LIB}domain/`
		],
		words: 'Hiding knows the shape of a group, the ruling on it and the privacy rules.'
	},
	{
		folder: `${SERVER}ruling.ts`,
		may: [
			`${SERVER}analysis.ts`,
			`${SERVER}addresses.ts`,
			`${SERVER}in-flight.ts`,
			`${SERVER}kept-by-version.ts`,
			`${SERVER}kept-signatures.ts`,
			`${SERVER}packed-signatures.ts`,
			`${LIB}privacy/`,
			`${LIB}domain/`,
			'lru-cache',
			'node:timers/promises'
		],
		types: [`${SERVER}cohort.ts`, 'kysely', 'db/schema.ts'],
		words: 'A ruling asks who is in which cells and lets the privacy rules decide.'
	},
	{
		folder: `${SERVER}kept-signatures.ts`,
		may: [
			`${SERVER}kept-by-version.ts`,
			`${SERVER}packed-signatures.ts`,
			'lru-cache',
			'node:crypto'
		],
		types: ['kysely', 'db/schema.ts'],
		words: 'What is kept of who is in which cells knows the statement it came from and no more.'
	},
	{
		folder: `${SERVER}addresses.ts`,
		may: [`${SERVER}analysis.ts`, `${LIB}privacy/`, `${LIB}domain/`],
		words: 'An address is made of filters and the key of a group.'
	},
	{
		folder: `${SERVER}network.ts`,
		may: [
			`${SERVER}analysis.ts`,
			`${SERVER}hide-small-groups.ts`,
			`${SERVER}secret.ts`,
			`${SERVER}settings.ts`,
			`${LIB}domain/`,
			'node:crypto'
		],
		types: ['kysely', 'db/schema.ts'],
		words: 'The network view knows which clinics there are and hides their names.'
	},
	{
		folder: `${SERVER}cohort.ts`,
		may: [
			`${SERVER}chosen-columns.ts`,
			// A release under the names of the clinics' own tables.
			`${SERVER}releases/released-cohort.ts`,
			`${LIB}domain/`,
			`${LIB}privacy/`,
			'kysely'
		],
		types: ['db/schema.ts'],
		words: 'The cohort narrows tables for a viewer and knows the domain and Kysely.'
	},
	{
		folder: `${SERVER}chosen-columns.ts`,
		may: [`${LIB}domain/`, 'kysely'],
		types: ['db/schema.ts'],
		words: 'What clinics chose is put into the derived tables: it knows the domain and Kysely.'
	},
	{
		folder: `${SERVER}releases/export/`,
		may: [
			`${LIB}domain/`,
			`${LIB}formats/`,
			`${LIB}statistics/`,
			`${SERVER}releases/cohort-conditions.ts`,
			`${SERVER}audit.ts`,
			'db/copy-out.server.ts',
			'kysely',
			'lru-cache',
			'yazl',
			'node:'
		],
		types: ['db/schema.ts'],
		words: 'An export reads the rows of a release, counts them and writes files; no other records.'
	},
	{
		folder: `${SERVER}releases/import/`,
		may: [
			`${LIB}domain/`,
			`${LIB}formats/`,
			// The rows, the hash and the classes of a release are the same, wherever it was made.
			`${SERVER}releases/row-tables.ts`,
			`${SERVER}releases/report.ts`,
			`${SERVER}releases/verify.ts`,
			`${SERVER}releases/earlier.ts`,
			`${SERVER}audit.ts`,
			`${SERVER}accounts/refused.ts`,
			// Its protocols are stored as an import stores them, in its turn.
			`${SERVER}records/store.ts`,
			`${SERVER}records/stored-tables.ts`,
			`${SERVER}records/upsert.ts`,
			'kysely',
			'papaparse',
			'yauzl',
			'zod',
			'node:'
		],
		types: ['db/schema.ts', `${SERVER}releases/rows.ts`],
		words:
			'A bundle that comes in knows its format, the tables of a release and protocols; no records.'
	},
	{
		folder: `${SERVER}releases/`,
		may: [
			`${LIB}domain/`,
			`${LIB}privacy/`,
			`${SERVER}cohort.ts`,
			`${SERVER}chosen-columns.ts`,
			`${SERVER}audit.ts`,
			`${SERVER}accounts/refused.ts`,
			`${SERVER}models/model.ts`,
			`${SERVER}in-flight.ts`,
			`${SERVER}kept-by-version.ts`,
			// What a researcher may filter by is known as for any viewer.
			`${SERVER}known.ts`,
			`${SERVER}queries/known-values.ts`,
			// Whoever writes a release waits for whoever writes records.
			`${SERVER}records/store.ts`,
			// What the sessions of a course say together is defined once, for clinics and releases.
			`${SERVER}read-models/treated-course.ts`,
			'canonicalize',
			'kysely',
			'lru-cache',
			'zod',
			'node:'
		],
		types: ['db/schema.ts'],
		words: 'A release knows the cohort, the privacy rules, the audit and its own tables.'
	},
	{
		folder: `${SERVER}records/`,
		may: [
			// The demo brings its first release with it.
			`${SERVER}releases/make.ts`,
			`${LIB}domain/`,
			`${LIB}formats/`,
			`${SERVER}read-models/`,
			`${SERVER}pseudonym.ts`,
			`${SERVER}audit.ts`,
			'db/',
			'kysely',
			'zod',
			'node:'
		],
		words: 'Writing records knows the domain, formats, the database and the read models it keeps.'
	},
	{
		folder: `${SERVER}accounts/`,
		may: [
			`${LIB}domain/`,
			`${LIB}formats/`,
			`${SERVER}audit.ts`,
			`${SERVER}log.ts`,
			`${SERVER}settings.ts`,
			`${SERVER}secret.ts`,
			`${SERVER}staff-threshold.ts`,
			// Who asks is read together with what holds for everyone.
			`${SERVER}facts.ts`,
			`${SERVER}together.ts`,
			'better-auth',
			'nodemailer',
			'uqr',
			'zod',
			'db/',
			'kysely',
			'node:'
		],
		words:
			'Accounts know the domain, the accounts library, the audit, the database and what holds for everyone.'
	},
	{
		folder: `${SERVER}access/`,
		may: [`${LIB}domain/`],
		words: 'Rights are a table: they know the roles and nothing else.'
	},
	{
		folder: `${SERVER}audit.ts`,
		may: ['canonicalize', 'kysely', 'node:', `${SERVER}together.ts`],
		types: ['db/schema.ts'],
		words: 'The audit writes its own table and knows nothing of what it records.'
	},
	{
		folder: `${SERVER}audit/`,
		may: [`${LIB}domain/`, `${LIB}formats/`, `${SERVER}audit.ts`, 'kysely', 'zod', 'node:'],
		types: ['db/schema.ts'],
		words: 'Reading the audit knows the audit, the domain, formats and Kysely.'
	},
	{
		folder: 'src/routes/',
		may: [
			`${SERVER}app.ts`,
			// The same for people, the audit and the installation.
			`${SERVER}people.ts`,
			`${SERVER}audit-log.ts`,
			`${SERVER}installation.ts`,
			`${SERVER}clinic-settings.ts`,
			`${SERVER}saved-views.ts`,
			`${SERVER}cohorts.ts`,
			`${SERVER}data-versions.ts`,
			`${SERVER}releases-desk.ts`,
			// The table of rights, which the methods page shows.
			`${SERVER}access/`,
			// How an answer of app.ts is written for programs.
			`${SERVER}about.ts`,
			`${SERVER}api/`,
			`${SERVER}http/`,
			`${LIB}components/`,
			`${LIB}charts/`,
			`${LIB}formats/`,
			`${LIB}domain/`,
			'src/routes/',
			'src/app.css',
			'$app/',
			'@sveltejs/kit',
			'zod',
			...SVELTE
		],
		words: 'A page asks server/app.ts and draws the answer; it does not reach behind it.'
	},
	{
		folder: 'db/',
		may: [
			`${LIB}domain/`,
			'kysely',
			'pg',
			'pg-copy-streams',
			'@electric-sql/',
			'pure-rand',
			'papaparse',
			'zod',
			'node:'
		],
		words: 'The database knows the domain, Kysely and the drivers, nothing of the server.'
	}
];

/** Rules that hold for single files, each for the reason given. */
const EXCEPTIONS: { from: string; to: string; why: string }[] = [
	{
		from: 'src/routes/readyz/+server.ts',
		to: 'db/migrate.ts',
		why: 'readiness is a question about the database itself'
	},
	{
		from: 'src/routes/readyz/+server.ts',
		to: `${SERVER}`,
		why: 'readiness is a question about the database itself'
	}
];

const begins = (to: string, beginnings: readonly string[] = []) =>
	beginnings.some(
		(beginning) =>
			to === beginning || to.startsWith(/[/:]$/.test(beginning) ? beginning : `${beginning}/`)
	);

function breaks({ from, to, typesOnly }: Import): string | null {
	const rule = RULES.find(({ folder }) => from.startsWith(folder));
	if (!rule || to.startsWith(rule.folder) || to.startsWith('./$types')) return null;
	if (to.endsWith('/$types')) return null;
	if (begins(to, rule.may) || (typesOnly && begins(to, rule.types))) return null;
	if (EXCEPTIONS.some((one) => one.from === from && to.startsWith(one.to))) return null;
	return `${from} imports ${to}. ${rule.words}`;
}

test('every folder imports only what the house style lets it', () => {
	expect(imports.map(breaks).filter((sentence) => sentence !== null)).toEqual([]);
});

test('the rule is seen to bite', () => {
	const from = `${LIB}statistics/wilson.ts`;
	expect(breaks({ from, to: 'kysely', typesOnly: false })).toMatch(/pure mathematics/);
	expect(breaks({ from, to: `${LIB}domain/areas.ts`, typesOnly: true })).toMatch(/pure/);
	expect(breaks({ from, to: '@stdlib/stats-base-dists-t-quantile', typesOnly: false })).toBeNull();
	const query = `${SERVER}queries/sessions.ts`;
	expect(breaks({ from: query, to: `${SERVER}cohort.ts`, typesOnly: true })).toBeNull();
	expect(breaks({ from: query, to: `${SERVER}cohort.ts`, typesOnly: false })).toMatch(/cohort/);
});

test('our own files are imported with their ending', () => {
	const without = imports.filter(
		({ from, to }) =>
			/^(src|db)\//.test(to) &&
			!/\.(ts|svelte|css|json|csv|woff2)(\?\w+)?$/.test(to) &&
			!to.endsWith('$types') &&
			from !== ''
	);
	expect(without).toEqual([]);
});

test('what the browser gets imports nothing of the server', () => {
	const client = files.filter(
		(path) => path.endsWith('.svelte') || (path.startsWith(LIB) && !path.startsWith(SERVER))
	);
	const leaks = imports.filter(
		({ from, to, typesOnly }) =>
			client.includes(from) &&
			!typesOnly &&
			(to.startsWith(SERVER) || to.startsWith('db/') || to.includes('.server'))
	);
	expect(leaks).toEqual([]);
});

test('the built server never starts the embedded engine, whose thread runs from source only', () => {
	const mayStart = [
		'src/start.ts',
		'src/serve.ts',
		'src/cli.ts',
		`${SERVER}commands/`,
		'db/open.ts',
		'db/embedded/'
	];
	const others = imports.filter(
		({ from, to, typesOnly }) =>
			!typesOnly &&
			/^db\/(open|embedded\/.*)\.ts$/.test(to) &&
			!mayStart.some((place) => from.startsWith(place))
	);
	expect(others).toEqual([]);
});

test('nothing brings in what the framework is about to drop', () => {
	const old = imports.filter(({ to }) => /^(\$lib|\$env|\$app\/stores)/.test(to));
	expect(old).toEqual([]);
});

test('SR-4.2 SQL is written out only where no input can reach', () => {
	const raw = files.filter((path) => /\bsql\s*\.\s*raw\b/.test(readFileSync(path, 'utf8')));
	for (const path of raw)
		expect(readFileSync(path, 'utf8')).toMatch(/eslint-disable.*no-restricted-syntax -- /);
});

test('SR-4.8 no text is put on a page as HTML', () => {
	const found = files.filter(
		(path) => path.endsWith('.svelte') && readFileSync(path, 'utf8').includes('{@html')
	);
	expect(found).toEqual([]);
});

test('SR-9.1 no package runs a script when it is installed', () => {
	const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
	// fsevents is for macOS only, optional, and its script is never needed: it brings its binary.
	const withScript = Object.entries<{ hasInstallScript?: boolean }>(packages)
		.filter(([name, entry]) => entry.hasInstallScript && !name.endsWith('node_modules/fsevents'))
		.map(([name]) => name);
	expect(withScript).toEqual([]);
});

test('SR-9.1 every package of the product stands in the README with its reason, at one version', () => {
	const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
	const readme = readFileSync('README.md', 'utf8');
	const rows = readme.split('\n').filter((line) => line.startsWith('|'));
	for (const [name, version] of Object.entries<string>(dependencies)) {
		expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
		const family = name.startsWith('@stdlib/') ? '@stdlib/' : name;
		expect(
			rows.some((row) => row.includes(family)),
			`${name} has no line in the README`
		).toBe(true);
	}
});

const TABLES_OF_DATA = [
	'db/schema.ts',
	'db/migrations/',
	`${LIB}domain/instruments/`,
	`${LIB}statistics/register/sources.ts`,
	// Who may do what is one table, a line or two a route.
	`${SERVER}access/rights.ts`
];

test('a file stays small enough to read in one go', () => {
	const long = files
		.filter((path) => !TABLES_OF_DATA.some((place) => path.startsWith(place)))
		.map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length }))
		.filter(({ lines }) => lines > 330);
	expect(long).toEqual([]);
});
