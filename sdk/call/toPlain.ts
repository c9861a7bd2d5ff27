import type { ParamType } from "ethers";

/**
 * Turns what ethers decoded into plain objects and arrays: its own results are frozen arrays behind proxies, which
 * neither compare nor clone nor serialise by name.
 */
export function toPlain(type: ParamType, value: unknown): unknown {
  const items = value as readonly unknown[];
  const { arrayChildren, components } = type;
  if (arrayChildren !== null) return Array.from(items, (item) => toPlain(arrayChildren, item));
  return components === null ? value : toPlainFields(components, items);
}

/** Like toPlain, for a list of named values such as an event's arguments. */
export function toPlainFields(types: readonly ParamType[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(types.map((type, index) => [type.name, toPlain(type, values[index])]));
}
