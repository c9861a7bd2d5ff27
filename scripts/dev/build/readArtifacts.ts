import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CscssError } from "../../../sdk/errors/CscssError.ts";

/** One parameter of an ABI entry, as the compiler writes it. */
export interface AbiParameter {
  readonly name: string;
  readonly type: string;
  readonly internalType?: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParameter[];
}

/** One entry of an ABI, as the compiler writes it. */
export interface AbiEntry {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: readonly AbiParameter[];
  readonly outputs?: readonly AbiParameter[];
  readonly stateMutability?: string;
}

/** A compiled contract; `kind` says what the source declares. */
export interface CompiledContract {
  readonly name: string;
  readonly kind: "contract" | "abstract" | "interface" | "library";
  readonly abi: readonly AbiEntry[];
  readonly bytecode: string;
  readonly deployedBytecode: string;
}

/** An enum of our own sources: its full name (`IOracleRegistry.Category`) and its members in order. */
export interface SolidityEnum {
  readonly name: string;
  readonly members: readonly string[];
}

interface Artifact extends Omit<CompiledContract, "name" | "kind"> {
  readonly contractName: string;
  readonly inputSourceName: string;
  readonly linkReferences: Readonly<Record<string, unknown>>;
  readonly buildInfoId: string;
}

interface AstNode {
  readonly nodeType: string;
  readonly name?: string;
  readonly canonicalName?: string;
  readonly contractKind?: "contract" | "interface" | "library";
  readonly abstract?: boolean;
  readonly nodes?: readonly AstNode[];
  readonly members?: readonly { readonly name: string }[];
}

/** Reads Hardhat's artifacts: every contract but those of the tests, and every enum declared under contracts/. */
export function readArtifacts(directory: string): { contracts: CompiledContract[]; enums: SolidityEnum[] } {
  const artifacts = artifactFiles(directory).map((file) => readJson<Artifact>(file));
  const sources = readSyntaxTrees(directory, new Set(artifacts.map((artifact) => artifact.buildInfoId)));
  const contracts = artifacts.map((artifact): CompiledContract => {
    const { contractName: name, abi, bytecode, deployedBytecode } = artifact;
    if (Object.keys(artifact.linkReferences).length > 0) {
      throw new CscssError(
        "ERR_BUILD",
        `${name} has to be linked with a library; make the library's functions internal.`,
      );
    }
    const node = sources.get(artifact.inputSourceName)?.find((one) => one.name === name);
    if (node?.contractKind === undefined)
      throw new CscssError("ERR_BUILD", `${name}: no syntax tree; run "hardhat build --force".`);
    return { name, kind: node.abstract ? "abstract" : node.contractKind, abi, bytecode, deployedBytecode };
  });
  return { contracts: sortByName(contracts), enums: sortByName([...sources].flatMap(ownEnums)) };
}

/** Reads an artifact that comes ready-made in a package. */
export function readPackagedArtifact(file: string): CompiledContract {
  const { contractName: name, abi, bytecode, deployedBytecode } = readJson<Artifact>(file);
  return { name, kind: "contract", abi, bytecode, deployedBytecode };
}

function artifactFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json") && !/^(build-info|test)[\\/]/.test(file))
    .map((file) => join(directory, file));
}

function readSyntaxTrees(directory: string, buildInfoIds: ReadonlySet<string>): Map<string, readonly AstNode[]> {
  const trees = new Map<string, readonly AstNode[]>();
  for (const id of buildInfoIds) {
    const { output } = readJson<{ output: { sources: Record<string, { ast: AstNode }> } }>(
      join(directory, "build-info", `${id}.output.json`),
    );
    for (const [source, { ast }] of Object.entries(output.sources)) trees.set(source, ast.nodes ?? []);
  }
  return trees;
}

function ownEnums([source, nodes]: [string, readonly AstNode[]]): SolidityEnum[] {
  if (!source.startsWith("project/contracts/")) return [];
  return nodes
    .flatMap((node) => [node, ...(node.nodes ?? [])])
    .filter((node) => node.nodeType === "EnumDefinition")
    .map((node) => ({ name: node.canonicalName ?? "", members: (node.members ?? []).map((member) => member.name) }));
}

function sortByName<T extends { readonly name: string }>(items: T[]): T[] {
  return items.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
