import { join, posix } from "node:path";
import { CscssError } from "../../../../sdk/errors/CscssError.ts";
import { compilerSettings, importFile } from "../solidity/contractSources.ts";
import type { SyntaxNode } from "../solidity/syntaxTree.ts";
import { childrenOf, compileInput, parseSource } from "../solidity/syntaxTree.ts";
import type { Mutant } from "./mutantsOf.ts";
import { mutate } from "./mutantsOf.ts";

type Sources = Readonly<Record<string, { readonly content: string }>>;

interface Output {
  readonly contracts: Readonly<Record<string, Readonly<Record<string, { evm: { bytecode: { object: string } } }>>>>;
}

/** Creation code by contract. */
export type Codes = Readonly<Record<string, string>>;

/** The code of every contract that a mutant may change; undefined if the mutant does not compile. */
export function compileMutant(sources: Sources, mutant: Mutant): Codes | undefined {
  const original = sources[mutant.file];
  if (original === undefined) throw new CscssError("ERR_BUILD", `${mutant.file} is no source.`);
  return compileReaching({ ...sources, [mutant.file]: { content: mutate(original.content, mutant) } }, mutant.file);
}

/** The code of every contract that is made from a file; undefined if it does not compile. */
export function compileReaching(sources: Sources, changed: string): Codes | undefined {
  const wanted = Object.keys(sources).filter((file) => reaches(file, changed, sources));
  const input = {
    language: "Solidity",
    sources,
    settings: {
      ...compilerSettings(),
      // Else the hash of the source would make every two codes differ.
      metadata: { bytecodeHash: "none" },
      outputSelection: Object.fromEntries(wanted.map((file) => [file, { "*": ["evm.bytecode.object"] }])),
    },
  };
  try {
    const { contracts } = compileInput<Output>(input, importFile);
    const codes = wanted.flatMap((file) => Object.entries(contracts[file] ?? {}));
    return Object.fromEntries(
      codes
        .map(([name, { evm }]): [string, string] => [name, `0x${evm.bytecode.object}`])
        .filter(([, code]) => code !== "0x"),
    );
  } catch (error) {
    if (error instanceof CscssError && error.code === "ERR_BUILD") return undefined;
    throw error;
  }
}

/** Whether a file is, or imports by however many steps, another. */
function reaches(file: string, other: string, sources: Sources, known = new Set<string>()): boolean {
  if (file === other) return true;
  if (known.has(file)) return false;
  known.add(file);
  return importsOf(file, sources).some((imported) => reaches(imported, other, sources, known));
}

const imports = new Map<string, readonly string[]>();

function importsOf(file: string, sources: Sources): readonly string[] {
  const content = sources[file]?.content;
  if (content === undefined) return [];
  const remembered = imports.get(file);
  if (remembered !== undefined) return remembered;
  const found = childrenOf(parseSource(file, content))
    .filter(({ nodeType }) => nodeType === "ImportDirective")
    .map(({ file: path }: SyntaxNode) => String(path))
    .map((path) => (path.startsWith(".") ? join(posix.dirname(file), path) : path));
  imports.set(file, found);
  return found;
}
