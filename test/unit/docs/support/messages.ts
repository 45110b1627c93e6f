import ts from 'typescript';

import { filesIn, readText } from './projectFiles';

/** A message that the package can show. */
export interface Message {
	/** With … for each part that only a run knows. */
	text: string;
	/** Where it is in the source, as `file:line`. */
	at: string;
}

/** Stands for a part of a message that only a run knows. */
export const UNKNOWN = '…';

/** What makes a message, and which argument of it is the message. */
const MAKERS: Readonly<Record<string, number>> = {
	AuroraError: 0,
	AuroraCredentialError: 0,
	says: 1,
	hint: 0,
};

/**
 * Every message in the source of nodes and credentials: those of errors, of the connection test's
 * rules, of execution hints, and the reasons that other messages end with.
 *
 * @throws when a message is made in a way that this reader does not follow
 */
export function messagesOfThePackage(): Message[] {
	const files = ['nodes', 'lib', 'credentials'].flatMap((folder) => filesIn(folder, '.ts'));
	const found = files.flatMap((file) => {
		const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.ES2022, true);
		return nodesIn(source).flatMap((node) => {
			const message = messageIn(node);
			if (!message || isPassedOn(message)) return [];
			const at = `${file}:${source.getLineAndCharacterOfPosition(message.getStart()).line + 1}`;
			const texts = textsOf(message);
			if (!texts) throw new Error(`The message at ${at} can't be read: ${message.getText()}`);
			return texts.map((text) => ({ text, at }));
		});
	});
	return [...new Map(found.map((message) => [message.text, message])).values()];
}

function messageIn(node: ts.Node): ts.Expression | undefined {
	if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
		const { expression, arguments: given } = node;
		return ts.isIdentifier(expression) && Object.hasOwn(MAKERS, expression.text)
			? given?.[MAKERS[expression.text]]
			: undefined;
	}
	const isReason = ts.isPropertyAssignment(node) && node.name.getText() === 'reason';
	return isReason ? node.initializer : undefined;
}

/** A message that was made elsewhere. */
function isPassedOn(message: ts.Expression): boolean {
	return ts.isPropertyAccessExpression(message) && message.name.text === 'message';
}

/** Everything that an expression can be as text; undefined when the source alone doesn't say. */
function textsOf(expression: ts.Expression): string[] | undefined {
	if (ts.isStringLiteralLike(expression)) return [expression.text];
	if (ts.isTemplateExpression(expression)) {
		return expression.templateSpans.reduce(
			(starts, { expression: part, literal }) => {
				const middles = textsOf(part) ?? [UNKNOWN];
				return starts.flatMap((start) => middles.map((middle) => start + middle + literal.text));
			},
			[expression.head.text],
		);
	}
	if (ts.isParenthesizedExpression(expression)) return textsOf(expression.expression);
	if (ts.isConditionalExpression(expression))
		return union([expression.whenTrue, expression.whenFalse]);
	if (ts.isIdentifier(expression)) return textsOfName(expression);
	if (ts.isCallExpression(expression) && ts.isIdentifier(expression.expression)) {
		const called = functionNamed(expression.getSourceFile(), expression.expression.text);
		return called && union(nodesIn(called).filter(ts.isReturnStatement).map(returned));
	}
	return undefined;
}

function returned({ expression }: ts.ReturnStatement): ts.Expression {
	return expression ?? ts.factory.createNull();
}

function union(expressions: ts.Expression[]): string[] | undefined {
	const all = expressions.map(textsOf);
	return all.length > 0 && all.every((texts) => texts !== undefined) ? all.flat() : undefined;
}

/** What a name can stand for: a constant, an entry of a constant list, or what callers hand over. */
function textsOfName(name: ts.Identifier): string[] | undefined {
	for (let at: ts.Node = name.parent; at; at = at.parent) {
		const declared = declarationsIn(at).find(
			(each) => ts.isIdentifier(each.name) && each.name.text === name.text,
		);
		if (!declared) continue;
		if (ts.isParameter(declared)) return textsOfParameter(declared);
		if (ts.isVariableDeclaration(declared))
			return declared.initializer && textsOf(declared.initializer);
		return textsOfEntry(declared);
	}
	return undefined;
}

type Declaration = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

function declarationsIn(scope: ts.Node): Declaration[] {
	if (ts.isFunctionLike(scope)) return [...scope.parameters];
	if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) return [];
	return scope.statements
		.filter(ts.isVariableStatement)
		.flatMap(({ declarationList }) => [...declarationList.declarations])
		.flatMap((declaration): Declaration[] =>
			ts.isArrayBindingPattern(declaration.name)
				? declaration.name.elements.filter(ts.isBindingElement)
				: [declaration],
		);
}

/** Only for a function that nobody outside of its file can call. */
function textsOfParameter(parameter: ts.ParameterDeclaration): string[] | undefined {
	const owner = parameter.parent;
	if (!ts.isFunctionDeclaration(owner) || !owner.name || owner.modifiers?.some(isExport))
		return undefined;
	const position = owner.parameters.indexOf(parameter);
	const { text } = owner.name;
	const given = nodesIn(owner.getSourceFile())
		.filter(ts.isCallExpression)
		.filter(({ expression }) => ts.isIdentifier(expression) && expression.text === text)
		.map((call) => textsOf(call.arguments[position]) ?? [UNKNOWN]);
	return given.flat();
}

function isExport({ kind }: ts.ModifierLike): boolean {
	return kind === ts.SyntaxKind.ExportKeyword;
}

/** `const [message] = TABLE[key] ?? ['a', 'b']`: the entry at its place in every list involved. */
function textsOfEntry(element: ts.BindingElement): string[] | undefined {
	const pattern = element.parent as ts.ArrayBindingPattern;
	const position = pattern.elements.indexOf(element);
	const { initializer } = pattern.parent as ts.VariableDeclaration;
	if (!initializer) return undefined;
	const tables = nodesIn(initializer)
		.filter(ts.isIdentifier)
		.flatMap(({ text }) =>
			declarationsIn(initializer.getSourceFile()).filter((each) => each.name.getText() === text),
		);
	const lists = [initializer, ...tables].flatMap(nodesIn).filter(ts.isArrayLiteralExpression);
	return union(lists.map(({ elements }) => elements[position]));
}

function functionNamed(source: ts.SourceFile, name: string): ts.FunctionDeclaration | undefined {
	return source.statements
		.filter(ts.isFunctionDeclaration)
		.find((each) => each.name?.text === name);
}

function nodesIn(node: ts.Node): ts.Node[] {
	const inside: ts.Node[] = [];
	ts.forEachChild(node, (child) => {
		inside.push(...nodesIn(child));
	});
	return [node, ...inside];
}
