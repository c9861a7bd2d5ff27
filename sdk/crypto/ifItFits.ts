/**
 * Ends what a cipher of Node's began, with the one call that fails for a tag or padding that does not fit.
 *
 * @param end - calls `final`, and nothing else that can fail.
 * @returns undefined if it does not fit.
 */
export function ifItFits(end: () => Uint8Array): Uint8Array | undefined {
  try {
    return end();
  } catch {
    return undefined;
  }
}

/** The same of WebCrypto, which has one name for it. @throws every other error, as it is */
export async function subtleIfItFits(decrypting: Promise<ArrayBuffer>): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await decrypting);
  } catch (error) {
    if ((error as { name?: unknown } | null)?.name === "OperationError") return undefined;
    throw error;
  }
}
