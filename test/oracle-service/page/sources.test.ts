import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuiltPage } from "./support/buildPage.ts";
import { buildPage } from "./support/buildPage.ts";

const PAGE = join(import.meta.dirname, "..", "..", "..", "oracle-service", "page");
/** Ways to make markup or code of text, and to set styles that the policy forbids. */
const FORBIDDEN =
  /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|srcdoc|\beval\b|new Function|setTimeout\("|"style"|style:|javascript:|on(?:click|error|load):/;

function filesIn(folder: string, ending: RegExp): { name: string; text: string }[] {
  return readdirSync(join(PAGE, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => ({ name, text: readFileSync(join(PAGE, folder, name), "utf8") }));
}

describe("the page's sources", () => {
  it("never make markup or code of text", () => {
    const sources = filesIn("src", /\.ts$/);
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.filter(({ text }) => FORBIDDEN.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it("name no address of another host", () => {
    const all = [
      ...filesIn("src", /\.ts$/),
      ...filesIn("style", /\.css$/),
      ...filesIn("public", /./),
      ...filesIn(".", /\.html$/),
    ];
    const namespace = "http://www.w3.org/2000/svg";
    const naming = all.filter(({ text }) => /(?:https?:)?\/\/[\w-]+\.\w/.test(text.replaceAll(namespace, "")));
    expect(naming.map(({ name }) => name)).toEqual([]);
  });
});

describe("the built page", () => {
  let built: BuiltPage;
  let files: { name: string; size: number; text: string }[];

  beforeAll(async () => {
    built = await buildPage();
    files = readdirSync(built.folder, { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => {
        const bytes = readFileSync(join(parentPath, name));
        return { name, size: gzipSync(bytes).length, text: bytes.toString("utf8") };
      });
  });
  afterAll(() => built.remove());

  it("is small: everything that verifies a link is under 300 kB compressed, and what few need comes when it is needed", () => {
    const optional = /^(readPdf|readQr|findQr)-/;
    const first = files.filter(({ name }) => !optional.test(name)).reduce((sum, { size }) => sum + size, 0);
    expect(first).toBeLessThan(300_000);
    expect(files.filter(({ name }) => optional.test(name))).toHaveLength(3);
  });

  it("reads PDFs with the bounded reader alone: nothing in it writes PDFs or takes their own tables at their word", () => {
    for (const { name, text } of files) expect(text.match(/PDFDocument|fontkit|pngjs/i), name).toBeNull();
    expect(files.find(({ name }) => name.startsWith("readPdf-"))?.size).toBeLessThan(30_000);
  });

  it("has no code of Node, no code made of text, no inline script and no path of the machine that built it", () => {
    const index = files.find(({ name }) => name === "index.html")?.text ?? "";
    expect(index.match(/<script(?![^>]* src=)/)).toBeNull();
    expect(index.match(/<style|style=/)).toBeNull();
    const root = join(PAGE, "..", "..");
    for (const { name, text } of files) {
      expect(text.match(/__vite-browser-external|from"node:|require\("/), name).toBeNull();
      expect(text.match(/new Function\(|[^.\w]eval\(/), name).toBeNull();
      expect(text.includes(root), name).toBe(false);
    }
  });
});
