import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeDrafts, writeFileSafely } from "../../../../scripts/cli/files/writeFileSafely.ts";

describe("writing a file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cscss-files-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is for its owner only, touches none that is there, and leaves no draft", () => {
    const file = join(folder, "claim.json");
    writeFileSafely(file, "one");
    expect(() => writeFileSafely(file, "two")).toThrow(expect.objectContaining({ code: "ERR_FILE" }));
    expect(readFileSync(file, "utf8")).toBe("one");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSafely(file, "three", { replace: true });
    expect(readFileSync(file, "utf8")).toBe("three");
    expect(readdirSync(folder)).toEqual(["claim.json"]);
  });

  it("is never over one that came after the look whether it is there", () => {
    // What nobody sees before the file gets its name: a link that leads nowhere yet.
    const file = join(folder, "claim.json");
    symlinkSync(join(folder, "elsewhere"), file);
    expect(() => writeFileSafely(file, "one")).toThrow(expect.objectContaining({ code: "ERR_FILE" }));
    expect(readdirSync(folder)).toEqual(["claim.json"]);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
  });

  it("that a process was killed in the middle of leaves a draft, which the next run removes, and nothing else", () => {
    const others = ["claim.json", "claim.json.tmp", "notes.0123456789ab", "results.csv.0123456789ab.tmp"];
    for (const name of [...others, "claim.json.0123456789ab.tmp"]) writeFileSync(join(folder, name), "{}");
    mkdirSync(join(folder, "claim.json.aaaaaaaaaaaa.tmp"));
    removeDrafts(folder, new Set(["claim.json"]));
    expect(readdirSync(folder).sort()).toEqual(["claim.json", "claim.json.aaaaaaaaaaaa.tmp", ...others.slice(1)]);
    removeDrafts(join(folder, "none"), new Set(["claim.json"]));
  });
});
