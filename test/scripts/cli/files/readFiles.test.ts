import { chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readStdin } from "../../../../scripts/cli/files/readStdin.ts";
import { readBytesFile, readTextFile } from "../../../../scripts/cli/files/readTextFile.ts";
import { requirePrivate } from "../../../../scripts/cli/files/requirePrivate.ts";

const folder = mkdtempSync(join(tmpdir(), "cscss-read-"));
const file = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

describe("a file", () => {
  it("is read as its bytes, or as UTF-8 text and nothing else", () => {
    writeFileSync(file("text"), "Åkesson");
    expect(readTextFile(file("text"))).toBe("Åkesson");
    expect(readBytesFile(file("text"))).toEqual(Buffer.from("Åkesson"));
    writeFileSync(file("bytes"), Uint8Array.of(0x41, 0xff));
    expect(() => readTextFile(file("bytes"))).toThrow(
      expect.objectContaining({ code: "ERR_FILE", details: { file: file("bytes") } }),
    );
  });

  it("that is missing, or no file, is named", () => {
    for (const name of [file("nowhere"), folder]) {
      expect(() => readTextFile(name)).toThrow(
        expect.objectContaining({ code: "ERR_FILE", message: expect.stringContaining(name) }),
      );
    }
  });

  it("is bounded before it is read", () => {
    writeFileSync(file("large"), "");
    truncateSync(file("large"), 64 * 1024 * 1024 + 1);
    expect(() => readBytesFile(file("large"))).toThrow(expect.objectContaining({ code: "ERR_FILE" }));
  });

  it.each([0o640, 0o604, 0o620, 0o602, 0o610, 0o601])(
    "with a secret is nobody else's: mode %i is not private",
    (mode) => {
      writeFileSync(file("secret"), "x");
      chmodSync(file("secret"), 0o600);
      expect(() => requirePrivate(file("secret"))).not.toThrow();
      chmodSync(file("secret"), mode);
      expect(() => requirePrivate(file("secret"))).toThrow(expect.objectContaining({ code: "ERR_KEYSTORE" }));
    },
  );
});

describe("stdin", () => {
  async function* parts(...texts: string[]) {
    for (const text of texts) yield Buffer.from(text);
  }

  it("is read to its end, and no further than to a bound", async () => {
    expect(await readStdin(parts("ab", "", "cd"), 4)).toEqual(Buffer.from("abcd"));
    let given = 0;
    async function* more() {
      for (; given < 1000; given++) yield Buffer.from("ab");
    }
    await expect(readStdin(more(), 4)).rejects.toMatchObject({ code: "ERR_DOCUMENT", details: { most: 4 } });
    expect(given).toBe(2);
  });
});
