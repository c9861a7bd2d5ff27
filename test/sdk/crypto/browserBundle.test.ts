import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import type { Rolldown } from "vite";
import { build } from "vite";
import { expect, it } from "vitest";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import type { openSecp256k1 } from "../../../sdk/crypto/openSecp256k1.ts";
import { wrapWithEthCrypto } from "../../../sdk/seal/ethCrypto.ts";
import type { wrapOver } from "../../../sdk/seal/wrapOver.ts";
import type { openVerifyWorkers } from "../../../sdk/verify/openVerifyWorkers.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

/** What the bundle puts into its page. */
interface Bundled {
  readonly nobleSecp256k1: typeof nobleSecp256k1;
  readonly openSecp256k1: typeof openSecp256k1;
  readonly wrapOver: typeof wrapOver;
  readonly openVerifyWorkers: typeof openVerifyWorkers;
}

it("is usable in a page's bundle, with plain JavaScript in place of WebAssembly and without Node", async () => {
  const entry = join(import.meta.dirname, "..", "..", "fixtures", "browserEntry.ts");
  const built = (await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "page" } },
  })) as Rolldown.RolldownOutput[];
  const files = built.flatMap(({ output }) => output);
  // One script: no WebAssembly beside it, and nothing of Node in it.
  expect(files).toHaveLength(1);
  const [script] = files as [Rolldown.OutputChunk];
  expect(script.imports).toEqual([]);
  expect(script.code).not.toMatch(/require\(|from "node:/);

  // A page has these, and no process.
  const { crypto } = globalThis;
  const page = createContext({ crypto, TextEncoder, TextDecoder, URL, Uint8Array });
  runInContext(script.code, page);
  const bundled = (page as unknown as { bundled: Bundled }).bundled;
  const curve = await bundled.openSecp256k1();
  expect(curve).toBe(bundled.nobleSecp256k1);

  const [privateKey, message] = [fixedBytes("university", 32), fixedBytes("message", 32)];
  const publicKey = nobleSecp256k1.publicKeyOf(privateKey);
  const signature = curve.sign(message, privateKey);
  expect([...signature]).toEqual([...nobleSecp256k1.sign(message, privateKey)]);
  expect(curve.verify(signature, message, publicKey)).toBe(true);
  const wrapping = { text: "a text", publicKey, iv: fixedBytes("iv", 16), ephemeralPrivateKey: fixedBytes("e", 32) };
  expect({ ...(await bundled.wrapOver(curve)(wrapping)) }).toEqual(await wrapWithEthCrypto(wrapping));
  expect(() => bundled.openVerifyWorkers()).toThrow(expect.objectContaining({ code: "ERR_WORKER" }));
}, 120_000);
