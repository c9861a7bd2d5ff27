/** The machine's clock in whole Unix seconds: what a clock that is a parameter is unless one is given. */
export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
