import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DIPLOMA, fixedBytes } from "../fixtures/makeCredential.ts";
import { openedOffline } from "../fixtures/offlineIssuer.ts";

const SDK = join(import.meta.dirname, "..", "..", "sdk");
/** What the examples take for given, beside what their own file exports. */
const record = await openedOffline("degree", DIPLOMA);
const GIVEN = { record, salt: fixedBytes("salt", 16) };

interface Example {
  readonly file: string;
  readonly call: string;
  /** As written after the call; `…` stands for anything. */
  readonly result: string;
}

/** Every line of an @example that calls something without a chain and says what comes out. */
function examplesIn(file: string): Example[] {
  const blocks = readFileSync(join(SDK, file), "utf8").matchAll(/@example\n((?: \* .*\n)+)/g);
  return [...blocks].flatMap(([, block = ""]) =>
    [...block.matchAll(/^ \* (?!.*\bawait\b)(\w+\(.*\)[\w.$]*); \/\/ (.+)$/gm)].map(([, call = "", result = ""]) => ({
      file,
      call,
      result,
    })),
  );
}

const files = readdirSync(SDK, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.startsWith("generated"),
);
const examples = files.flatMap(examplesIn);

describe("The examples of the SDK's functions", () => {
  it.each(examples)("$call", async ({ file, call, result }) => {
    const exported = (await import(join(SDK, file))) as Record<string, unknown>;
    const others = { exportSdJwt: (await import("../../sdk/export/exportSdJwt.ts")).exportSdJwt };
    const scope: Record<string, unknown> = { ...others, ...GIVEN, ...exported };
    const run = (code: string): unknown =>
      new Function(...Object.keys(scope), `return (${code});`)(...Object.values(scope));
    const thrown = /^throws (ERR_\w+)$/.exec(result);
    if (thrown) return expect(() => run(call)).toThrowError(expect.objectContaining({ code: thrown[1] }));
    const expected =
      /^the same as (.+)$/.exec(result)?.[1] ?? result.replace(/^Uint8Array (\[.*\])$/, "Uint8Array.from($1)");
    if (!expected.includes("…")) return expect(run(call)).toEqual(run(expected));
    const form = expected.split("…").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    // Written as the example writes it: text in its quotes, an object without quotes around its names.
    expect(
      JSON.stringify(run(call))
        .replaceAll(/"(\w+)":/g, "$1: ")
        .replaceAll(/([{,])(?=\w)/g, "$1 "),
    ).toMatch(new RegExp(form.join("[^]*").replaceAll(" ", "\\s*")));
  });

  it("are there", () => {
    expect(examples.length).toBeGreaterThan(18);
  });
});
