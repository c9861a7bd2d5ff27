import { posix } from "node:path";
import type { ESTree } from "vite";
import { parseSync } from "vite";

/** A type, by where it is declared: the file is relative to the SDK's folder. */
interface TypeName {
  readonly file: string;
  readonly name: string;
}

/** What a declaration file declares under one name, and the types of this repository that it mentions. */
interface Declaration {
  readonly name: string;
  readonly exported: boolean;
  readonly mentions: readonly TypeName[];
}

/** Reads a declaration file (`.d.ts`). Names of packages, of the language and of type parameters are no mentions. */
export function declarationsIn(file: string, text: string): Declaration[] {
  const { program } = parseSync(file.replace(/\.ts$/, ".d.ts"), text);
  const imports = new Map(program.body.flatMap((statement) => importsOf(file, statement)));
  const declared = program.body.flatMap((statement) => {
    const exported = statement.type === "ExportNamedDeclaration";
    const declaration = exported ? statement.declaration : statement;
    return declaration === null ? [] : declaredBy(declaration).map((name) => ({ name, exported, declaration }));
  });
  const own = new Set(declared.map(({ name }) => name));

  const resolve = ([head = "", member]: readonly string[]): TypeName | undefined => {
    const imported = imports.get(head);
    if (imported !== undefined) return { file: imported.file, name: imported.name ?? member ?? "*" };
    return own.has(head) ? { file, name: head } : undefined;
  };
  return declared.map(({ name, exported, declaration }) => ({
    name,
    exported,
    mentions: unique(
      mentionsOf(declaration)
        .map((mention) => (mention.source === undefined ? resolve(mention.path) : inFile(file, mention)))
        .filter((type) => type !== undefined && !(type.file === file && type.name === name))
        .filter((type) => type !== undefined),
    ),
  }));
}

/** A name as it is written in a type: `a.B`, or `import("./a.ts").B`. */
interface Mention {
  readonly path: readonly string[];
  readonly source?: string;
}

type Statement = ESTree.Program["body"][number];

function importsOf(file: string, statement: Statement): [string, { file: string; name?: string }][] {
  if (statement.type !== "ImportDeclaration" || !statement.source.value.startsWith(".")) return [];
  const from = posix.join(posix.dirname(file), statement.source.value);
  return statement.specifiers.map((specifier) => {
    if (specifier.type !== "ImportSpecifier") return [specifier.local.name, { file: from }];
    const { imported } = specifier;
    return [
      specifier.local.name,
      { file: from, name: imported.type === "Identifier" ? imported.name : imported.value },
    ];
  });
}

function declaredBy(declaration: object): string[] {
  if ("declarations" in declaration && Array.isArray(declaration.declarations)) {
    return declaration.declarations.flatMap((one: object) => declaredBy(one));
  }
  const id = "id" in declaration ? (declaration.id as { readonly name?: string } | null) : null;
  return id?.name === undefined ? [] : [id.name];
}

/** Every name in a type position below a node. */
function mentionsOf(node: unknown): Mention[] {
  if (Array.isArray(node)) return node.flatMap(mentionsOf);
  if (typeof node !== "object" || node === null) return [];
  const { type, typeName, exprName, expression, superClass, source, qualifier } = node as Record<string, unknown>;
  const here: Mention[] = [];
  if (type === "TSTypeReference") here.push({ path: pathOf(typeName) });
  if (type === "TSTypeQuery") here.push({ path: pathOf(exprName) });
  if (type === "TSInterfaceHeritage" || type === "TSClassImplements") here.push({ path: pathOf(expression) });
  if (type === "ClassDeclaration" && superClass !== null) here.push({ path: pathOf(superClass) });
  if (type === "TSImportType") {
    here.push({ path: pathOf(qualifier), source: (source as { readonly value: string }).value });
  }
  return [...here, ...Object.values(node).flatMap(mentionsOf)];
}

function pathOf(name: unknown): string[] {
  if (typeof name !== "object" || name === null) return [];
  const { type, left, right, object, property, name: word } = name as Record<string, unknown>;
  if (type === "TSQualifiedName") return [...pathOf(left), ...pathOf(right)];
  if (type === "MemberExpression") return [...pathOf(object), ...pathOf(property)];
  return typeof word === "string" ? [word] : [];
}

function inFile(file: string, { path: [name = "*"], source = "" }: Mention): TypeName | undefined {
  return source.startsWith(".") ? { file: posix.join(posix.dirname(file), source), name } : undefined;
}

function unique(names: readonly TypeName[]): TypeName[] {
  return [...new Map(names.map((one) => [`${one.file} ${one.name}`, one])).values()];
}
