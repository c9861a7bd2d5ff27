import { describe, expect, it } from "vitest";
import { asCscssError } from "../../../sdk/errors/asCscssError.ts";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { fromRevert } from "../../../sdk/errors/fromRevert.ts";

describe("asCscssError", () => {
  it("keeps our own errors and mistakes of ours as they are", () => {
    const own = new CscssError("ERR_JSON", "Not JSON.");
    const mistake = new TypeError("x is not a function");
    expect(asCscssError(own)).toBe(own);
    expect(asCscssError(mistake)).toBe(mistake);
  });

  it("names a broken connection and a file by their codes", () => {
    const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    expect(asCscssError(refused)).toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
    const missing = Object.assign(new Error("no such file"), { code: "ENOENT", path: "a.json" });
    expect(asCscssError(missing)).toMatchObject({ code: "ERR_FILE", message: "a.json: ENOENT" });
  });

  it("takes whatever is thrown, even nothing", () => {
    expect(asCscssError("broken").message).toBe("broken");
    expect(asCscssError(undefined).message).toBe("undefined");
    expect(asCscssError(null).message).toBe("null");
    expect(fromRevert(null)).toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
  });
});
