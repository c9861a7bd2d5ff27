import { describe, expect, it } from "vitest";
import { exitOfVerification } from "../../../../scripts/cli/frame/exitCodes.ts";
import type { ErrorCode } from "../../../../sdk/errors/errorCodes.ts";
import type { Check, Verdict } from "../../../../sdk/verify/Verification.ts";

const failing = (...codes: ErrorCode[]): Check[] =>
  codes.map((code) => ({ id: "status", outcome: "failed", code, message: "" }));

const PASSED: Check = { id: "signature", outcome: "passed", message: "" };

describe("the exit code of a verification", () => {
  it.each<[string, Verdict, Check[], number]>([
    ["valid", "valid", [], 0],
    ["forged", "invalid", failing("ERR_SIGNATURE"), 3],
    ["revoked", "invalid", failing("ERR_REVOKED"), 4],
    ["withdrawn by the holder", "invalid", failing("ERR_GRANT_WITHDRAWN"), 4],
    ["forged and revoked", "invalid", failing("ERR_SIGNATURE", "ERR_REVOKED"), 3],
    ["suspended and past its end", "invalid", failing("ERR_SUSPENDED", "ERR_EXPIRED"), 4],
    ["revoked, and a passed check beside it", "invalid", [...failing("ERR_REVOKED"), PASSED], 4],
    ["failed for no reason that is told", "invalid", [{ id: "status", outcome: "failed", message: "" }], 3],
    ["not checkable", "notCheckable", [], 5],
  ])("%s", (_, verdict, checks, code) => {
    expect(exitOfVerification({ verdict, checks })).toBe(code);
  });
});
