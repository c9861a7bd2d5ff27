import type { Browser, BrowserContextOptions } from "playwright-core";
import { expect } from "vitest";
import type { World } from "../../../fixtures/world.ts";
import { openWorld } from "../../../fixtures/world.ts";
import type { Tab } from "./openBrowser.ts";
import { openBrowser, openTab } from "./openBrowser.ts";
import type { ServedPage } from "./openPage.ts";
import { openPage } from "./openPage.ts";

/** A world, the service with its page on it, and a browser to open it in. */
export interface Stand {
  readonly world: World;
  readonly served: ServedPage;
  /** Opens the page in a tab of its own whose clock is the chain's. @param hash - what the link carries: "#p=…". */
  open(hash?: string, options?: BrowserContextOptions): Promise<Tab>;
  close(): Promise<void>;
}

/** Opens it; close it in afterAll. @param more - arguments for the browser. */
export async function openStand(more: readonly string[] = []): Promise<Stand> {
  const world = await openWorld();
  const served = await openPage(world);
  const browser: Browser = await openBrowser(more);
  return {
    world,
    served,
    async open(hash = "", options = {}) {
      const tab = await openTab(browser, await world.local.now(), options);
      await tab.page.goto(served.url + hash);
      await tab.page.locator("main h1").first().waitFor();
      return tab;
    },
    async close() {
      await browser.close();
      await served.close();
      await world.close();
    },
  };
}

/** The verdict, once it is there, with the sentence beside it. */
export async function verdictOn({ page }: Tab): Promise<string> {
  const sheet = page.locator("article.sheet");
  await sheet.waitFor();
  return `${await sheet.locator("h1").innerText()}: ${await sheet.locator(".why").innerText()}`;
}

/** The policy was never touched, no script failed, and nobody was asked but the page's host and its node. */
export function expectClean({ complaints, requests }: Tab, { url, node }: ServedPage): void {
  expect(complaints).toEqual([]);
  const strangers = requests.filter((request) => !request.startsWith(url) && !request.startsWith(`${node.url}/`));
  expect(strangers).toEqual([]);
}
