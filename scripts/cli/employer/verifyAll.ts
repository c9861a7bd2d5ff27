import type { Chain } from "@cscss-me/sdk";
import { openSecp256k1 } from "@cscss-me/sdk";
import type { NonceStore, Presented, Verification } from "@cscss-me/sdk/verify";
import { openVerifier, openVerifyWorkers } from "@cscss-me/sdk/verify";

/** So many take longer to verify than threads take to start. */
const WORTH_THREADS = 400;

/** Verifies many, in their order, at one block. @param onDone - hears of each. */
export async function verifyAll(
  chain: Chain,
  items: readonly Presented[],
  options: { readonly nonces: NonceStore; readonly onDone: () => void },
): Promise<Verification[]> {
  const { nonces, onDone: onProgress } = options;
  const verifier = openVerifier(chain, { nonces, curve: await openSecp256k1() });
  const workers = items.length < WORTH_THREADS ? undefined : openVerifyWorkers();
  try {
    const done: Verification[] = [];
    const many = verifier.verifyMany(items, { onProgress, ...(workers && { workers }) });
    for await (const verification of many) done.push(verification);
    return done;
  } finally {
    await workers?.close();
  }
}
