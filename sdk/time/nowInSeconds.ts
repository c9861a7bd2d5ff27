/**
 * The machine's clock in whole Unix seconds: what a clock that is a parameter is unless one is given. Never throws.
 *
 * @returns Unix seconds.
 * @example
 * const verifier = openVerifier(chain, { now: nowInSeconds });
 */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
