import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "./support/openBrowser.ts";
import type { Stand } from "./support/openStand.ts";
import { expectClean, openStand } from "./support/openStand.ts";

describe.skipIf(CHROMIUM === undefined)("the page to try the interface", () => {
  let stand: Stand;

  beforeAll(async () => {
    stand = await openStand();
  }, 180_000);

  afterAll(() => stand?.close());

  /** Chooses a question in a tab of its own. */
  async function choose(question: string) {
    const tab = await stand.open("#api");
    await tab.page.getByLabel("Question").selectOption({ label: question });
    return {
      ...tab,
      async send() {
        await tab.page.getByRole("button", { name: "Send" }).click();
        const status = await tab.page.locator(".answer .status").innerText();
        return { status, body: await tab.page.locator(".answer pre").innerText() };
      },
      async close() {
        expectClean(tab, stand.served);
        await tab.context.close();
      },
    };
  }

  it("offers every question of openapi.json", async () => {
    const tab = await stand.open("#api");
    const offered = await tab.page.getByLabel("Question").locator("option").allInnerTexts();
    const { paths } = (await (await fetch(`${stand.served.url}openapi.json`)).json()) as { paths: object };
    const all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(offered.sort()).toEqual(all.sort());
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("asks with what was filled into path and query, and leaves out what was not", async () => {
    const { page, requests, send, close } = await choose("GET /v1/issuers/{issuer}/history");
    await page.getByLabel("issuer").fill(stand.world.university.address);
    await page.getByLabel("limit").fill("1");
    const { status, body } = await send();
    expect(status).toMatch(/^200 application\/json, after /);
    expect(JSON.parse(body)).toMatchObject({ total: 2, items: [{ status: "applied" }] });
    const url = `${stand.served.url}v1/issuers/${stand.world.university.address}/history?limit=1`;
    expect(requests).toContain(url);
    await close();
  });

  it("begins a body with what has to be in it, and sends it as it was changed", async () => {
    const { page, send, close } = await choose("POST /v1/requests");
    const begun = JSON.parse(await page.getByLabel("Body").inputValue());
    expect(begun).toEqual({ audience: "", purpose: "", claims: [""] });
    const terms = { audience: "hr.example.com", purpose: "Test", claims: ["awardTitle"] };
    await page.getByLabel("Body").fill(JSON.stringify(terms));
    const { status, body } = await send();
    expect(status).toMatch(/^201 /);
    expect(JSON.parse(body)).toMatchObject({ type: "CscssMeRequest", ...terms });
    await close();
  });

  it("shows an answer as it came where it is not the JSON that it says", async () => {
    const { page, context, send } = await choose("GET /v1/schemas");
    const cut = '{"items": [';
    await page.route("**/v1/schemas", (route) =>
      route.fulfill({ status: 502, contentType: "application/json", body: cut }),
    );
    const { status, body } = await send();
    expect(status).toMatch(/^502 application\/json/);
    expect(body).toBe(cut);
    await context.close();
  });

  it("sends papers as the file they are, and a token where one is asked for", async () => {
    const papers = await choose("POST /v1/applications");
    await papers.page.getByLabel("issuer").fill(stand.world.university.address);
    const file = { name: "papers.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-") };
    await papers.page.getByLabel("Body").setInputFiles(file);
    const refused = await papers.send();
    expect(refused.status).toMatch(/^409 application\/problem\+json/);
    expect(JSON.parse(refused.body)).toMatchObject({ code: "ERR_EVIDENCE" });
    await papers.context.close();

    const audit = await choose("GET /v1/audit");
    let authorization: string | undefined;
    audit.page.on("request", (request) => {
      if (request.url().includes("/v1/audit")) authorization = request.headers().authorization;
    });
    await audit.page.getByLabel("Token").fill("not-the-token");
    expect((await audit.send()).status).toMatch(/^403 /);
    expect(authorization).toBe("Bearer not-the-token");
    await audit.context.close();
  });

  it("is not there where no service is behind the page", async () => {
    const tab = await stand.open("");
    await tab.page.route("**/page.json", (route) =>
      route.fulfill({ json: { type: "CscssMePage", version: 1, rpcUrl: stand.served.node.url } }),
    );
    await tab.page.goto(`${stand.served.url}?static#api`);
    await tab.page.locator("main h1").first().waitFor();
    expect(await tab.page.getByRole("link", { name: "Interface" }).count()).toBe(0);
    expect(await tab.page.getByLabel("Question").count()).toBe(0);
    await tab.context.close();
  });
});
