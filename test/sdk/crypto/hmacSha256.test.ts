import { createHash, createHmac } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { hmacSha256 } from "../../../sdk/crypto/hmacSha256.ts";
import { sha256 } from "../../../sdk/crypto/sha256.ts";
import fc from "../../fixtures/fastCheck.ts";

const bytes = fc.uint8Array({ maxLength: 200 });

describe("hmacSha256 and sha256", () => {
  it("give what node:crypto gives, for keys of any length", () => {
    fc.assert(
      fc.property(bytes, bytes, (key, message) => {
        expect(hmacSha256(key, message)).toEqual(new Uint8Array(createHmac("sha256", key).update(message).digest()));
        expect(sha256(message)).toEqual(new Uint8Array(createHash("sha256").update(message).digest()));
      }),
      { numRuns: 300 },
    );
  });

  it("give the same without Node", async () => {
    vi.resetModules();
    vi.doMock("../../../sdk/crypto/nodeCrypto.ts", () => ({ nodeCrypto: undefined }));
    const browser = {
      ...(await import("../../../sdk/crypto/hmacSha256.ts")),
      ...(await import("../../../sdk/crypto/sha256.ts")),
    };
    expect(browser.sha256).not.toBe(sha256);
    fc.assert(
      fc.property(bytes, bytes, (key, message) => {
        expect(browser.hmacSha256(key, message)).toEqual(hmacSha256(key, message));
        expect(browser.sha256(message)).toEqual(sha256(message));
      }),
    );
    vi.doUnmock("../../../sdk/crypto/nodeCrypto.ts");
  });
});
