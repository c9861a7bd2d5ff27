import { keccak_256 } from "@noble/hashes/sha3";
import type { IHasher } from "hash-wasm";
import { afterEach, expect, it, vi } from "vitest";

const compiled = await (await vi.importActual<typeof import("hash-wasm")>("hash-wasm")).createKeccak(256);

afterEach(() => {
  vi.doUnmock("hash-wasm");
  vi.resetModules();
});

/** The module as it is where compiling comes to this. */
async function loadWith(createKeccak: () => Promise<IHasher>) {
  vi.resetModules();
  vi.doMock("hash-wasm", () => ({ createKeccak }));
  const { keccak256 } = await import("../../../sdk/crypto/keccak256.ts");
  // As long as importing and compiling take.
  await vi.dynamicImportSettled();
  await new Promise((resolve) => setImmediate(resolve));
  return keccak256;
}

function expectKeccak(keccak256: (bytes: Uint8Array) => Uint8Array): void {
  // Around the block of 136 bytes, and beyond what is copied at once.
  for (const length of [0, 1, 31, 32, 64, 135, 136, 137, 271, 272, 273, 1_000, 20_000, 200_000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + length) & 0xff);
    expect(keccak256(bytes)).toEqual(keccak_256(bytes));
    // Part of a larger buffer.
    expect(keccak256(bytes.subarray(length >> 2))).toEqual(keccak_256(bytes.slice(length >> 2)));
  }
}

it("gives Keccak-256 by WebAssembly", async () => {
  const init = vi.spyOn(compiled, "init");
  expectKeccak(await loadWith(async () => compiled));
  expect(init).toHaveBeenCalledTimes(28);
  init.mockRestore();
});

it("gives the same by JavaScript until WebAssembly is compiled, and where it may not be", async () => {
  expectKeccak(await loadWith(() => Promise.withResolvers<IHasher>().promise));
  expectKeccak(await loadWith(() => Promise.reject(new Error("blocked by policy"))));
});

it("gives what is handed out for keeps: a later hash does not change it", async () => {
  const keccak256 = await loadWith(async () => compiled);
  const first = keccak256(Uint8Array.of(1));
  keccak256(Uint8Array.of(2));
  expect(first).toEqual(keccak_256(Uint8Array.of(1)));
});
