import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FROM_SOURCES } from "../fixtures/fromSources.ts";
import type { ExampleWorld } from "./exampleWorld.ts";
import { openExampleWorld, runExample, runExamples } from "./exampleWorld.ts";

const EXAMPLES = join(import.meta.dirname, "..", "..", "docs", "examples");
const RUN = { examples: EXAMPLES, nodeOptions: FROM_SOURCES };
const files = readdirSync(EXAMPLES).filter((file) => file.endsWith(".ts"));

let world: ExampleWorld;
let written: Record<string, string>;

beforeAll(async () => {
  world = await openExampleWorld();
  written = await runExamples(world, RUN);
}, 240_000);
afterAll(() => world.close());

describe("docs/examples", () => {
  it("all run, each with what the ones before it left", () => {
    expect(Object.keys(written).sort()).toEqual(files);
    expect(written["answer-a-claim-link.ts"]).toMatch(/^consented as 0x/);
    expect(written["issue-a-diploma.ts"]).toMatch(/^issued 0x[0-9a-f]{32} into 0x/);
    expect(written["open-and-answer.ts"]).toContain("opened degree: awardTitle, awardDate, finalGrade, givenName");
  });

  it("verify what was shown, and nothing more", () => {
    const shown = '{"awardTitle":"Master of Science","awardDate":"2026-07-01"}\n';
    expect(written["verify-a-presentation.ts"]).toBe(`valid, issued by Università di Esempio: ${shown}`);
    expect(written["verify-offline.ts"]).toMatch(/^valid at block \d+: /);
    expect(written["verify-offline.ts"]?.endsWith(shown)).toBe(true);
  });

  it("tell who may issue, and what was decided", () => {
    const registry = written["read-the-registry.ts"];
    expect(registry).toContain("Università di Esempio (IT): accredited, direct, higher_education\n");
    expect(registry).toContain(
      "for companies' certificates: no. It was accredited for higher_education, but not for company.",
    );
    expect(registry).toContain("accredited: direct, higher_education");
  });

  it("take an answer once, and no bundle of another block", async () => {
    const again = await runExample(world, RUN, "verify-a-presentation.ts", [
      world.url,
      "request.json",
      "presentation.txt",
    ]);
    expect(again).toContain("ERR_NONCE_USED");
    const other = await runExample(world, RUN, "verify-offline.ts", [
      `0x${"00".repeat(32)}`,
      "request.json",
      "bundle.json",
    ]);
    expect(other).toMatch(/^notCheckable\nERR_PROOF/);
  });

  it("import nothing but the package, ethers and Node", () => {
    const imported = files.flatMap((file) => {
      const text = readFileSync(join(EXAMPLES, file), "utf8");
      return [...text.matchAll(/\bfrom "([^"]+)"/g)].map(([, from = ""]) => from);
    });
    expect(imported.filter((from) => !/^(@cscss-me\/sdk(\/|$)|ethers$|node:)/.test(from))).toEqual([]);
  });

  it("stand in the table of their README", () => {
    const readme = readFileSync(join(EXAMPLES, "README.md"), "utf8");
    expect(files.filter((file) => !readme.includes(`[${file}](${file})`))).toEqual([]);
  });
});
