import { PDFDocument } from "@cantoo/pdf-lib";
import { PNG } from "pngjs";
import encodeQR from "qr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCertificate } from "../../../sdk/document/readCertificate.ts";
import { writeCertificate } from "../../../sdk/document/writeCertificate.ts";
import { changeStatus } from "../../../sdk/issuing/changeStatus.ts";
import { makeLink } from "../../../sdk/link/makeLink.ts";
import { createRequest } from "../../../sdk/presentation/createRequest.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import { DIPLOMA } from "../../fixtures/makeCredential.ts";
import { COSTLY_PDFS } from "../../fixtures/pdfByHand.ts";
import { answer, EMPLOYER, release, requestOf } from "../../fixtures/presenting.ts";
import { DAY, EVIDENCE } from "../../fixtures/world.ts";
import { CHROMIUM } from "./support/openBrowser.ts";
import type { Stand } from "./support/openStand.ts";
import { expectClean, openStand, verdictOn } from "./support/openStand.ts";

const ANYBODY = { audience: "any" };

describe.skipIf(CHROMIUM === undefined)("verifying in Chromium (needs Debian's package chromium)", () => {
  let stand: Stand;
  let held: Held;
  let valid: string;

  beforeAll(async () => {
    stand = await openStand();
    held = await issue(stand.world);
    valid = (await release(stand.world, held, ANYBODY)).text;
  });
  afterAll(() => stand.close());

  it("shows a link's presentation as valid: who, what, when, and all fifteen checks", async () => {
    const tab = await stand.open(`#p=${valid}`);
    expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
    const { page } = tab;
    for (const told of [
      "Università di Esempio",
      "Italy",
      "Degree",
      "Master of Science in Computer Engineering",
      "4 October 2026",
      "Personnel file",
    ]) {
      expect(await page.locator("article").innerText()).toContain(told);
    }
    expect(await page.locator("[data-check]").count()).toBe(15);
    expect(await page.locator("[data-check=holder-binding] p").first().innerText()).toBe(
      "Its holder released it. Who shows it to you need not be the holder.",
    );
    expect(await page.locator("[data-check=identity] .outcome").innerText()).toBe("Not made");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("opens a packed link, and reads it as a QR code", async () => {
    const link = makeLink({ presentation: valid }, "https://verify.example/");
    const tab = await stand.open(link.slice(link.indexOf("#")));
    expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
    expect(await tab.page.evaluate("location.href")).toBe(stand.served.url);
    await tab.page.getByRole("button", { name: "Verify another" }).click();
    const buffer = pictureOf(encodeQR(link, "raw"));
    await tab.page.setInputFiles("#file", { name: "code.png", mimeType: "image/png", buffer });
    expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("takes the presentation out of the address, and sends nothing of it to anybody", async () => {
    const sent: string[] = [];
    const tab = await stand.open();
    tab.page.on("request", (request) => sent.push(request.url(), request.postData() ?? ""));
    await tab.page.goto(`${stand.served.url}#p=${valid}`);
    expect(await verdictOn(tab)).toContain("VALID");
    expect(await tab.page.evaluate("location.href")).toBe(stand.served.url);
    expect(await tab.page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")).toBe("{}");
    expect(sent.filter((text) => text.includes("eth_call")).length).toBeGreaterThan(0);
    const [token = "", ...disclosures] = valid.split("~");
    for (const part of [...token.split("."), ...disclosures])
      expect(sent.some((text) => text.includes(part))).toBe(false);
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("says NOT VALID and why of a revoked record, and warns of its claims", async () => {
    const { university } = stand.world;
    const revoked = await issue(stand.world);
    const { text } = await release(stand.world, revoked, ANYBODY);
    const { award, recordId } = revoked;
    await changeStatus(university.account, university.address, {
      act: "revoke",
      reason: "academic_misconduct",
      wallet: award.wallet,
      recordId,
    });
    const tab = await stand.open(`#p=${text}`);
    expect(await verdictOn(tab)).toBe("NOT VALID: Because the issuer revoked it.");
    const article = await tab.page.locator("article").innerText();
    expect(article).toContain("(academic misconduct)");
    expect(article).toContain("Do not rely on these: the presentation is not valid.");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("says COULD NOT CHECK while the node is unreachable, and checks when it is back", async () => {
    const tab = await stand.open();
    await tab.page.route(`${stand.served.node.url}/**`, (route) => route.abort());
    await tab.page.goto(`${stand.served.url}#p=${valid}`);
    expect(await verdictOn(tab)).toBe("COULD NOT CHECK: Because the network’s node does not answer.");
    expect(await tab.page.locator("article").innerText()).toContain("Nothing was found against it.");
    expect(await tab.page.locator("article").innerText()).toContain("Do not rely on these yet");
    await tab.page.unroute(`${stand.served.node.url}/**`);
    await tab.page.getByRole("button", { name: "Try again" }).click();
    await tab.page.locator("article.valid").waitFor();
    expect(tab.complaints.filter((one) => !one.includes("net::ERR_FAILED"))).toEqual([]);
    await tab.context.close();
  });

  it("says of a file with garbage that it is no presentation, of one without text that it cannot be read", async () => {
    const tab = await stand.open();
    const file = (name: string, buffer: Buffer, mimeType = "") =>
      tab.page.setInputFiles("#file", { name, buffer, mimeType });
    await file("broken\u202Efdp.bin", Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    expect(await tab.page.locator("[role=alert]").innerText()).toContain("cannot be read");
    await file("picture.png", PNG.sync.write(new PNG({ width: 40, height: 40 })), "image/png");
    expect(await tab.page.getByText("There is no presentation in “picture.png”.").innerText()).not.toBe("");
    await file("broken.pdf", Buffer.from("%PDF-1.7 and nothing"));
    expect(await tab.page.getByText(/broken\.pdf/).innerText()).toMatch(/cannot be read|no presentation/);
    await file("letter.txt", Buffer.from("Dear Sir or Madam"));
    expect(await verdictOn(tab)).toBe(
      "NOT VALID: Because it is not a presentation, or a claim in it is not of the right form.",
    );
    expect(await tab.page.locator("[data-check]").count()).toBe(15);
    await tab.page.getByRole("button", { name: "Verify another" }).click();
    expect(await tab.page.locator("#paste").inputValue()).toBe("");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("shows markup and scripts in claims as text, and runs none of them", async () => {
    const evil = '<img src=x onerror="document.title=\'broken in\'"><script>document.title="broken in"</script>';
    const hostile = {
      ...DIPLOMA,
      awardTitle: evil,
      description: "\u202Edesrever\u202C javascript:alert(1)",
      [evil]: [{ "<b>": evil }],
      __html: evil,
    };
    const bad = await issue(stand.world, { profile: 1, award: { claims: hostile } });
    const claims = ["awardTitle", "description", evil, "__html"];
    const { text } = await release(stand.world, bad, { ...ANYBODY, claims });
    const tab = await stand.open(`#p=${text}`);
    tab.page.on("dialog", () => expect.unreachable("A script of the credential ran."));
    expect(await verdictOn(tab)).toContain("VALID");
    const article = tab.page.locator("article");
    expect((await article.innerText()).split(evil).length - 1).toBeGreaterThanOrEqual(4);
    expect(await article.locator("img, script, b:has-text('<img')").count()).toBe(0);
    expect(await tab.page.title()).toBe("Valid · CSCSS ME");
    expect(await article.locator("bdi", { hasText: "desrever" }).count()).toBe(1);
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("asks who verifies where it was made for somebody, and believes only the right name", async () => {
    const { text } = await release(stand.world, held);
    const tab = await stand.open(`#p=${text}`);
    expect(await verdictOn(tab)).toBe("NOT VALID: Because it was made for somebody else.");
    const field = tab.page.getByLabel("You verify as");
    expect(await field.inputValue()).toBe("");
    await field.fill("hr.another.example");
    await field.press("Enter");
    await expect.poll(() => tab.page.locator("article").innerText()).toContain('not for "hr.another.example"');
    await field.fill(EMPLOYER);
    await field.press("Enter");
    await tab.page.locator("article.valid").waitFor();
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("takes the answer to a request with the request, once", async () => {
    const request = await requestOf(stand.world);
    const text = await answer(stand.world, held, request);
    const tab = await stand.open(`#p=${text}`);
    const { page } = tab;
    await page.getByText("This is the answer to a request.").waitFor();
    await page.getByLabel("The request it answers").fill('{"type":"CscssMeRequest"}');
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    await page.getByText("This is not a request").waitFor();
    await page.getByLabel("The request it answers").fill(JSON.stringify(request));
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
    // A language later it is still the same finding, and not a second use of the nonce.
    await page.getByLabel("Language").selectOption("it");
    expect(await verdictOn(tab)).toBe("VALIDA: Tutti i controlli sono superati.");
    await page.getByLabel("Lingua").selectOption("en");
    await page.goto(`${stand.served.url}#p=${text}`);
    await page.locator("article.invalid").waitFor();
    expect(await verdictOn(tab)).toBe("NOT VALID: Because this request was answered before.");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("does not take the answer to another request", async () => {
    const { world } = stand;
    const text = await answer(world, held, await requestOf(world));
    const terms = {
      audience: EMPLOYER,
      purpose: "Application",
      claims: ["awardTitle"],
      expires: (await world.local.now()) + DAY,
    };
    const other = createRequest(terms, world.random);
    const tab = await stand.open();
    await tab.page.setInputFiles("#file", {
      name: "request.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(other)),
    });
    await tab.page.getByLabel("Link or text").fill(text);
    await tab.page.getByRole("button", { name: "Verify", exact: true }).click();
    expect(await verdictOn(tab)).toBe("NOT VALID: Because it answers another request.");
    await tab.context.close();
  });

  it("finds the presentation attached to a PDF among other attachments", async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage();
    await pdf.attach(Uint8Array.from([0xff, 0xd8, 0xff]), "photo.jpg", { mimeType: "image/jpeg" });
    await pdf.attach(Buffer.from("Read me"), "readme.txt", { mimeType: "text/plain" });
    await pdf.attach(Buffer.from(`${valid}\n`), "presentation.txt", { mimeType: "text/plain" });
    const tab = await stand.open();
    await tab.page.setInputFiles("#file", {
      name: "diploma.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from(await pdf.save()),
    });
    expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("believes no PDF whose attachments contradict each other", async () => {
    const pdf = await PDFDocument.create();
    const other = (await release(stand.world, held, ANYBODY)).text;
    for (const [name, text] of Object.entries({ "one.txt": valid, "same.txt": `${valid}\n`, "two.txt": other })) {
      await pdf.attach(Buffer.from(text), name, { mimeType: "text/plain" });
    }
    const tab = await stand.open();
    const buffer = Buffer.from(await pdf.save());
    await tab.page.setInputFiles("#file", { name: "two.pdf", mimeType: "application/pdf", buffer });
    await tab.page.getByText("“two.pdf” holds presentations that differ. Believe none of them.").waitFor();
    await tab.context.close();
  });

  it("reads the QR code that is printed in a PDF, and believes no certificate whose attachment was exchanged", async () => {
    const tab = await stand.open();
    const give = async (name: string, attached: string, printed: string) => {
      const link = makeLink({ presentation: printed }, "https://verify.example/");
      const words = { title: "Master of Science", facts: [], claims: [], advice: "Verify it." };
      const now = new Date("2026-11-22T08:00:00Z");
      const { bytes } = await writeCertificate({ ...words, presentation: attached, link }, { fonts: [], now });
      const buffer = Buffer.from(bytes);
      await tab.page.setInputFiles("#file", { name, mimeType: "application/pdf", buffer });
      return bytes;
    };
    const other = (await release(stand.world, held, ANYBODY)).text;
    expect(readCertificate(await give("genuine.pdf", valid, valid))).toBe(valid);
    expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
    await tab.page.getByRole("button", { name: "Verify another" }).click();
    const exchanged = await give("exchanged.pdf", other, valid);
    await tab.page.getByText("“exchanged.pdf” holds presentations that differ. Believe none of them.").waitFor();
    expect(await tab.page.locator("article").count()).toBe(0);
    expect(() => readCertificate(exchanged)).toThrow("Believe neither");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it.each(COSTLY_PDFS)("refuses what the command line refuses, at the same cost: a PDF of $name", async (costly) => {
    const buffer = Buffer.from(costly.file());
    const tab = await stand.open();
    await tab.page.setInputFiles("#file", { name: "costly.pdf", mimeType: "application/pdf", buffer });
    const alert = await tab.page.locator("[role=alert]").innerText();
    // The same reader counts the same steps, whatever the machine: test/sdk/document/certificate.test.ts holds their bound.
    expect(alert).toMatch(/no presentation/.test(costly.words.source) ? /There is no presentation in/ : costly.words);
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("reads the QR code in a picture", async () => {
    const tab = await stand.open();
    const buffer = pictureOf(encodeQR("https://verify.example/#p=a.b.c~", "raw"));
    await tab.page.setInputFiles("#file", { name: "code.png", mimeType: "image/png", buffer });
    expect(await verdictOn(tab)).toContain("NOT VALID");
    expect(await tab.page.locator("[data-check=format] .detail").innerText()).toContain("key binding");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("shows only the latest of two verifications, whichever ends first, and no earlier verdict meanwhile", async () => {
    const tab = await stand.open(`#p=${valid}`);
    expect(await verdictOn(tab)).toContain("VALID");
    const open = Promise.withResolvers<void>();
    await tab.page.route(`${stand.served.node.url}/**`, async (route) => {
      await open.promise;
      await route.continue();
    });
    await tab.page.goto(`${stand.served.url}#p=${valid}`);
    await tab.page.getByRole("heading", { name: "Verifying …" }).waitFor();
    expect(await tab.page.locator("article").count()).toBe(0);
    await tab.page.goto(`${stand.served.url}#p=a.b.c~`);
    expect(await verdictOn(tab)).toContain("NOT VALID");
    open.resolve();
    // The first one ends now, if late enough to be seen.
    await tab.page.waitForTimeout(1_500);
    expect(await verdictOn(tab)).toContain("NOT VALID");
    expectClean(tab, stand.served);
    await tab.context.close();
  });

  it("takes what is dropped on it", async () => {
    const tab = await stand.open();
    const data = await tab.page.evaluateHandle(`((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "presentation.txt", { type: "text/plain" }));
      return data;
    })(${JSON.stringify(valid)})`);
    await tab.page.dispatchEvent(".drop", "drop", { dataTransfer: data });
    expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
    await tab.context.close();
  });

  it("tells of an issuer that is suspended today, whose earlier diplomas stay valid; of a fraud nothing does", async () => {
    const { world } = stand;
    await world.decide({ act: "suspend", evidence: EVIDENCE });
    const suspended = await stand.open(`#p=${valid}`);
    expect(await verdictOn(suspended)).toBe("VALID: Every check passed.");
    const article = await suspended.page.locator("article").innerText();
    expect(article).toContain("Note: the issuer is suspended today.");
    expect(article).toMatch(/When it was issued\s+Accredited/);
    expect(article).toMatch(/Today\s+Suspended/);
    expectClean(suspended, stand.served);
    await suspended.context.close();

    await world.decide({ act: "markFraud", since: held.issuedAt, evidence: EVIDENCE });
    const fraud = await stand.open(`#p=${valid}`);
    expect(await verdictOn(fraud)).toBe("NOT VALID: Because the issuer was found fraudulent, and this is void.");
    expectClean(fraud, stand.served);
    await fraud.context.close();
  });
});

/** A QR code as a PNG, four pixels a module. */
function pictureOf(modules: readonly (readonly boolean[])[]): Buffer {
  const scale = 4;
  const size = modules.length * scale;
  const picture = new PNG({ width: size, height: size });
  for (let at = 0; at < size * size; at++) {
    const dark = modules[Math.floor(at / size / scale)]?.[Math.floor((at % size) / scale)] === true;
    picture.data.fill(dark ? 0 : 255, at * 4, at * 4 + 3);
    picture.data[at * 4 + 3] = 255;
  }
  return PNG.sync.write(picture);
}
