import { writeFileSync } from "node:fs";
import type { NonceStore } from "../verify/NonceStore.ts";

/**
 * Remembers that a request was answered, in a file beside it: made once, and by one process only, so that an answer
 * counts once however often and at the same time it is verified.
 *
 * @param requestFile - the path of the request; the mark beside it ends in `.answered`.
 * @returns a store for one request.
 * @throws nothing of its own; its `use` rejects with Node's own error where the folder cannot be written.
 * @example
 * const verifier = openVerifier(chain, { nonces: fileNonceStore("request.json") });
 */
export function fileNonceStore(requestFile: string): NonceStore {
  return {
    async use(nonce) {
      try {
        writeFileSync(`${requestFile}.answered`, `${nonce}\n`, { flag: "wx", mode: 0o600 });
        return true;
      } catch (error) {
        if ((error as { code?: string }).code === "EEXIST") return false;
        throw error;
      }
    },
  };
}
