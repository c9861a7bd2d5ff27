import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entryPoints, publicNames, ROOT, sourceOf } from "./publicSurface.ts";
import { declarationsIn } from "./typeNames.ts";

// In a folder that git ignores, so that the compiler finds the packages; the threads' entry files are no names.
mkdirSync(join(ROOT, "cache"), { recursive: true });
const folder = mkdtempSync(join(ROOT, "cache", "public-types-"));
beforeAll(emitDeclarations);
afterAll(() => rmSync(folder, { recursive: true }));

/** What is mentioned and not public, on purpose. The list only shrinks. */
const HIDDEN = [
  // Words of a constant that no caller needs by name.
  "ColumnMapping names DATE_FORMS of sdk/inputs/columnMapping.ts",
  // Threads are opened and handed on whole; what is sent to them is between the SDK's own files.
  "IssuingWorkers names SeededAward of sdk/issuing/openIssuingWorkers.ts",
  "IssuingWorkers names SentRecord of sdk/issuing/openIssuingWorkers.ts",
  "VerifyWorkers names ChunkSource of sdk/verify/verifyChunk.ts",
  "VerifyWorkers names Moment of sdk/verify/verifyChunk.ts",
  "VerifyWorkers names VerifyTask of sdk/verify/openVerifyWorkers.ts",
  // Today's form of consents, which ./interim has until the next generation of contracts replaces it.
  "PlannedRow names HolderConsent of sdk/consent/HolderConsent.ts",
  "ReadyRow names HolderConsent of sdk/consent/HolderConsent.ts",
  "planFile names ChosenConsents of sdk/consent/chooseConsents.ts",
  // Computed from the JSON schemas that schemaOf and categorySchemaOf give.
  "CategoryClaims names CATEGORY_SCHEMAS of sdk/credential/schemas/categorySchemas.ts",
  "ClaimSchema names Checked of sdk/credential/schemas/ClaimSchema.ts",
  "FromSchema names Members of sdk/json/FromSchema.ts",
  "FromSchema names OfType of sdk/json/FromSchema.ts",
  "FromSchema names RequiredOf of sdk/json/FromSchema.ts",
  "RecordClaims names RECORD_SCHEMAS of sdk/credential/schemas/recordSchemas.ts",
];

function emitDeclarations(): void {
  const settings = {
    extends: "../../tsconfig.json",
    compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: "../../sdk", outDir: "." },
    include: [],
    exclude: [],
    files: entryPoints().map((entry) => `../../sdk/${sourceOf(entry)}`),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The declarations of the SDK could not be written: ${stdout}`);
}

const names = publicNames();
const isPublic = (file: string, name: string) =>
  names.some((one) => one.file === file && (one.whole || one.name === name));

/** The types that the declaration of a public name mentions and that nobody can import. */
function hiddenIn(file: string, name?: string): string[] {
  const text = readFileSync(join(folder, file.replace(/\.ts$/, ".d.ts")), "utf8");
  return declarationsIn(file, text)
    .filter((one) => one.exported && (name === undefined || one.name === name))
    .flatMap((one) =>
      one.mentions
        .filter((type) => !isPublic(type.file, type.name))
        .map((type) => `${one.name} names ${type.name} of sdk/${type.file}`),
    );
}

describe("what the SDK's public names mention", () => {
  it("can be named by whoever uses them: each type of a parameter, an option or a result is public too", () => {
    const hidden = names.flatMap(({ file, name, whole }) => (whole ? hiddenIn(file) : hiddenIn(file, name)));
    expect([...new Set(hidden)].sort()).toEqual([...HIDDEN].sort());
  });

  it("is found: the walk sees parameters, results, members and what they extend", () => {
    const text = [
      'import type { A } from "./a.ts";',
      'import type { Signer } from "ethers";',
      'import type * as all from "./all.ts";',
      "interface Own { readonly a: A }",
      'export declare function f<T extends Own>(t: T, s: Signer, x: all.X): Promise<import("../b.ts").B>;',
      "export interface G extends Own { m(): (typeof WORDS)[number] }",
      "declare const WORDS: readonly string[];",
    ].join("\n");
    const [, f, g] = declarationsIn("room/f.ts", text);
    expect(f?.mentions).toEqual([
      { file: "room/f.ts", name: "Own" },
      { file: "room/all.ts", name: "X" },
      { file: "b.ts", name: "B" },
    ]);
    expect(g?.mentions).toEqual([
      { file: "room/f.ts", name: "Own" },
      { file: "room/f.ts", name: "WORDS" },
    ]);
  });
});
