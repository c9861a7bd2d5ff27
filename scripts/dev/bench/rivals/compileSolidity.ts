import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { InterfaceAbi } from "ethers";
import config from "../../../../hardhat.config.ts";

/** What it takes to deploy a contract. */
export interface Compiled {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

interface Compiler {
  compile(input: string, callbacks: { import(path: string): { contents: string } }): string;
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<
    Record<string, Readonly<Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>>>
  >;
}

const FOLDER = join(import.meta.dirname, "..", "contracts");
const NODE_MODULES = join(import.meta.dirname, "..", "..", "..", "..", "node_modules");

/**
 * Compiles a file of scripts/dev/bench/contracts with the compiler and the settings of the project's own contracts, apart from
 * them: what we compare with must not land among what we deploy.
 */
export function compileSolidity(file: string): Readonly<Record<string, Compiled>> {
  const { solidity } = config;
  if (typeof solidity !== "object" || !("profiles" in solidity) || !("settings" in (solidity.profiles.default ?? {}))) {
    throw new RangeError("hardhat.config.ts has no compiler settings in its default profile.");
  }
  const { settings } = solidity.profiles.default as { settings: object };
  const solc = createRequire(import.meta.url)("solc") as Compiler;
  const input = {
    language: "Solidity",
    sources: { [file]: { content: readFileSync(join(FOLDER, file), "utf8") } },
    settings: { ...settings, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
  };
  const imported = { import: (path: string) => ({ contents: readFileSync(join(NODE_MODULES, path), "utf8") }) };
  const { errors = [], contracts } = JSON.parse(solc.compile(JSON.stringify(input), imported)) as Output;
  const [error] = errors.filter(({ severity }) => severity === "error");
  if (error !== undefined) throw new SyntaxError(error.formattedMessage);
  return Object.fromEntries(
    Object.entries(contracts[file] ?? {}).map(([name, { abi, evm }]) => [
      name,
      { abi, bytecode: `0x${evm.bytecode.object}` },
    ]),
  );
}
