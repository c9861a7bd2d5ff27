import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CscssResult } from "../../../fixtures/runCscss.ts";
import { runCscss, startCscss } from "../../../fixtures/runCscss.ts";
import { runHere } from "../../../fixtures/runHere.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity } from "../../../fixtures/university.ts";
import { CHROMIUM, openBrowser, openTab } from "../../../oracle-service/page/support/openBrowser.ts";
import { verdictOn } from "../../../oracle-service/page/support/openStand.ts";

const GRADUATES = join(import.meta.dirname, "..", "..", "..", "..", "scripts", "dev", "demo", "graduates.csv");
const NAME = "Università di Esempio";

interface Up {
  readonly page: string;
  readonly organization: string;
  readonly settings: string;
}

interface Issued {
  readonly issued?: number;
  readonly exists?: number;
  readonly results: string;
  readonly first: { readonly studentId: string; readonly verdict: string; readonly link: string };
}

describe("from nothing to the first verified diploma", () => {
  let folder: string;
  let child: ChildProcess;
  let up: Up;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cscss-first-"));
    up = await start(NAME);
  }, 240_000);
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(name: string): Promise<Up> {
    const more = ["--port", "0", "--service-port", "0", "--admission-delay", "1s", "--json"];
    child = startCscss(folder, ["up", "--with-university", name, ...more]);
    return new Promise((resolve, reject) => {
      let errors = "";
      child.stderr?.on("data", (text) => {
        errors += text;
      });
      child.stdout?.once("data", (line) => resolve(JSON.parse(String(line)) as Up));
      child.once("close", () => reject(new Error(errors)));
    });
  }
  async function stop(): Promise<void> {
    if (child.exitCode !== null) return;
    const closed = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGINT");
    await closed;
  }
  const issue = (file: string, ...more: readonly string[]): Promise<CscssResult> =>
    runCscss(folder, ["issue", file, "--try", ...more]);

  /** Two rows of the class, with these words in place of others. */
  function classFile(name: string, ...changes: readonly (readonly [string, string])[]): string {
    const some = readFileSync(GRADUATES, "utf8").split("\n").slice(0, 3).join("\n");
    const text = changes.reduce((before, [from, to]) => before.replaceAll(from, to), `${some}\n`);
    writeFileSync(join(folder, name), text);
    return name;
  }

  it("takes two commands after the demo, and the second one's link is VALID on the page", async () => {
    const { code, stdout, stderr } = await issue(GRADUATES, "--yes", "--json");
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    const { issued, first } = JSON.parse(stdout) as Issued;
    expect({ issued, first }).toEqual({
      issued: 25,
      first: { studentId: "S2026000001", verdict: "valid", link: expect.stringContaining(`${up.page}#me1=`) },
    });
    expect(await runCscss(folder, ["verify", first.link])).toMatchObject({ code: 0 });
    if (CHROMIUM === undefined) return;
    const browser = await openBrowser();
    try {
      const tab = await openTab(browser, Math.floor(Date.now() / 1000));
      await tab.page.goto(first.link);
      expect(await verdictOn(tab)).toBe("VALID: Every check passed.");
      expect(await tab.page.locator("article").textContent()).toContain(NAME);
      expect(tab.complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 240_000);

  it("leaves nothing beside the file, and does nothing twice", async () => {
    const file = classFile("again.csv");
    expect(JSON.parse((await issue(file, "--yes", "--json")).stdout)).toMatchObject({ issued: 2 });
    const again = JSON.parse((await issue(file, "--yes", "--json")).stdout) as Issued;
    expect(again).toMatchObject({ issued: 2, first: { verdict: "valid" } });
    expect(readdirSync(join(again.results, "..", "claims"))).toHaveLength(2);
    expect(readdirSync(folder).sort()).toEqual(["again.csv", "home"]);
  }, 120_000);

  it("asks once, having said how it reads the file's columns", async () => {
    const file = classFile("theirs.csv", ["student_id,given_name", "Matricola,Nome"]);
    const { code, stderr } = await runHere(folder, ["issue", file, "--try"], { typed: ["y"] });
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    expect(stderr.indexOf("Matricola")).toBeLessThan(stderr.indexOf("2 rows: 2 to issue"));
    expect(stderr).toMatch(/Matricola +student_id\n *Nome +given_name/);
    const told = /give --columns (.+)$/m.exec(stderr)?.[1] ?? "";
    const own = JSON.parse(readFileSync(told, "utf8"));
    writeFileSync(join(folder, "own.json"), JSON.stringify({ ...own, columns: { ...own.columns, Nome: null } }));
    const other = await issue(file, "--columns", "own.json", "--yes");
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining("given_name") });
  }, 120_000);

  it("sends nothing where somebody says no", async () => {
    const file = classFile("no.csv", ["S2026", "S2027"]);
    const { code, stdout, stderr } = await runHere(folder, ["issue", file, "--try"], { typed: ["n"] });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: expect.stringContaining("ERR_CANCELLED") });
    expect(JSON.parse((await issue(file, "--yes", "--json")).stdout)).toMatchObject({ issued: 2 });
  }, 120_000);

  it("has other commands of the university work with the settings that up wrote", async () => {
    const claims = await runCscss(folder, ["org", "claims", classFile("invited.csv"), "--out", "invited"]);
    expect({ code: claims.code, stderr: claims.stderr }).toEqual({ code: 0, stderr: "" });
    expect(readFileSync(join(folder, "invited", "links.csv"), "utf8")).toContain(`,${up.page}#`);
  }, 120_000);

  it("goes on with the same university, and with no other", async () => {
    await stop();
    const again = await start(NAME);
    expect(again.organization).toBe(up.organization);
    up = again;
    const file = classFile("later.csv", ["S2026", "S2028"]);
    expect(JSON.parse((await issue(file, "--yes", "--json")).stdout)).toMatchObject({ first: { verdict: "valid" } });
    await stop();
    await expect(start("Another one")).rejects.toThrow(/is of \\"Università di Esempio\\", not of \\"Another one\\"/);
  }, 240_000);

  describe("on a chain that is not cscss up's", () => {
    let university: University;
    beforeAll(async () => {
      university = await openUniversity();
    });
    afterAll(() => university.close());

    it.each([
      ["another folder's", () => university.folder],
      ["a folder that pretends", () => pretending()],
    ])("plays nobody: %s", async (_, where) => {
      const env = { ...university.env, CSCSS_NETWORK: join(where(), "network.json") };
      const file = classFile("real.csv");
      const { code, stderr } = await runCscss(folder, ["issue", file, "--try", "--yes"], { env });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("--try plays graduates") });
      expect(readdirSync(university.folder)).not.toContain("tries");
    });

    /** Everything that up writes down, but the time of another chain's first block. */
    function pretending(): string {
      const pretended = mkdtempSync(join(folder, "pretended-"));
      writeFileSync(join(pretended, "network.json"), readFileSync(join(university.folder, "network.json")));
      writeFileSync(join(pretended, "chain.json"), '{"chainId":31337,"genesisTime":1}');
      return pretended;
    }
  });
});
