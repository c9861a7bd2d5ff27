/**
 * The machine's clock in whole Unix seconds: what a clock that is a parameter is unless one is given. Never throws.
 *
 * @returns for instance 1791072000.
 * @example
 * nowInSeconds() > 1_700_000_000; // true
 */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
