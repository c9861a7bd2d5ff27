import { createRequire } from "node:module";
import { CscssError } from "../../../../sdk/errors/CscssError.ts";

/** A node of the compiler's syntax tree: its kind, its place in the source, and what else its kind has. */
export interface SyntaxNode {
  readonly nodeType: string;
  /** `start:length:file`, in bytes. */
  readonly src: string;
  readonly [property: string]: unknown;
}

/** A stretch of a source, in bytes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What the compiler of the project offers, as its package exports it. */
export interface Compiler {
  compile(input: string, callbacks?: Readonly<Record<string, (text: string) => unknown>>): string;
}

interface CompilerError {
  readonly severity: string;
  readonly formattedMessage: string;
}

const compiler = createRequire(import.meta.url)("solc") as Compiler;

/** Compiles a standard-JSON input. @throws CscssError `ERR_BUILD` with the compiler's first error. */
export function compileInput<Output>(input: object, callbacks?: Parameters<Compiler["compile"]>[1]): Output {
  const output = JSON.parse(compiler.compile(JSON.stringify(input), callbacks)) as {
    errors?: readonly CompilerError[];
  };
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error !== undefined) throw new CscssError("ERR_BUILD", error.formattedMessage);
  return output as Output;
}

/** Parses one file, without what it imports: the tree has places, but no types. */
export function parseSource(name: string, content: string): SyntaxNode {
  const { sources } = compileInput<{ sources: Readonly<Record<string, { ast: SyntaxNode }>> }>({
    language: "Solidity",
    sources: { [name]: { content } },
    settings: { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } },
  });
  const tree = sources[name]?.ast;
  if (tree === undefined) throw new CscssError("ERR_BUILD", `The compiler gave no syntax tree of ${name}.`);
  return tree;
}

/** The nodes directly below a node, in the order of the source. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
    .sort((a, b) => spanOf(a).start - spanOf(b).start);
}

/** Where a node stands. */
export function spanOf({ src }: SyntaxNode): Span {
  const [start = 0, length = 0] = src.split(":").map(Number);
  return { start, end: start + length };
}

/** A property that is a node, undefined where it is left out (an `if` without `else`). */
export function partOf(node: SyntaxNode, property: string): SyntaxNode | undefined {
  const value = node[property];
  return isNode(value) ? value : undefined;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}
