import { existsSync, linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { eraseFile } from "../../../../scripts/cli/files/eraseFile.ts";

const folder = mkdtempSync(join(tmpdir(), "cscss-erase-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("a file is overwritten, all of it, before its name goes", () => {
  const [file, other] = [join(folder, "me.json"), join(folder, "other")];
  const secret = "correct horse battery staple ".repeat(100);
  writeFileSync(file, secret);
  // What the disk holds stays reachable by its second name.
  linkSync(file, other);
  eraseFile(file);
  expect(existsSync(file)).toBe(false);
  const left = readFileSync(other);
  expect(left).toHaveLength(secret.length);
  for (const part of [0, 1450, 2890])
    expect(left.toString("latin1", part, part + 10)).not.toBe(secret.slice(part, part + 10));
});

it("what cannot be erased is named", () => {
  const nowhere = join(folder, "nowhere");
  expect(() => eraseFile(nowhere)).toThrow(expect.objectContaining({ code: "ERR_FILE", details: { file: nowhere } }));
});
