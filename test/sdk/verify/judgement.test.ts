import { describe, expect, it } from "vitest";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { withoutDocument } from "../../../sdk/verify/judgement.ts";

describe("A check for which a DID document is missing", () => {
  it("is notCheckable, with what the error knows", () => {
    const details = { did: "did:ethr:0x1:0x00" };
    expect(withoutDocument(new CscssError("ERR_DID_DOCUMENT", "It is gone.", { details }))).toEqual({
      outcome: "notCheckable",
      code: "ERR_DID_DOCUMENT",
      message: "It is gone.",
      evidence: details,
    });
  });

  it("is not what any other error is taken for", () => {
    for (const other of [new CscssError("ERR_WORKER", "The thread broke."), new TypeError("a mistake in the code")]) {
      expect(() => withoutDocument(other)).toThrow(other);
    }
  });
});
