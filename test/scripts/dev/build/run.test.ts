import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { ROOT } from "../../../../scripts/dev/ci/runCommand.ts";
import { FROM_SOURCES } from "../../../fixtures/fromSources.ts";

const PROGRAM = join("test", "fixtures", "tellPlace.ts");
const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), "cscss-run-")));
afterAll(() => rmSync(elsewhere, { recursive: true }));

/** Runs as npm does: in the root, with INIT_CWD naming where the person stands. */
function run(...words: string[]) {
  const env = { ...process.env, INIT_CWD: elsewhere };
  return spawnSync(process.execPath, [...FROM_SOURCES, "scripts/dev/build/run.ts", ...words], {
    cwd: ROOT,
    env,
    encoding: "utf8",
  });
}

describe("run.ts", () => {
  it("runs a program from its sources, where the person stands, with the program's own words and exit code", () => {
    const { status, stdout } = run("--here", PROGRAM, "a", "--fresh", "--here");
    expect(JSON.parse(stdout)).toEqual({
      cwd: elsewhere,
      args: ["a", "--fresh", "--here"],
      file: join(ROOT, PROGRAM),
      sdk: pathToFileURL(join(ROOT, "sdk", "index.ts")).href,
    });
    expect(status).toBe(7);
  });

  it("runs it in the root unless told", () => {
    expect(JSON.parse(run(PROGRAM).stdout)).toMatchObject({ cwd: ROOT, args: [] });
  });

  it.each([[["--hear", PROGRAM]], [["--here"]], [[]]])("refuses %j", (words) => {
    const { status, stderr } = run(...words);
    expect(status).toBe(1);
    expect(stderr).toContain("is not understood");
  });
});
