import { describe, expect, it } from "vitest";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { ownError } from "../../../sdk/errors/ownError.ts";
import { withoutDocument } from "../../../sdk/verify/judgement.ts";

describe("An error that is to be handled as a result", () => {
  const foreign = new TypeError("a mistake in the code");

  it("is one of ours; another is thrown on as it is", () => {
    const own = new CscssError("ERR_ENCODING", "That is no UTF-8.");
    expect(ownError(own)).toBe(own);
    expect(() => ownError(foreign)).toThrow(foreign);
  });

  it("makes a check notCheckable where a DID document is missing, and nothing else does", () => {
    const details = { did: "did:ethr:0x1:0x00" };
    expect(withoutDocument(new CscssError("ERR_DID_DOCUMENT", "It is gone.", { details }))).toEqual({
      outcome: "notCheckable",
      code: "ERR_DID_DOCUMENT",
      message: "It is gone.",
      evidence: details,
    });
    const worker = new CscssError("ERR_WORKER", "The thread broke.");
    for (const other of [worker, foreign]) expect(() => withoutDocument(other)).toThrow(other);
  });
});
