import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { defaultClientConditions, build as viteBuild } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../sdk/bytes/hex.ts";
import type { PreparedRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import { sendWalletAct } from "../../../sdk/wallet/walletActs.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { awardOf, issue, sendRecords } from "../../fixtures/issuing.ts";
import { DIPLOMA, fixedBytes } from "../../fixtures/makeCredential.ts";
import { EMPLOYER, expectValid, requestOf, verify } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { fresh, openWorld } from "../../fixtures/world.ts";
import type { Tab } from "../../oracle-service/page/support/openBrowser.ts";
import { CHROMIUM, openBrowser, openTab } from "../../oracle-service/page/support/openBrowser.ts";
import type { StaticHost } from "../../oracle-service/page/support/serveFolder.ts";
import { serveFolder } from "../../oracle-service/page/support/serveFolder.ts";
import type { ServedNode } from "../../oracle-service/support/serveNode.ts";
import { serveNode } from "../../oracle-service/support/serveNode.ts";
import type { HolderApp, Issuer, Place } from "./support/holderApp.ts";

const APP = join(import.meta.dirname, "support", "holderApp.ts");

/** Bundles the app as a plain vite does: no plugin, no polyfill, no alias. */
async function bundle(folder: string): Promise<string> {
  await viteBuild({
    configFile: false,
    logLevel: "error",
    // Finds this repository's sources; an installed package needs no condition.
    resolve: { conditions: ["cscss-source", ...defaultClientConditions] },
    build: { outDir: folder, emptyOutDir: true, lib: { entry: APP, formats: ["es"], fileName: "app" } },
  });
  return readFileSync(join(folder, "app.js"), "utf8");
}

describe.skipIf(CHROMIUM === undefined)("the SDK in Chromium (needs Debian's package chromium)", () => {
  const folder = mkdtempSync(join(tmpdir(), "cscss-app-"));
  let world: World;
  let node: ServedNode;
  let host: StaticHost;
  let browser: Browser;
  let tab: Tab;
  let code: string;
  let held: Held[];

  beforeAll(async () => {
    code = await bundle(folder);
    world = await openWorld();
    held = [];
    for (const profile of [1, 2, 3] as const) held.push(await issue(world, { profile }));
    node = await serveNode(world.local);
    const page =
      '<!doctype html><title>app</title><link rel="icon" href="data:,"><script type="module" src="app.js"></script>';
    host = await serveFolder(folder, { "index.html": page });
    browser = await openBrowser();
    tab = await openTab(browser, await world.local.now());
    await tab.page.goto(host.url);
    await tab.page.waitForFunction("globalThis.app !== undefined");
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
    await node.close();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function inPage<Name extends keyof HolderApp>(name: Name, ...args: Parameters<HolderApp[Name]>) {
    const call = `globalThis.app.${name}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`;
    return (await tab.page.evaluate(call)) as Awaited<ReturnType<HolderApp[Name]>>;
  }

  async function placeOf(one: Held | undefined, privateKey = world.graduate.account.privateKey): Promise<Place> {
    if (one === undefined) throw new Error("There is no such record.");
    const { network } = world.chain;
    const now = await world.local.now();
    return { network, rpcUrl: node.url, privateKey, wallet: one.wallet, claimFiles: [one.prepared.claimFile], now };
  }

  it("is bundled without anything of Node's, without polyfills, and without eth-crypto", async () => {
    expect(code).not.toMatch(/__vite-browser-external|from\s*["']node:|require\(["']/);
    // The words of eth-crypto for a MAC that does not fit.
    expect(code).not.toContain("Bad MAC");
    expect(await inPage("node")).toEqual([]);
  });

  it("opens records of every profile, and tells a key that is another's from everything else", async () => {
    for (const one of held) {
      expect(await inPage("open", await placeOf(one))).toMatchObject({ claims: [DIPLOMA], codes: [] });
    }
    const other = await placeOf(held[1], encodeHex(fixedBytes("another key", 32)));
    expect(await inPage("open", other)).toEqual({ claims: [], codes: ["ERR_SEAL_OPEN"] });
    const away = { ...(await placeOf(held[1])), rpcUrl: "http://127.0.0.1:1" };
    await expect(inPage("open", away)).rejects.toThrow("node");
  });

  it("answers a request: valid here, and for a verifier in Node", async () => {
    for (const one of held) {
      const request = await requestOf(world);
      const { text, verdict } = await inPage("answer", await placeOf(one), request);
      expect(verdict).toBe("valid");
      expectValid(await verify(world, text, { kind: "answer", request }));
    }
  });

  it("signs a grant and presents under it, which a verifier in Node believes once the grant is on chain", async () => {
    const recordIds = [held[1]?.recordId ?? ""];
    const terms = { salt: fresh(world), audience: EMPLOYER, purpose: "Personnel file", recordIds };
    const { text, signed } = await inPage("grant", await placeOf(held[1]), terms);
    const expected = { kind: "standing", audience: EMPLOYER } as const;
    expect((await verify(world, text, expected)).reason?.code).toBe("ERR_GRANT_UNKNOWN");
    await sendWalletAct(world.relayer, signed);
    expectValid(await verify(world, text, expected));
  });

  it.each([2, 3] as const)(
    "seals a record of profile %i, which is issued and opened in Node with eth-crypto",
    async (profile) => {
      const { address } = world.university;
      const issuer: Issuer = {
        organization: address,
        signing: encodeHex(fixedBytes(`${address}/signing`, 32)),
        sealing: encodeHex(fixedBytes(`${address}/sealing`, 32)),
        recordSecret: encodeHex(fixedBytes(`${address}/records`, 32)),
      };
      const award = { ...awardOf(world, { profile }), encryptionKey: encodeHex(world.graduate.encryptionKey) };
      const sealed = await inPage("seal", await placeOf(held[1]), issuer, award);
      const { sealedPayload: hex } = sealed;
      const prepared: PreparedRecord = { ...sealed, sealedPayload: decodeHex(hex, hex.length / 2 - 1) };
      const { refused } = await sendRecords(world, [prepared]);
      expect(refused.size).toBe(0);
      const { wallet, recordId } = prepared.claimFile;
      const { decryptionKey } = world.graduate;
      const { opened } = await openRecords(world.chain, wallet, { decryptionKey, claimFiles: [prepared.claimFile] });
      const found = opened.find(({ credential }) => credential.recordId === recordId);
      expect(found?.claims).toMatchObject(DIPLOMA);
    },
  );

  it("complains of nothing, and asks nobody but its host and its node", () => {
    const away = "http://127.0.0.1:1/";
    const asked = tab.requests.filter((url) => !url.startsWith(host.url) && !url.startsWith(`${node.url}/`));
    expect(new Set(asked.filter((url) => !url.startsWith("data:")))).toEqual(new Set([away]));
    expect(tab.complaints.filter((one) => !/ERR_(UNSAFE_PORT|CONNECTION_REFUSED)/.test(one))).toEqual([]);
  });
});
