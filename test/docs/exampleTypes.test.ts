import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { afterAll, describe, expect, it } from "vitest";
import { entryPoints, publicNames, ROOT, sourceOf } from "../house/publicSurface.ts";
import { documentedIn, examplesOf } from "./docComments.ts";

const GIVEN = ["given", "givenOnChain"];

mkdirSync(join(ROOT, "cache"), { recursive: true });
const folder = mkdtempSync(join(ROOT, "cache", "examples-"));
afterAll(() => rmSync(folder, { recursive: true }));

const names = publicNames();

/** Everything an example may use without saying where it is from. An entry point's own names come first. */
function importsFor(entry: string): string[] {
  const own = names.filter((one) => one.entry === entry).map(({ name }) => name);
  const given = GIVEN.map((file) => ({ file, all: exportsOf(file).filter((name) => !own.includes(name)) }));
  const taken = given.flatMap(({ all }) => all);
  return [
    ...given.map(({ file, all }) => `import { ${all.join(", ")} } from "../../test/docs/${file}.ts";`),
    ...entryPoints().map((from) => {
      const wanted = names.filter((one) => one.entry === from && !taken.includes(one.name));
      return `import { ${wanted.map(({ kind, name }) => `${kind === "type" ? "type " : ""}${name}`).join(", ")} } from "@cscss-me/sdk${from.slice(1)}";`;
    }),
    'import { Wallet } from "ethers";',
  ];
}

function exportsOf(file: string): string[] {
  const { module } = parseSync(`${file}.ts`, readFileSync(join(import.meta.dirname, `${file}.ts`), "utf8"));
  return module.staticExports.flatMap(({ entries }) => entries.flatMap(({ exportName }) => exportName.name ?? []));
}

/** The examples of an entry point as one program, each in a function of its own. */
function programOf(entry: string): string {
  const bodies = names
    .filter((one) => one.entry === entry && !one.whole)
    .flatMap(({ file, name }) =>
      documentedIn(file)
        .filter((one) => one.name === name)
        .flatMap(({ comment }) => examplesOf(comment))
        .map((code, index) => `export async function example_${name}_${index}() {\n${code}\n}`),
    );
  return [...importsFor(entry), ...bodies].join("\n\n");
}

describe("The examples of the public names", () => {
  it("are programs whose types are right", () => {
    const programs = entryPoints().map((entry) => ({ file: sourceOf(entry), text: programOf(entry) }));
    for (const { file, text } of programs) writeFileSync(join(folder, file), text);
    const settings = {
      extends: "../../tsconfig.json",
      // Examples leave out what they do not need; a result may be named only to show it.
      compilerOptions: { noUnusedLocals: false, noImplicitReturns: false },
      include: ["*.ts"],
      exclude: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
      encoding: "utf8",
      cwd: folder,
    });

    const errors = stdout.split("\n").filter((line) => line !== "");
    const placed = errors.map((line) => {
      const [, file = "", number = ""] = /^([\w.]+)\((\d+),/.exec(line) ?? [];
      const above =
        programs
          .find((one) => one.file === file)
          ?.text.split("\n")
          .slice(0, Number(number)) ?? [];
      const example = above.findLast((one) => one.startsWith("export async function"))?.slice(22);
      return `${file} ${example ?? ""} ${line}`;
    });
    expect(placed).toEqual([]);
    expect(programs.flatMap(({ text }) => text.match(/^export async function/gm) ?? []).length).toBeGreaterThan(150);
  });
});
