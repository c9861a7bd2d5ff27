import { deflateSync } from "node:zlib";
import { PDFDocument } from "@cantoo/pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import type { Certificate } from "../../../sdk/document/Certificate.ts";
import { qrPng } from "../../../sdk/document/drawQr.ts";
import { pdfStreams } from "../../../sdk/document/parsePdf.ts";
import { openBudget } from "../../../sdk/document/ReadingBudget.ts";
import { readCertificate, readCertificateWithin } from "../../../sdk/document/readCertificate.ts";
import { writeCertificate } from "../../../sdk/document/writeCertificate.ts";
import { pdfAttachment as attached, COSTLY_PDFS, pdfOf, pdfStream as stream } from "../../fixtures/pdfByHand.ts";
import { makeStanding } from "../../fixtures/standing.ts";

const NOW = new Date("2026-11-22T08:00:00Z");

/** A certificate of what is shown; its words play no part in reading it. */
function certificateFor(shown: { presentation: string; link?: string }, claims: Certificate["claims"] = []) {
  const words = { title: "Master of Science", facts: [], claims, advice: "Verify it." };
  return writeCertificate({ ...words, ...shown }, { fonts: [], now: NOW });
}

function refusal(file: Uint8Array): string {
  try {
    return `it gave ${readCertificate(file)}`;
  } catch (error) {
    expect(error).toMatchObject({ code: "ERR_DOCUMENT" });
    return (error as Error).message;
  }
}

describe("a certificate", () => {
  let shown: { presentation: string; link: string };
  let other: { presentation: string; link: string };
  let pdf: Uint8Array;
  beforeAll(async () => {
    shown = await makeStanding(["awardTitle", "finalGrade"]);
    other = await makeStanding(["awardTitle"], "other");
    pdf = (await certificateFor(shown)).bytes;
  });

  it("gives back what it shows, by its attachment, by its QR code alone, and after somebody saved it anew", async () => {
    expect(readCertificate(pdf)).toBe(shown.presentation);
    const document = await PDFDocument.load(pdf);
    document.detach("presentation.sd-jwt");
    expect(readCertificate(await document.save())).toBe(shown.presentation);
    const again = await PDFDocument.load(pdf);
    expect(readCertificate(await again.save({ useObjectStreams: false }))).toBe(shown.presentation);
    expect(readCertificate((await certificateFor({ presentation: shown.presentation })).bytes)).toBe(
      shown.presentation,
    );
  });

  it("prints names in many scripts, embeds only the letters used, and says where one is missing", async () => {
    const names = [["Name", "Þórsdóttir Ελένη Жанна Գոհար ნინო שלום محمد"]] as const;
    const { bytes, cut } = await certificateFor(shown, names);
    expect(cut).toBe(false);
    expect(bytes.length).toBeLessThan(100_000);
    expect((await certificateFor(shown, [["Name", "佐藤"]])).cut).toBe(true);
  });

  it("breaks what is long over lines and pages, and ends at a size", async () => {
    const courses = Array.from({ length: 200 }, (_, index) => [`Course ${index}`, "A title ".repeat(12)] as const);
    const { bytes } = await certificateFor(shown, courses);
    expect((await PDFDocument.load(bytes)).getPageCount()).toBeGreaterThan(5);
    await expect(certificateFor(shown, [["x", "word ".repeat(100_000)]])).rejects.toMatchObject({
      code: "ERR_DOCUMENT",
    });
  });

  it("whose attachment and QR code show different things is believed in neither", async () => {
    const { bytes } = await certificateFor({ presentation: shown.presentation, link: other.link });
    expect(refusal(bytes)).toContain("Believe neither");
    const tampered = shown.presentation.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    expect(refusal((await certificateFor({ presentation: tampered, link: shown.link })).bytes)).toContain(
      "Believe neither",
    );
  });

  it("with several attachments counts if all presentations among them are one", async () => {
    const document = await PDFDocument.load(pdf);
    await document.attach(Buffer.from("Terms and conditions"), "../../terms.txt", {});
    await document.attach(Buffer.from(`${shown.presentation}\n`), "/etc/passwd", {});
    expect(readCertificate(await document.save())).toBe(shown.presentation);
    await document.attach(Buffer.from(other.presentation), "another.txt", {});
    expect(refusal(await document.save())).toContain("Believe neither");
    const two = pdfOf(attached(shown.presentation), attached(other.presentation));
    expect(refusal(two)).toContain("2 different presentations");
  });

  it("may have been printed and scanned: a picture of it in another PDF", async () => {
    const scan = await PDFDocument.create();
    const page = scan.addPage();
    page.drawImage(await scan.embedPng(qrPng(shown.link)), { x: 0, y: 0 });
    expect(readCertificate(await scan.save())).toBe(shown.presentation);
    expect(readCertificate(pdfOf(attached(deflateSync(shown.presentation), "/Filter [/FlateDecode]")))).toBe(
      shown.presentation,
    );
    const lying = Buffer.from(attached(shown.presentation))
      .toString()
      .replace(/Length \d+/, "Length 7");
    expect(readCertificate(pdfOf(lying))).toBe(shown.presentation);
  });

  it.each<[string, () => Uint8Array, string]>([
    ["nothing in it", () => pdfOf("<< /Type /Catalog >>"), "holds no presentation"],
    ["another beginning", () => Buffer.from("<html>"), "does not begin as one"],
    ["an end cut off", () => pdf.subarray(0, pdf.length / 3), ""],
    [
      "a bomb for an attachment",
      () => pdfOf(attached(deflateSync(new Uint8Array(50_000_000)), "/Filter /FlateDecode")),
      "holds no",
    ],
    [
      "a bomb in a bomb",
      () =>
        pdfOf(attached(deflateSync(deflateSync(new Uint8Array(90_000_000))), "/Filter [/FlateDecode /FlateDecode]")),
      "holds no",
    ],
    [
      "a picture that says it is small and is huge",
      () =>
        pdfOf(
          stream("/Subtype /Image /Width 8 /Height 8 /Filter /FlateDecode", deflateSync(new Uint8Array(90_000_000))),
        ),
      "holds no",
    ],
    [
      "a picture that says it is huge",
      () => pdfOf(stream("/Subtype /Image /Width 99999 /Height 99999 /Filter /FlateDecode", deflateSync("x"))),
      "holds no",
    ],
    ["lists nested 10,000 deep", () => pdfOf(`<< /A ${"[".repeat(10_000)} >>`), "nested"],
    ["dictionaries nested 10,000 deep", () => pdfOf("<< /A ".repeat(10_000)), "nested"],
    ["a list without an end", () => pdfOf(`<< /A [ ${"1 ".repeat(200_000)}`), "without an end"],
    ["a string without an end", () => pdfOf(`<< /A (${"(".repeat(10_000)}`), "cut short"],
    ["a stream without an end", () => Buffer.from("%PDF-1.7\n1 0 obj\n<< /Length 9 >>\nstream\nabc"), "cut short"],
    ["20,001 objects", () => pdfOf(...Array<string>(20_001).fill("null")), "more than 20000 objects"],
    ["51 attachments", () => pdfOf(...Array<Uint8Array>(51).fill(attached("x"))), "more than 50 attachments"],
    [
      "21 pictures",
      () => pdfOf(...Array<Uint8Array>(21).fill(stream("/Subtype /Image", "x"))),
      "more than 20 pictures",
    ],
    ["a password", () => Buffer.concat([pdfOf("null"), Buffer.from("trailer << /Encrypt 9 0 R >>")]), "encrypted"],
    ["33 MB", () => Buffer.alloc(33 * 1024 * 1024, "%PDF-1.7 "), "at most"],
  ])("with %s is refused, quickly and by name", (_, file, words) => {
    const message = refusal(file());
    expect(message).toMatch(/^The PDF /);
    expect(message).toContain(words);
  });

  it.each(COSTLY_PDFS)("costs no more than was allowed, whatever is packed into 400 kB: $name", ({ file, words }) => {
    const bytes = file();
    expect(bytes.length).toBeLessThan(420_000);
    const budget = openBudget();
    expect(() => readCertificateWithin(bytes, budget)).toThrow(words);
    for (const left of Object.values(budget)) expect(left).toBeGreaterThanOrEqual(0);
  });

  it.each<[keyof ReturnType<typeof openBudget>, () => Uint8Array]>([
    ["tokens", () => pdf],
    ["bytes", () => pdf],
    ["pixels", () => pdf],
  ])("is read with exactly the %s it takes, and not with one less", (what, file) => {
    const open = openBudget();
    readCertificateWithin(file(), open);
    const taken = openBudget()[what] - open[what];
    expect(taken).toBeGreaterThan(100);
    expect(readCertificateWithin(file(), { ...openBudget(), [what]: taken })).toBe(shown.presentation);
    expect(() => readCertificateWithin(file(), { ...openBudget(), [what]: taken - 1 })).toThrow("too many");
  });

  it("is read once and in one way, whatever its comments and strings hold", () => {
    // Each took minutes, or for ever, where a comment could be read in two ways or a string be looked through again.
    const comment = `1 0 obj ${"%".repeat(100_000)}\n<z`;
    const nested = `${"1 0 obj(".repeat(5000)}${" ".repeat(1_000_000)}${")".repeat(5000)}`;
    for (const text of [comment, nested])
      expect(pdfStreams(Buffer.from(`%PDF-1.7\n${text}`), openBudget())).toEqual([]);
    const packed = stream(`/Filter [${"/Fl ".repeat(5)}]`, "deep");
    expect(refusal(pdfOf(packed))).toContain("holds no presentation");
  });

  it("is never read for what its page, or the content of a stream, pretends to hold", () => {
    const inner = Buffer.from(attached(other.presentation)).toString();
    const page = stream(
      "",
      `BT (${shown.presentation}) Tj ET 9 0 obj ${inner} endobj`.replaceAll("endstream", "endstrea m"),
    );
    expect(refusal(pdfOf(page))).toContain("holds no presentation");
    expect(pdfStreams(pdfOf(page), openBudget())).toHaveLength(1);
  });
});
