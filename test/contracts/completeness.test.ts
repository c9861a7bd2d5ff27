import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const CONTRACTS = join(import.meta.dirname, "..", "..", "contracts");
/** Everything a test says, but for the handlers' and tables' support files. */
const tests = readdirSync(import.meta.dirname, { encoding: "utf8" })
  .filter((file) => /\.(test\.ts|t\.sol)$/.test(file) && !file.startsWith("completeness"))
  .map((file) => readFileSync(join(import.meta.dirname, file), "utf8"))
  .join("\n");

/** Every custom error and event that our own sources declare, by kind and name. */
const declared = readdirSync(CONTRACTS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sol"))
  .flatMap((file) => [...readFileSync(join(CONTRACTS, file), "utf8").matchAll(/^ {4}(error|event) (\w+)\(/gm)])
  .map(([, kind, name]): [string, string] => [kind!, name!]);

describe("the contract tests", () => {
  it("find the declarations they go by", () => {
    expect(declared).toEqual(
      expect.arrayContaining([
        ["error", "WalletBlocked"],
        ["event", "RecordAdded"],
      ]),
    );
  });

  it.each(declared)("meet the %s %s", (_, name) => {
    expect(new RegExp(`\\b${name}\\b`).test(tests), `a test that names ${name}`).toBe(true);
  });
});
