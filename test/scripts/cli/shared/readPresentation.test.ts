import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  contentOfBytes,
  looksLikePresentation,
  readPresentation,
  readRequest,
} from "../../../../scripts/cli/shared/readPresentation.ts";
import { makeLink } from "../../../../sdk/link/makeLink.ts";
import { createRequest } from "../../../../sdk/presentation/createRequest.ts";
import { fixedRandom } from "../../../fixtures/makeCredential.ts";

const folder = mkdtempSync(join(tmpdir(), "cscss-shown-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function* stdin(text = "") {
  yield Buffer.from(text);
}
const REQUEST = createRequest(
  { audience: "https://employer.example", purpose: "Hiring", claims: ["awardTitle"], expires: 2_000_000_000 },
  fixedRandom("request"),
);
const TEXT = `${"a".repeat(100)}.${"b".repeat(100)}.${"c".repeat(86)}~`;

describe("what somebody was shown", () => {
  it("is a text, a link or a file, given as it is or on stdin", async () => {
    const file = join(folder, "shown.txt");
    writeFileSync(file, `\n${TEXT}\n`);
    expect(await readPresentation(TEXT, stdin())).toBe(TEXT);
    expect(await readPresentation(file, stdin())).toBe(TEXT);
    expect(await readPresentation("-", stdin(` ${TEXT}\n`))).toBe(TEXT);
    const link = makeLink({ request: REQUEST });
    for (const source of [link, link.slice(link.indexOf("#")), "-"]) {
      expect(await readRequest(source, stdin(JSON.stringify(REQUEST)))).toEqual(REQUEST);
    }
  });

  it("is told from a request, whichever was wanted", async () => {
    const link = makeLink({ request: REQUEST });
    await expect(readPresentation(link, stdin())).rejects.toMatchObject({ code: "ERR_USAGE" });
    await expect(readRequest(TEXT, stdin())).rejects.toMatchObject({ code: "ERR_USAGE" });
  });

  it("is a file's name, though there is a tilde in it", async () => {
    expect(looksLikePresentation(TEXT)).toBe(true);
    expect(looksLikePresentation(` \n${TEXT}`)).toBe(true);
    for (const text of ["a.b.c~", "~/shown.txt", `x ${TEXT}`, TEXT.replaceAll(".", "/")]) {
      expect(looksLikePresentation(text)).toBe(false);
    }
    await expect(readPresentation("a.b.c~", stdin())).rejects.toMatchObject({ code: "ERR_FILE" });
  });

  it("is no longer than anything of ours", () => {
    expect(contentOfBytes(Buffer.from("x".repeat(1_000_000)))).toEqual({ presentation: "x".repeat(1_000_000) });
    expect(() => contentOfBytes(Buffer.from("x".repeat(1_000_001)))).toThrow(
      expect.objectContaining({ code: "ERR_DOCUMENT" }),
    );
    expect(() => contentOfBytes(new Uint8Array(32 * 1024 * 1024 + 1))).toThrow(
      expect.objectContaining({ code: "ERR_DOCUMENT" }),
    );
  });
});
