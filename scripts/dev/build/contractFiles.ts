import { join } from "node:path";
import { BaseContract } from "ethers";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import type { AbiEntry, AbiParameter, CompiledContract, SolidityEnum } from "./readArtifacts.ts";
import { collectStructs, fieldsOf, requireReadable, typeOf, uniqueNames } from "./solidityTypes.ts";

const HEADER = "// Generated from the compiled contracts by scripts/dev/build/generateContracts.ts. Do not edit.\n";
const MEMBERS_OF_ETHERS = new Set(["target", "interface", "runner", "filters", "fallback"]);

/** The text of every generated file, by its path under sdk/generated/: ABIs, types, structs, enums, errors, bytecode. */
export function contractFiles(
  contracts: readonly CompiledContract[],
  enums: readonly SolidityEnum[],
): ReadonlyMap<string, string> {
  const typed = contracts.filter(({ kind, abi }) => kind !== "abstract" && kind !== "library" && abi.some(isFunction));
  const structs = collectStructs(typed.flatMap(({ abi }) => abi.flatMap(parametersOf)));
  const names = uniqueNames(structs.keys());
  const files = new Map<string, string>();
  const add = (file: string, text: string): void => {
    if (files.has(file))
      throw new CscssError("ERR_BUILD", `Two contracts would both be written to ${file}: rename one.`);
    files.set(file, `${HEADER}${text}`);
  };
  for (const contract of typed) {
    add(`${contract.name}.ts`, contractFile(contract, names));
    if (contract.kind === "contract") add(join("bytecode", `${contract.name}.ts`), bytecodeFile(contract, names));
  }
  add("structs.ts", structsFile(structs, names));
  add("enums.ts", enumsFile(enums));
  add("errors.ts", errorsFile(contracts));
  return files;
}

function contractFile({ name, abi }: CompiledContract, names: ReadonlyMap<string, string>): string {
  const variable = camelCase(name);
  const functions = abi.filter(isFunction);
  const events = abi.filter(({ type }) => type === "event");
  const methods = functions.map((entry) => {
    const { inputs = [], outputs = [], stateMutability = "" } = entry;
    const kind = ["view", "pure"].includes(stateMutability) ? "ReadMethod" : "WriteMethod";
    return `readonly ${keyOf(entry, functions)}: ${kind}<${argsOf(inputs, names)}, ${resultOf(outputs, names)}>;`;
  });
  const filters = events.map(
    (entry) => `readonly ${keyOf(entry, events)}: ContractEvent<${argsOf(entry.inputs ?? [], names)}>;`,
  );
  const eventTypes = events.map((entry) => {
    const fields = fieldsOf((entry.inputs ?? []).map(asLogged), "output", names);
    return `readonly ${keyOf(entry, events)}: { ${fields.join(" ")} };`;
  });
  const body = [
    `export const ${variable}Abi = ${abiText(abi)} as const;`,
    `/** The ABI of ${name} for ethers: encodes its calls, and decodes its results, events and errors. */\n` +
      `export const ${variable}Interface = /* @__PURE__ */ new Interface(${variable}Abi);`,
    block(
      `/** The events of ${name} by their names, with their arguments as readEvents gives them. */\nexport interface ${name}Events`,
      eventTypes,
    ),
    block(
      `/** ${name}, typed. What its functions do is said in contracts/interfaces. */\nexport interface ${name} extends BaseContract, EmitsEvents<${name}Events>`,
      [
        ...methods,
        ...(filters.length > 0 ? [`readonly filters: {\n    ${filters.join("\n    ")}\n  };`] : []),
        `connect(runner: ContractRunner | null): ${name};`,
      ],
    ),
    `${connectDoc(name)}\nexport function connect${name}(address: string, runner: ContractRunner | null): ${name} {\n` +
      `  return connectContract<${name}>(address, ${variable}Interface, runner);\n}`,
  ].join("\n\n");
  return `${imports(body, ".")}\n${body}\n`;
}

function bytecodeFile({ name, abi, bytecode }: CompiledContract, names: ReadonlyMap<string, string>): string {
  const args = argsOf(abi.find(({ type }) => type === "constructor")?.inputs ?? [], names);
  const body = [
    `import { type ${name}, ${camelCase(name)}Interface } from "../${name}.ts";`,
    `import { deployContract } from "../../abi/deployContract.ts";`,
    `\nexport const ${camelCase(name)}Bytecode = "${bytecode}";`,
    `\n${deployDoc(name)}`,
    `export function deploy${name}(signer: Signer, ...args: ContractMethodArgs<${args}>): Promise<${name}> {`,
    `  return deployContract<${name}, ${args}>(signer, ${camelCase(name)}Interface, ${camelCase(name)}Bytecode, args);\n}`,
  ].join("\n");
  return `${imports(body, "..")}\n${body}\n`;
}

function connectDoc(name: string): string {
  return `/**
 * Connects ${name} at an address; nothing is asked or sent yet. Never throws; what its methods reject with, fromRevert
 * turns into our errors.
 *
 * @param runner - a provider to read, a signer also to write, null to encode only.
 * @returns the contract; \`contract.connect(signer)\` is the same one for another account.
 * @example
 * const contract = connect${name}("0x70997970C51812dc3A010C7d01b50e0d17dc79C8", null);
 */`;
}

function deployDoc(name: string): string {
  return `/**
 * Deploys ${name} and waits until it is mined.
 *
 * @param signer - pays.
 * @returns the contract, connected to the signer.
 * @throws what ethers throws; fromRevert turns it into one of our errors.
 * @example
 * const contract = await deploy${name}(relayer);
 */`;
}

function structsFile(structs: ReadonlyMap<string, AbiParameter>, names: ReadonlyMap<string, string>): string {
  const blocks = [...names].flatMap(([fullName, name]) => {
    const { components = [] } = structs.get(fullName) ?? {};
    return [
      block(`/** ${fullName} */\nexport interface ${name}`, fieldsOf(requireReadable(components), "output", names, "")),
      block(
        `/** ${fullName}, as an argument */\nexport interface ${name}Input`,
        fieldsOf(components, "input", names, ""),
      ),
    ];
  });
  const body = [...blocks, "export {};"].join("\n\n");
  return `${imports(body, ".")}\n${body}\n`;
}

function enumsFile(enums: readonly SolidityEnum[]): string {
  const names = uniqueNames(enums.map(({ name }) => name));
  const blocks = enums.map(({ name: fullName, members }) => {
    const name = names.get(fullName);
    const fields = members.map((member, index) => `${member}: ${index},`);
    return `${block(`/** ${fullName} */\nexport const ${name} =`, fields)} as const;\nexport type ${name} = (typeof ${name})[keyof typeof ${name}];`;
  });
  return [...blocks, "export {};\n"].join("\n\n");
}

function errorsFile(contracts: readonly CompiledContract[]): string {
  const errors = contracts.flatMap(({ abi }) => abi.filter(({ type }) => type === "error"));
  const unique = [...new Map(errors.map((entry) => [signatureOf(entry), entry]))].sort(([a], [b]) => (a < b ? -1 : 1));
  return `/** Every custom error of every contract, for decoding what a call reverted with. */
export const errorsAbi = ${abiText(unique.map(([, entry]) => entry))} as const;\n`;
}

function imports(body: string, root: string): string {
  const used = (names: readonly string[]): string[] => names.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const types = ["AddressLike", "BaseContract", "BigNumberish", "BytesLike", "ContractEvent", "ContractMethodArgs"];
  const fromEthers = used([...types, "ContractRunner", "Signer"]);
  const lines = fromEthers.length > 0 ? [`import type { ${fromEthers.join(", ")} } from "ethers";`] : [];
  if (body.includes("new Interface(")) lines.push(`import { Interface } from "ethers";`);
  const own = used(["EmitsEvents", "ReadMethod", "WriteMethod"]).map((name) => `type ${name}`);
  if (own.length > 0) lines.push(`import { connectContract, ${own.join(", ")} } from "../abi/connectContract.ts";`);
  if (/\bstructs\./.test(body)) lines.push(`import type * as structs from "${root}/structs.ts";`);
  return lines.join("\n");
}

/** An overloaded name, or one that ethers takes for itself, is reached by its signature. */
function keyOf(entry: AbiEntry, siblings: readonly AbiEntry[]): string {
  const name = entry.name ?? "";
  const taken = name in BaseContract.prototype || MEMBERS_OF_ETHERS.has(name);
  const overloaded = siblings.filter((sibling) => sibling.name === name).length > 1;
  return taken || overloaded ? JSON.stringify(signatureOf(entry)) : name;
}

function signatureOf({ name, inputs = [] }: AbiEntry): string {
  return `${name}(${inputs.map(canonicalType).join(",")})`;
}

function canonicalType({ type, components }: AbiParameter): string {
  return components === undefined ? type : type.replace("tuple", `(${components.map(canonicalType).join(",")})`);
}

function argsOf(inputs: readonly AbiParameter[], names: ReadonlyMap<string, string>): string {
  const args = inputs.map((input, index) => `${input.name || `arg${index}`}: ${typeOf(input, "input", names)}`);
  return `[${args.join(", ")}]`;
}

function resultOf(outputs: readonly AbiParameter[], names: ReadonlyMap<string, string>): string {
  const [first] = outputs;
  if (first === undefined) return "void";
  if (outputs.length === 1) return typeOf(first, "output", names);
  const items = outputs.map(
    (output, index) => `${output.name || `result${index}`}: ${typeOf(output, "output", names)}`,
  );
  const named = outputs.filter(({ name }) => name !== "");
  return `readonly [${items.join(", ")}] & { ${fieldsOf(requireReadable(named), "output", names).join(" ")} }`;
}

/** A log holds only the hash of an indexed value that does not fit into one word. */
function asLogged(parameter: AbiParameter): AbiParameter {
  const hashed = parameter.indexed && /^(string|bytes|tuple)$|\]$/.test(parameter.type);
  if (hashed) throw new CscssError("ERR_BUILD", `Do not index "${parameter.name}": only its hash would be readable.`);
  return parameter;
}

function parametersOf({ type, inputs = [], outputs = [] }: AbiEntry): readonly AbiParameter[] {
  return type === "error" ? [] : [...inputs, ...outputs];
}

function isFunction({ type }: AbiEntry): boolean {
  return type === "function";
}

function abiText(abi: readonly AbiEntry[]): string {
  const lines = abi.map((entry) => JSON.stringify(entry, (key, value) => (key === "internalType" ? undefined : value)));
  return `[\n  ${lines.join(",\n  ")}\n]`;
}

function block(head: string, lines: readonly string[]): string {
  return lines.length === 0 ? `${head} {}` : `${head} {\n  ${lines.join("\n  ")}\n}`;
}

/** `OracleRegistry` → `oracleRegistry`, `EthereumDIDRegistry` → `ethereumDIDRegistry`, `IWallet` → `iWallet`. */
function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
