import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { createServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issue } from "../../fixtures/issuing.ts";
import { release } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";
import type { ServedNode } from "../support/serveNode.ts";
import { serveNode } from "../support/serveNode.ts";
import type { BuiltPage } from "./support/buildPage.ts";
import { buildPage, CONFIG } from "./support/buildPage.ts";
import { CHROMIUM, openBrowser, openTab } from "./support/openBrowser.ts";
import { expectClean, verdictOn } from "./support/openStand.ts";
import type { StaticHost } from "./support/serveFolder.ts";
import { serveFolder } from "./support/serveFolder.ts";

describe.skipIf(CHROMIUM === undefined)("the page on any static host (needs Debian's package chromium)", () => {
  let world: World;
  let built: BuiltPage;
  let node: ServedNode;
  let browser: Browser;
  const hosts: StaticHost[] = [];

  beforeAll(async () => {
    [world, built] = await Promise.all([openWorld(), buildPage()]);
    node = await serveNode(world.local);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    for (const host of hosts) await host.close();
    await node.close();
    built.remove();
    await world.close();
  });

  async function open(files: Readonly<Record<string, string>>, hash = "") {
    const host = await serveFolder(built.folder, files);
    hosts.push(host);
    const tab = await openTab(browser, await world.local.now());
    await tab.page.goto(host.url + hash);
    await tab.page.locator("main h1").waitFor();
    return { tab, host };
  }
  const files = () => ({
    "network.json": JSON.stringify(world.chain.network),
    "page.json": JSON.stringify({ type: "CscssMePage", version: 1, rpcUrl: node.url }),
  });

  it("verifies, and reads the registry from the chain itself", async () => {
    const { text } = await release(world, await issue(world), { audience: "any" });
    const { tab, host } = await open(files(), `#p=${text}`);
    expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
    await tab.page.getByRole("link", { name: "Issuers" }).click();
    await tab.page.getByRole("link", { name: "Università di Esempio" }).click();
    await tab.page.locator(".history").waitFor();
    await tab.page.getByText("Source: the chain itself").waitFor();
    expect(await tab.page.locator(".history li b").allInnerTexts()).toEqual(["Accredited", "Applied"]);
    await tab.page.getByRole("link", { name: "Governance" }).click();
    await tab.page.getByText("Alerts come from an oracle service. This page has none to ask.").waitFor();
    // Back is where it should be: the finding is still on the desk.
    await tab.page.getByRole("link", { name: "Verify" }).click();
    expect(await verdictOn(tab)).toContain("VALID");
    expectClean(tab, { url: host.url, node, built, close: host.close });
    await tab.context.close();
  });

  it("lets the browser speak with its own host and its node only, though the host sends no policy", async () => {
    const { tab } = await open(files());
    const other = await serveNode(world.local);
    const reach = (url: string) =>
      tab.page.evaluate(
        `fetch(${JSON.stringify(url)}, { method: "POST", body: "[]" }).then(() => "reached", () => "refused")`,
      );
    expect(await reach(node.url)).toBe("reached");
    expect(await reach(other.url)).toBe("refused");
    expect(other.requests()).toBe(0);
    expect(await tab.page.evaluate(`try { document.body.innerHTML = "<b>"; "made" } catch { "refused" }`)).toBe(
      "refused",
    );
    expect(
      await tab.page.evaluate(`try { document.createElement("script").text = "0"; "made" } catch { "refused" }`),
    ).toBe("refused");
    await other.close();
    await tab.context.close();
  });

  it.each([
    ["no network file", { "network.json": "" }, /network/i],
    ["a network file of another form", { "network.json": "{}" }, /network file is wrong/],
    ["no node", { "page.json": '{"type":"CscssMePage","version":1}' }, /rpcUrl/],
  ])("says what is wrong where there is %s", async (_, wrong, problem) => {
    const { tab } = await open({ ...files(), ...wrong });
    expect(await tab.page.locator("main h1").innerText()).toBe("This page cannot go on");
    expect(await tab.page.locator(".problem").innerText()).toMatch(problem);
    await tab.context.close();
  });

  it("does not believe a node that serves another chain", async () => {
    const network = { ...world.chain.network, genesisHash: `0x${"00".repeat(32)}` };
    const { text } = await release(world, await issue(world), { audience: "any" });
    const { tab } = await open({ ...files(), "network.json": JSON.stringify(network) }, `#p=${text}`);
    expect(await verdictOn(tab)).toBe("COULD NOT CHECK: Because the node serves another network.");
    await tab.page.getByRole("link", { name: "Issuers" }).click();
    await tab.page.getByText("Because the node serves another network.").waitFor();
    await tab.context.close();
  });

  it("is served from its sources while it is being developed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cscss-page-dev-"));
    writeFileSync(join(folder, "network.json"), JSON.stringify(world.chain.network));
    const [CSCSS_NETWORK, CSCSS_RPC_URL] = [join(folder, "network.json"), node.url];
    const before = { ...process.env };
    Object.assign(process.env, { CSCSS_NETWORK, CSCSS_RPC_URL });
    const server = await createServer({
      configFile: CONFIG,
      logLevel: "error",
      cacheDir: folder,
      server: { host: "127.0.0.1", port: 0 },
    });
    await server.listen();
    const { text } = await release(world, await issue(world), { audience: "any" });
    const tab = await openTab(browser, await world.local.now());
    await tab.page.goto(`${server.resolvedUrls?.local[0]}#p=${text}`);
    expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
    await tab.context.close();
    await server.close();
    process.env = before;
    rmSync(folder, { recursive: true, force: true });
  });
});
