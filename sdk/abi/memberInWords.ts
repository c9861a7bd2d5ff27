/**
 * A member of an enum in lower-case words: `AcademicMisconduct` → "academic misconduct". Never throws.
 *
 * @param members - an enum of ./contracts.
 * @param value - its number on chain.
 * @returns its name in lower case, or "number 9" for one it does not have.
 * @example
 * memberInWords({ AcademicMisconduct: 3 }, 3n); // "academic misconduct"
 */
export function memberInWords(members: Readonly<Record<string, number>>, value: bigint): string {
  const name = Object.keys(members).find((member) => members[member] === Number(value)) ?? `number ${value}`;
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
