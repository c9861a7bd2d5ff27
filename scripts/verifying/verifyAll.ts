import type { Chain } from "../../sdk/network/connectChain.ts";
import type { Expectation } from "../../sdk/verify/Facts.ts";
import type { NonceStore } from "../../sdk/verify/NonceStore.ts";
import { openVerifier } from "../../sdk/verify/openVerifier.ts";
import type { Verification } from "../../sdk/verify/Verification.ts";

/** One presentation, and what it is expected to be. */
export interface ToVerify {
  readonly presentation: string;
  readonly expected: Expectation;
}

/** Verifies many, in their order. @param onDone - hears of each. */
export async function verifyAll(
  chain: Chain,
  items: readonly ToVerify[],
  options: { readonly nonces: NonceStore; readonly onDone: () => void },
): Promise<Verification[]> {
  const { nonces, onDone } = options;
  const verifier = openVerifier(chain, { nonces });
  const done: Verification[] = [];
  for (const { presentation, expected } of items) {
    done.push(await verifier.verify(presentation, expected));
    onDone();
  }
  return done;
}
