import { ZeroAddress } from "ethers";
import { describe, expect, it } from "vitest";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import type { DecodedKeyBinding } from "../../../sdk/presentation/keyBinding.ts";
import { presentersOf } from "../../../sdk/verify/checks/holder.ts";
import { judgeSignature } from "../../../sdk/verify/checks/issuer.ts";
import { factsOf } from "../../fixtures/facts.ts";

describe("The check signature", () => {
  it("remembers a key that was found in the document, and no other", async () => {
    const [publicKey, place] = [`02${"11".repeat(32)}`, { did: "did:issuer", keyNumber: 1, blockNumber: 7 }];
    for (const [inDocument, remembered] of [
      [publicKey, [[place, publicKey]]],
      [undefined, []],
    ] as const) {
      const calls: unknown[] = [];
      const token = { signature: new Uint8Array(64), signingInput: "a.b" };
      const facts = factsOf({
        credential: { keyNumber: 1, issuer: { did: "did:issuer" }, token },
        answer: { header: { keyNumber: 1n }, key: { x: `0x${"11".repeat(32)}`, prefix: 2n } },
      });
      const issuerKeys = { lookUp: async () => inDocument, remember: (...call: unknown[]) => void calls.push(call) };
      const curve = { ...nobleSecp256k1, verify: () => true };
      const { outcome } = await judgeSignature({ ...facts, issuerKeys, curve });
      expect({ outcome, calls }).toEqual({ outcome: inDocument ? "passed" : "notCheckable", calls: remembered });
    }
  });
});

describe("Who may have signed", () => {
  it("is nobody where no key can have made the signature", () => {
    const signature = new Uint8Array(64);
    // x = 5 is no point of the curve.
    [signature[31], signature[63]] = [5, 1];
    const keyBinding = { token: { signature, signingInput: "a.b" } } as unknown as DecodedKeyBinding;
    expect(presentersOf(keyBinding, ZeroAddress, nobleSecp256k1)).toEqual([]);
  });
});
