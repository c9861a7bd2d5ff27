/**
 * Whether two byte strings are the same. It looks at every byte, whichever differs first, and so tells by its time
 * nothing but the lengths: fit for MACs and keys.
 */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.reduce((sum, byte, index) => sum | (byte ^ (other[index] ?? 0)), 0) === 0;
}
