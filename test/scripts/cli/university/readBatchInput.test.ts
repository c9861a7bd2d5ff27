import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { OptionReader } from "../../../../scripts/cli/frame/OptionReader.ts";
import { readAwardsFrom } from "../../../../scripts/cli/university/readBatchInput.ts";

const CASES = join(import.meta.dirname, "..", "..", "..", "fixtures", "data", "cases");

/** The options of a run, as a session reads them. */
function options(given: Readonly<Record<string, string>>): OptionReader {
  return {
    option: (name) => given[name],
    required: (name) => String(given[name]),
    choice(name, words) {
      const word = words.find((one) => one === given[name]);
      if (word === undefined) throw Object.assign(new Error(name), { code: "ERR_USAGE" });
      return word;
    },
    list: (name) => given[name]?.split(",") ?? [],
    flag: () => false,
  };
}
const read = (file: string, given: Readonly<Record<string, string>>) =>
  readAwardsFrom(join(CASES, file), options(given));

describe("the options that say how a file is to be read", () => {
  it("--encoding says what letters its bytes are", () => {
    expect(read("gbk-one.csv", {}).rows).toEqual([]);
    expect(read("gbk-one.csv", { encoding: "gb18030" }).rows).toMatchObject([{ claims: { familyName: "谢" } }]);
    expect(() => read("gbk-one.csv", { encoding: "gbk" })).toThrow(expect.objectContaining({ code: "ERR_USAGE" }));
  });

  it("--accept says that what looks like a mistake is right", () => {
    expect(read("decoded-twice.csv", {}).rows).toEqual([]);
    const accept = "decoded-twice,html-entity,spreadsheet-error";
    expect(read("decoded-twice.csv", { accept }).rows).toHaveLength(3);
    expect(() => read("decoded-twice.csv", { accept: "all" })).toThrow(expect.objectContaining({ code: "ERR_USAGE" }));
  });

  it("--badge-name says whose name a badge bears", () => {
    expect(read("badge-name.json", {}).rows).toEqual([]);
    const { rows } = read("badge-name.json", { "badge-name": "full_name" });
    expect(rows).toMatchObject([{ claims: { fullName: "Alex Muster" } }]);
    expect(() => read("badge-name.json", { "badge-name": "title" })).toThrow(
      expect.objectContaining({ code: "ERR_USAGE" }),
    );
  });
});
