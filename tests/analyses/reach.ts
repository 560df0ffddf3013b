/**
 * Which statistics an analysis comes to, read from the sources: from its own declaration through every
 * name it uses, file by file, without running anything.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { JOBS } from '#lib/server/models/jobs.ts';

const FOLDER = 'src/lib/server/analyses/';
const STATISTICS = '#lib/statistics/index.ts';

type Place = { file: string; name: string };
type Source = {
	/** What each declaration of the file's top level names. */
	declared: Map<string, Set<string>>;
	/** Where names come from that are not of this file, by the name they have in it. */
	imported: Map<string, Place>;
};

const sources = new Map<string, Source>();

function sourceOf(file: string): Source {
	const known = sources.get(file);
	if (known) return known;
	const text = readFileSync(file, 'utf8');
	const source = read(file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
	sources.set(file, source);
	return source;
}

function read(file: string, tree: ts.SourceFile): Source {
	const declared = new Map<string, Set<string>>();
	const imported = new Map<string, Place>();
	for (const statement of tree.statements) {
		if (ts.isImportDeclaration(statement)) {
			for (const [name, place] of importsOf(file, statement)) imported.set(name, place);
		} else if (ts.isFunctionDeclaration(statement) && statement.name) {
			declared.set(statement.name.text, namesIn(statement));
		} else if (ts.isVariableStatement(statement)) {
			for (const declaration of statement.declarationList.declarations) {
				if (ts.isIdentifier(declaration.name))
					declared.set(declaration.name.text, namesIn(declaration));
			}
		}
	}
	return { declared, imported };
}

/** The values an import brings, none of its types. A namespace would hide what is used of it. */
function importsOf(file: string, node: ts.ImportDeclaration): [string, Place][] {
	const bindings = node.importClause?.namedBindings;
	if (!bindings || node.importClause?.isTypeOnly || !ts.isStringLiteral(node.moduleSpecifier))
		return [];
	const from = node.moduleSpecifier.text;
	if (!ts.isNamedImports(bindings)) throw new Error(`${file} imports all of ${from}`);
	const place = from.startsWith('.') ? normalize(join(dirname(file), from)) : from;
	return bindings.elements
		.filter((element) => !element.isTypeOnly)
		.map(({ name, propertyName }) => [
			name.text,
			{ file: place, name: (propertyName ?? name).text }
		]);
}

function namesIn(node: ts.Node): Set<string> {
	const names = new Set<string>();
	const visit = (child: ts.Node): void => {
		if (ts.isIdentifier(child)) names.add(child.text);
		const model = modelIn(child);
		if (model) names.add(model);
		ts.forEachChild(child, visit);
	};
	visit(node);
	return names;
}

/** A statistic that runs in a thread of its own is named by a word: `model('mmrm', …)`. */
function modelIn(node: ts.Node): string | null {
	if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null;
	const [name] = node.arguments;
	return node.expression.text === 'model' && name && ts.isStringLiteral(name) ? name.text : null;
}

/**
 * The statistics that the analysis declared in this file under this name comes to. What it takes from
 * another analysis (its keys, its hiding) is that one's own.
 */
export function reachedBy(start: Place, analyses: readonly Place[]): string[] {
	const others = new Set(
		analyses.filter(({ file }) => file !== start.file).map(({ file, name }) => `${file} ${name}`)
	);
	const seen = new Set<string>();
	const found = new Set<string>();
	const open = [start];
	for (let place = open.pop(); place; place = open.pop()) {
		const { file, name } = place;
		const mark = `${file} ${name}`;
		if (seen.has(mark) || others.has(mark)) continue;
		seen.add(mark);
		if (file === STATISTICS) found.add(name);
		if (!file.startsWith(FOLDER)) continue;
		const { declared, imported } = sourceOf(file);
		for (const used of declared.get(name) ?? []) {
			const from = imported.get(used);
			if (from) open.push(from);
			else if (used in JOBS) open.push({ file: STATISTICS, name: used });
			else if (declared.has(used)) open.push({ file, name: used });
		}
	}
	return [...found].toSorted();
}

/** Where each analysis is declared, by its id: the line of the list that brings it. */
export function declarations(): Place[] {
	const { imported, declared } = sourceOf(`${FOLDER}index.ts`);
	return [...(declared.get('ANALYSES') ?? [])].flatMap((name) => {
		const place = imported.get(name);
		return place ? [place] : [];
	});
}
