import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importFile, ROOT } from "../solidity/contractSources.ts";
import type { SyntaxNode } from "../solidity/syntaxTree.ts";
import { childrenOf, compileInput, parseSource, spanOf } from "../solidity/syntaxTree.ts";

/** A property of a proof contract: what its function's comment says, and whether every assertion of it was proved. */
export interface Property {
  readonly words: string;
  readonly proved: boolean;
}

interface Message {
  readonly errorCode?: string;
  readonly severity: string;
  readonly sourceLocation?: { readonly start: number };
}

/** "BMC: Assertion violation check is safe!" */
const SAFE = "2961";
/** No proof takes a second; who takes this long has not found one. */
const LIMIT_SECONDS = 60;

/**
 * Lets the compiler's bounded model checker prove every function of a proof contract, for all values of its arguments. Its
 * bound plays no part: proofs have neither loops nor state. `sources` stands in for files that are not to be read as they are.
 */
export function proveProperties(
  file: string,
  solver: string,
  sources: Readonly<Record<string, string>> = {},
): readonly Property[] {
  const content = readFileSync(join(ROOT, file), "utf8");
  const contract = contractIn(parseSource(file, content));
  let refuted = false;
  const { errors = [] } = compileInput<{ errors?: readonly Message[] }>(
    {
      language: "Solidity",
      sources: { [file]: { content } },
      settings: {
        modelChecker: {
          contracts: { [file]: [String(contract.name)] },
          engine: "bmc",
          targets: ["assert", "overflow", "underflow", "divByZero"],
          showProvedSafe: true,
          showUnproved: true,
          solvers: ["smtlib2"],
        },
      },
    },
    {
      import: (path) => (sources[path] === undefined ? importFile.import(path) : { contents: sources[path] }),
      // After one counterexample nothing else has to be found out.
      smtSolver: (query) => {
        const answer = refuted ? "unknown" : ask(solver, query);
        refuted ||= answer.startsWith("sat");
        return { contents: answer };
      },
    },
  );
  // A rule that can only revert fulfils every assertion behind it: what may overflow is a warning, and proves nothing.
  const sound = errors.every(({ severity }) => severity !== "warning");
  const safe = errors.filter(({ errorCode }) => errorCode === SAFE).map(({ sourceLocation }) => sourceLocation?.start);
  return childrenOf(contract)
    .filter(({ nodeType, visibility }) => nodeType === "FunctionDefinition" && visibility === "external")
    .map((node) => {
      const assertions = assertionsIn(node).map((assertion) => spanOf(assertion).start);
      return {
        words: wordsOf(node),
        proved: sound && assertions.length > 0 && assertions.every((at) => safe.includes(at)),
      };
    });
}

function ask(solver: string, query: string): string {
  const { stdout, error } = spawnSync(solver, ["-in", "-smt2", `-T:${LIMIT_SECONDS}`], {
    input: query,
    encoding: "utf8",
  });
  if (error !== undefined) throw error;
  return stdout;
}

function contractIn(tree: SyntaxNode): SyntaxNode {
  const contract = childrenOf(tree).find(({ nodeType }) => nodeType === "ContractDefinition");
  if (contract === undefined) throw new RangeError("A proof needs a contract.");
  return contract;
}

function assertionsIn(node: SyntaxNode): SyntaxNode[] {
  const { expression } = node as { expression?: { name?: string } };
  const own = node.nodeType === "FunctionCall" && expression?.name === "assert" ? [node] : [];
  return [...own, ...childrenOf(node).flatMap(assertionsIn)];
}

function wordsOf({ documentation, name }: SyntaxNode): string {
  const { text } = (documentation ?? {}) as { text?: string };
  if (text === undefined) throw new RangeError(`${String(name)} does not say what it proves.`);
  return text.replace(/\s+/g, " ").trim();
}
