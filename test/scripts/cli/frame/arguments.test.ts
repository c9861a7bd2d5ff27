import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addressArgument,
  categoryOptions,
  evidenceHash,
  numberOption,
} from "../../../../scripts/cli/frame/arguments.ts";
import type { Session } from "../../../../scripts/cli/frame/Session.ts";
import { CATEGORIES } from "../../../../sdk/credential/recordTypes.ts";

const ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const usage = (message: string) =>
  expect.objectContaining({ code: "ERR_USAGE", message: expect.stringContaining(message) });

/** A session that was given these options and nothing else. */
function given(values: Readonly<Record<string, string | readonly string[]>>): Session {
  const option = (name: string) => (typeof values[name] === "string" ? values[name] : undefined);
  const list = (name: string) => [values[name] ?? []].flat();
  return { option, list } as unknown as Session;
}

describe("an address", () => {
  it("comes out with its checksum, whichever way it was written", () => {
    for (const text of [ADDRESS, ADDRESS.toLowerCase()]) expect(addressArgument(text, "WALLET")).toBe(ADDRESS);
  });

  it.each([undefined, "", "0x12", `${ADDRESS}00`, ADDRESS.replace("C5", "c5")])("is not %j", (text) => {
    expect(() => addressArgument(text, "WALLET")).toThrow(usage(`WALLET "${text ?? ""}"`));
  });
});

describe("the hash of the papers", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "cscss-papers-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is zero without papers, and keccak256 of the file with them", () => {
    const papers = join(folder, "papers.pdf");
    writeFileSync(papers, "abc");
    expect(evidenceHash(given({}))).toBe(`0x${"00".repeat(32)}`);
    expect(evidenceHash(given({ evidence: papers }))).toBe(
      "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
    );
  });
});

describe("categories", () => {
  it("are those that there are, at least one", () => {
    expect(categoryOptions(given({ category: ["vocational", "higher_education"] }))).toEqual([
      "vocational",
      "higher_education",
    ]);
    expect(() => categoryOptions(given({}))).toThrow(usage("--category is missing"));
    expect(() => categoryOptions(given({ category: ["vocational", "medicine"] }))).toThrow(usage('"medicine"'));
  });

  it("are listed where one is unknown", () => {
    expect(() => categoryOptions(given({}))).toThrow(usage(Object.keys(CATEGORIES).join(", ")));
  });
});

describe("a number", () => {
  it("is the fallback where it is not given, and may be 0", () => {
    expect(numberOption(given({}), "index", 7)).toBe(7);
    expect(numberOption(given({ index: "0" }), "index", 7)).toBe(0);
    expect(numberOption(given({ index: "999999999" }), "index", 7)).toBe(999_999_999);
  });

  it.each(["", "-1", "1.5", "1e3", "0x1", "1000000000", "1 ", "x1"])("is not %j", (text) => {
    expect(() => numberOption(given({ index: text }), "index", 7)).toThrow(usage(`--index "${text}"`));
  });
});
