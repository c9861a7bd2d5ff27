import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FROM_SOURCES } from "../../fixtures/fromSources.ts";

const ENTRY = join(import.meta.dirname, "..", "..", "..", "sdk", "document.ts");
const WORDS = { title: "Diploma", facts: [], claims: [], presentation: "eyJ.a.b~", advice: "Verify it." };

it("loads what writes PDFs when one is written, and not for reading", () => {
  const script = `
    import { registerHooks } from "node:module";
    const loaded = new Set();
    registerHooks({ resolve: (name, context, next) => (loaded.add(name), next(name, context)) });
    const writers = () => [...loaded].filter((name) => /pdf-lib|fontkit/.test(name)).sort();
    const { readCertificate, writeCertificate } = await import(${JSON.stringify(ENTRY)});
    try { readCertificate(new TextEncoder().encode("%PDF-1.7 1 0 obj null endobj")); } catch {}
    const before = writers();
    const { bytes } = await writeCertificate(${JSON.stringify(WORDS)}, { fonts: [], now: new Date(0) });
    const read = readCertificate(bytes);
    console.log(JSON.stringify({ before, after: writers(), read }));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, [...FROM_SOURCES, "--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const { before, after, read } = JSON.parse(stdout);
  expect(before).toEqual([]);
  expect(after).toEqual(expect.arrayContaining(["@cantoo/fontkit", "@cantoo/pdf-lib"]));
  expect(read).toBe(WORDS.presentation);
});
