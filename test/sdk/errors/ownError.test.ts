import { describe, expect, it } from "vitest";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { ownError } from "../../../sdk/errors/ownError.ts";

describe("An error that is to be handled as a result", () => {
  it("is one of ours; another is thrown on as it is", () => {
    const [own, foreign] = [
      new CscssError("ERR_ENCODING", "That is no UTF-8."),
      new TypeError("a mistake in the code"),
    ];
    expect(ownError(own)).toBe(own);
    expect(() => ownError(foreign)).toThrow(foreign);
  });
});
