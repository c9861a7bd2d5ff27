import { describe, expect, it } from "vitest";
import { ServiceError } from "../../oracle-service/errors/ServiceError.ts";
import type { ServiceErrorCode } from "../../oracle-service/errors/serviceErrorCodes.ts";
import { SERVICE_ERROR_CODES } from "../../oracle-service/errors/serviceErrorCodes.ts";
import { toProblem } from "../../oracle-service/errors/toProblem.ts";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { ERROR_CODES } from "../../sdk/errors/errorCodes.ts";

const INSTANCE = "urn:uuid:00000000-0000-4000-8000-000000000000";

describe("the service's own error codes", () => {
  it("are in the order of the alphabet, and none is the SDK's", () => {
    const codes = Object.keys(SERVICE_ERROR_CODES);
    expect(codes).toEqual([...codes].sort());
    expect(codes.filter((code) => Object.hasOwn(ERROR_CODES, code))).toEqual([]);
  });
});

describe("toProblem", () => {
  it("gives every code its status, and a time to come back to all that pass", () => {
    for (const code of Object.keys(SERVICE_ERROR_CODES) as ServiceErrorCode[]) {
      const { problem, retryAfter } = toProblem(new ServiceError(code, "Words."), INSTANCE);
      const { status } = SERVICE_ERROR_CODES[code];
      expect(problem).toMatchObject({ code, status, detail: "Words.", instance: INSTANCE });
      expect(retryAfter !== undefined).toBe(status === 503);
    }
  });

  it("tells what the client can mend, and nothing of what it cannot", () => {
    expect(toProblem(new CscssError("ERR_DID", "Bad DID."), INSTANCE).problem).toMatchObject({
      code: "ERR_DID",
      status: 400,
      detail: "Bad DID.",
    });
    const inner = [new CscssError("ERR_REVERTED", "secret"), new TypeError("secret"), "secret", null, undefined];
    for (const error of inner) {
      const { problem } = toProblem(error, INSTANCE);
      expect(problem).toMatchObject({ code: "ERR_INTERNAL", status: 500 });
      expect(JSON.stringify(problem)).not.toContain("secret");
    }
  });
});
