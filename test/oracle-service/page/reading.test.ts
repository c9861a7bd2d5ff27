import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issue } from "../../fixtures/issuing.ts";
import { release } from "../../fixtures/presenting.ts";
import { DAY, EVIDENCE, makeOrganization } from "../../fixtures/world.ts";
import { CHROMIUM } from "./support/openBrowser.ts";
import type { Stand } from "./support/openStand.ts";
import { expectClean, openStand, verdictOn } from "./support/openStand.ts";

describe.skipIf(CHROMIUM === undefined)("reading the page in Chromium (needs Debian's package chromium)", () => {
  let stand: Stand;
  let valid: string;

  beforeAll(async () => {
    stand = await openStand();
    const { world } = stand;
    valid = (await release(world, await issue(world), { audience: "any" })).text;
    await makeOrganization(world.chain, world.university.account, "Ödland <i>Akademie</i>", EVIDENCE);
    await world.local.increaseTime(30 * DAY);
    await world.decide({ act: "suspend", evidence: EVIDENCE });
    await world.local.increaseTime(10 * DAY);
    await world.decide({ act: "reinstate", evidence: EVIDENCE });
    await world.local.increaseTime(60 * DAY);
  });
  afterAll(() => stand.close());

  it("speaks the browser's language, changes it on choice, and keeps the finding", async () => {
    const tab = await stand.open(`#p=${valid}`, { locale: "es-MX" });
    const { page } = tab;
    expect(await verdictOn(tab)).toBe("VÁLIDA: Todas las comprobaciones se superaron.");
    expect(await page.locator("html").getAttribute("lang")).toBe("es");
    await page.getByLabel("Idioma").selectOption("zh");
    expect(await verdictOn(tab)).toBe("有效: 所有检查均已通过。");
    expect(await page.locator("html").getAttribute("lang")).toBe("zh");
    expect(await page.evaluate("document.activeElement.id")).toBe("language");
    await page.getByLabel("语言").selectOption("it");
    expect(await page.locator("article").innerText()).toContain("Università di Esempio\nItalia");
    await page.reload();
    await page.getByRole("heading", { name: "Questa credenziale è autentica?" }).waitFor();
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("can be used with the keyboard alone", async () => {
    const tab = await stand.open();
    const { page } = tab;
    const focused = () => page.evaluate("document.activeElement.textContent || document.activeElement.id");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
    const reached: unknown[] = [];
    for (let step = 0; step < 3; step++) {
      await page.keyboard.press("Tab");
      reached.push(await focused());
      const outline = await page.evaluate(
        "getComputedStyle(document.activeElement.matches('input[type=file]') ? document.activeElement.nextElementSibling : document.activeElement).outlineStyle",
      );
      expect({ at: reached.at(-1), outline }).toEqual({ at: reached.at(-1), outline: "solid" });
    }
    expect(reached).toEqual(["file", "Scan a QR code", "paste"]);
    await page.keyboard.insertText(valid);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await verdictOn(tab)).toContain("VALID");
    // Whoever listens is told, and is where the verdict is.
    expect(await focused()).toBe("Valid");
    expect(await page.getByRole("status").textContent()).toBe("Valid. Every check passed.");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Print");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("Is this credential genuine?");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("has landmarks, one heading of the first level, and a name for every control", async () => {
    const tab = await stand.open();
    for (const hash of ["#verify", "#issuers", "#governance", "#api", `#p=${valid}`]) {
      await tab.page.goto(`${stand.served.url}${hash}`);
      await tab.page.locator("main h1").waitFor();
      for (const role of ["banner", "navigation", "main", "contentinfo"] as const) {
        expect(await tab.page.getByRole(role).count(), `${role} in ${hash}`).toBe(1);
      }
      expect(await tab.page.locator("h1").count()).toBe(1);
      const nameless = `[...document.querySelectorAll("button, a, input, select, textarea, svg[role=img]")]
        .filter((one) => !(one.textContent.trim() || one.labels?.length || one.getAttribute("aria-label")))
        .map((one) => one.outerHTML)`;
      expect(await tab.page.evaluate(nameless)).toEqual([]);
      const overflow = "document.documentElement.scrollWidth - innerWidth";
      for (const width of [320, 1280]) {
        await tab.page.setViewportSize({ width, height: 800 });
        expect(await tab.page.evaluate(overflow), `${hash} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
    await tab.context.close();
  });

  it("prints the finding with everything in it, and nothing to press", async () => {
    const tab = await stand.open(`#p=${valid}`);
    await verdictOn(tab);
    await tab.page.emulateMedia({ media: "print" });
    expect(await tab.page.locator("[data-check]:visible").count()).toBe(15);
    expect(await tab.page.locator("button:visible, select:visible, nav:visible").count()).toBe(0);
    expect(await tab.page.getByText("Verified on").isVisible()).toBe(true);
    const pdf = (await tab.page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(Number(/\/Type \/Pages[^>]*\/Count (\d+)/.exec(pdf)?.[1])).toBeLessThanOrEqual(2);
    await tab.page.emulateMedia({ media: "screen" });
    await tab.page.evaluate("window.print = () => { window.printed = true }");
    await tab.page.getByRole("button", { name: "Print" }).click();
    expect(await tab.page.evaluate("window.printed")).toBe(true);
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("lists the issuers, finds them whatever the accents, and shows one's history on a time line", async () => {
    const tab = await stand.open("#issuers");
    const { page } = tab;
    await page.getByText("2 of 2 organizations").waitFor();
    await page.getByLabel("Search").fill("universita ESEMPIO");
    expect(await page.locator("tbody tr").count()).toBe(1);
    await page.getByLabel("Search").fill("odland");
    expect(await page.locator("tbody tr").innerText()).toContain("Ödland <i>Akademie</i>");
    await page.getByLabel("Search").fill("nobody");
    await page.getByText("No organization fits this search.").waitFor();
    await page.getByLabel("Search").fill(stand.world.university.address.toLowerCase());
    await page.getByRole("link", { name: "Università di Esempio" }).click();
    await page.getByRole("heading", { level: 1, name: "Università di Esempio" }).waitFor();
    const bands = await page
      .locator(".timeline rect")
      .evaluateAll((all) => all.map((one) => `${one.getAttribute("class")}`));
    expect(bands).toEqual(["band applied", "band accredited", "band suspended", "band accredited"]);
    expect(await page.locator(".history li b").allInnerTexts()).toEqual([
      "Accredited",
      "Suspended",
      "Accredited",
      "Applied",
    ]);
    const line = await page.getByRole("img").getAttribute("aria-label");
    expect(line).toMatch(
      /^Time line from 2 November 2026 to .*: Applied, 2 November 2026, Accredited, 3 November 2026, Suspended/,
    );
    await page.getByText("Source: the service’s answer").waitFor();
    await page.goto(`${stand.served.url}#issuers/0x${"11".repeat(20)}`);
    await page.getByText("No organization of this network has this address.").waitFor();
    expect(tab.complaints.filter((one) => !one.includes("404"))).toEqual([]);
    await tab.context.close();
  });

  it("shows who waits for a decision, and says plainly what this service does not have", async () => {
    const tab = await stand.open();
    const { page } = tab;
    // As an older service describes itself.
    await page.route("**/openapi.json", (route) => route.fulfill({ json: { paths: {} } }));
    await page.goto(`${stand.served.url}#governance`);
    await page.getByRole("heading", { name: "Pending applications" }).waitFor();
    expect(await page.locator(".pending li").innerText()).toContain("Ödland <i>Akademie</i>");
    expect(await page.locator(".count").allInnerTexts()).toEqual(["Accredited\n1", "Applied\n1"]);
    await page.getByText("Figures over time come from an oracle service with its indexer.").waitFor();
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("takes the figures of our own service as they come", async () => {
    const tab = await stand.open("#governance");
    const { page } = tab;
    await page.locator(".plot", { hasText: "Records issued" }).waitFor();
    await page.getByText("No papers received yet").waitFor();
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("plots the figures of a service that has them, and shows its alerts and nodes", async () => {
    const counts = {
      transactions: 0,
      organizations: 0,
      wallets: 0,
      amended: 0,
      suspended: 0,
      reinstated: 0,
      revoked: 0,
      refused: 0,
    };
    const stats = {
      block: { number: 9, hash: EVIDENCE, time: Date.parse("2026-11-06") / 1000 },
      nodes: [
        { name: "node-1", head: 1234 },
        { name: "<b>node-2", problem: { code: "ERR_NODE_BEHIND", message: "It lags." } },
      ],
      total: { ...counts, issued: 4321 },
      days: [
        { day: "2026-11-02", ...counts, issued: 7 },
        { day: "2026-11-05", ...counts, issued: 14 },
      ],
    };
    const alert = {
      kind: "node",
      subject: "node-2",
      message: "node-2 lags <script>",
      first: 1_793_600_000,
      last: 1_793_700_000,
      count: 2,
      open: true,
    };
    const tab = await stand.open();
    const { page } = tab;
    await page.route("**/openapi.json", (route) =>
      route.fulfill({ json: { paths: { "/v1/stats": {}, "/v1/alerts": {}, "/v1/applications": {} } } }),
    );
    await page.route("**/v1/stats?days=90", (route) => route.fulfill({ json: stats }));
    await page.route("**/v1/alerts?open=true", (route) => route.fulfill({ json: { items: [alert] } }));
    const papers = {
      organization: `did:ethr:0x7a69:0x${"22".repeat(20)}`,
      evidence: EVIDENCE,
      received: 1_793_600_000,
    };
    await page.route("**/v1/applications?limit=100", (route) => route.fulfill({ json: { total: 1, items: [papers] } }));
    await page.goto(`${stand.served.url}#governance`);
    await page.getByText("No papers received yet").waitFor();
    const issued = page.locator(".plot", { hasText: "Records issued" });
    await issued.waitFor();
    expect(await issued.innerText()).toContain("4,321");
    const heights = await issued
      .locator("rect")
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute("height"))));
    expect(heights).toEqual([48, 0, 0, 96, 0]);
    expect(await issued.getByRole("img").getAttribute("aria-label")).toBe(
      "Records issued: 4,321 in all; by day from 2 November 2026 to 6 November 2026, 14 at most",
    );
    await page.getByText("node-2 lags <script>").waitFor();
    await page.getByText("Not believed: It lags.").waitFor();
    expectClean(tab, stand.served);
    await tab.context.close();
  });
});
