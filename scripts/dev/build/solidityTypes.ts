import { Result } from "ethers";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import type { AbiParameter } from "./readArtifacts.ts";

/** What a call returns, or what it takes: callers may give numbers for bigints and bytes for hex. */
export type Direction = "output" | "input";

/** Gives each definition its short name (`Category`), or the full one without its dot where two would collide. */
export function uniqueNames(fullNames: Iterable<string>): Map<string, string> {
  const all = [...new Set(fullNames)].sort();
  const shortName = (full: string): string => full.slice(full.lastIndexOf(".") + 1);
  const uses = Map.groupBy(all, shortName);
  return new Map(
    all.map((full) => [full, uses.get(shortName(full))?.length === 1 ? shortName(full) : full.replaceAll(".", "")]),
  );
}

/** The structs that ABI parameters use, nested ones included, by full name. */
export function collectStructs(parameters: readonly AbiParameter[], found = new Map<string, AbiParameter>()) {
  for (const parameter of parameters) {
    if (parameter.components === undefined) continue;
    found.set(structName(parameter), parameter);
    collectStructs(parameter.components, found);
  }
  return found;
}

/** Writes the TypeScript type of an ABI parameter; structs are named in `names` and stand in the namespace `prefix`. */
export function typeOf(
  parameter: AbiParameter,
  direction: Direction,
  names: ReadonlyMap<string, string>,
  prefix = "structs.",
): string {
  const array = /^(.*)\[\d*\]$/.exec(parameter.type);
  if (array?.[1] !== undefined)
    return `readonly ${typeOf({ ...parameter, type: array[1] }, direction, names, prefix)}[]`;
  const input = direction === "input";
  if (parameter.type === "tuple") return `${prefix}${names.get(structName(parameter))}${input ? "Input" : ""}`;
  if (parameter.type === "bool") return "boolean";
  if (parameter.type === "string") return "string";
  if (parameter.type === "address") return input ? "AddressLike" : "string";
  if (parameter.type.startsWith("bytes")) return input ? "BytesLike" : "string";
  if (/^u?int/.test(parameter.type)) return input ? "BigNumberish" : "bigint";
  throw new CscssError("ERR_BUILD", `No TypeScript type for the Solidity type "${parameter.type}".`);
}

/** Writes the fields of an interface. */
export function fieldsOf(
  parameters: readonly AbiParameter[],
  direction: Direction,
  names: ReadonlyMap<string, string>,
  prefix?: string,
): string[] {
  return parameters.map((parameter) => `readonly ${parameter.name}: ${typeOf(parameter, direction, names, prefix)};`);
}

/** Refuses names that ethers' results, which are arrays with names on top, would hide behind an array's own members. */
export function requireReadable(parameters: readonly AbiParameter[]): readonly AbiParameter[] {
  const hidden = parameters.find(({ name }) => name in Result.prototype);
  if (hidden !== undefined)
    throw new CscssError("ERR_BUILD", `Rename the field "${hidden.name}" in Solidity: it is a member of Array.`);
  return parameters;
}

function structName({ internalType = "" }: AbiParameter): string {
  return internalType.replace(/^struct /, "").replace(/(\[\d*\])+$/, "");
}
