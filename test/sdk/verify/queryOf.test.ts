import { ZeroHash } from "ethers";
import { describe, expect, it } from "vitest";
import type { DecodedPresentation } from "../../../sdk/presentation/decodePresentation.ts";
import { queryOf } from "../../../sdk/verify/queryOf.ts";
import { TERMS } from "../../fixtures/facts.ts";

const ID = `0x${"ab".repeat(32)}`;

function grantIdFor(claims: { readonly nonce: string; readonly grant?: typeof TERMS }): unknown {
  const credential = { issuer: { address: "0x01" }, wallet: "0x02", accessKey: "0x03" };
  return queryOf({ credential, keyBinding: { claims } } as unknown as DecodedPresentation, []).grantId;
}

describe("What the lens is asked about a grant", () => {
  it("is the grant that a standing presentation names", () => {
    expect(grantIdFor({ nonce: ID, grant: TERMS })).toBe(ID);
  });

  it("is none for an answer, whatever its nonce looks like", () => {
    expect(grantIdFor({ nonce: ID })).toBe(ZeroHash);
  });

  it.each([`${ID}0`, `0${ID}`, ID.toUpperCase(), "A".repeat(32)])("is none for %s, which is no grantId", (nonce) => {
    expect(grantIdFor({ nonce, grant: TERMS })).toBe(ZeroHash);
  });
});
