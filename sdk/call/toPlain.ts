import type { ParamType } from "ethers";

/**
 * Turns what ethers decoded into plain objects and arrays: its own results are frozen arrays behind proxies, which
 * neither compare nor clone nor serialize by name.
 */
export function toPlain(type: ParamType, value: unknown): unknown {
  const items = value as readonly unknown[];
  const { arrayChildren, components } = type;
  if (arrayChildren !== null) return Array.from(items, (item) => toPlain(arrayChildren, item));
  return components === null ? value : toPlainFields(components, items);
}

/**
 * Turns a list of named values that ethers decoded, such as the arguments of an event, into a plain object. Never
 * throws.
 *
 * @param types - their parameters, from the fragment.
 * @param values - as ethers gives them.
 * @returns an object without proxies: it compares, clones and serializes.
 * @example
 * const { fragment } = chain.lens.read;
 * const plain = toPlainFields(fragment.outputs, await chain.lens.read([]));
 */
export function toPlainFields(types: readonly ParamType[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(types.map((type, index) => [type.name, toPlain(type, values[index])]));
}
