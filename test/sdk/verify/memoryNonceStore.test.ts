import { describe, expect, it } from "vitest";
import { memoryNonceStore } from "../../../sdk/verify/NonceStore.ts";

describe("memoryNonceStore", () => {
  it("takes a nonce once, and forgets it only when its request has expired", async () => {
    let time = 100;
    const store = memoryNonceStore(() => time);
    expect(await store.use("a", 200)).toBe(true);
    time = 200;
    expect(await store.use("a", 200)).toBe(false);
    expect(await store.use("b", 200)).toBe(true);
  });

  it("takes no nonce of an expired request, because it may have been used and forgotten", async () => {
    let time = 100;
    const store = memoryNonceStore(() => time);
    await store.use("a", 200);
    time = 201;
    await store.use("c", 300);
    expect(await store.use("a", 200)).toBe(false);
  });
});
