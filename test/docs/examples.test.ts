import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { entryPoints } from "../house/publicSurface.ts";
import { documentedIn, examplesOf } from "./docComments.ts";
import * as given from "./given.ts";

const SDK = join(import.meta.dirname, "..", "..", "sdk");

interface Example {
  readonly file: string;
  readonly call: string;
  /** As written behind the call; `…` stands for anything. */
  readonly result: string;
}

/** Every statement of an @example that calls something without a chain and says what comes out. */
function examplesIn(file: string): Example[] {
  const code = documentedIn(file).flatMap(({ comment }) => examplesOf(comment));
  return code.flatMap((text) => {
    const { program, comments, errors } = parseSync("example.ts", text, { sourceType: "module" });
    if (errors.length > 0) throw new Error(`An @example of sdk/${file} is no program: ${errors[0]?.message}\n${text}`);
    // What rests on a declaration above it is type-checked only: see exampleTypes.test.ts.
    if (program.body.some(({ type }) => type === "VariableDeclaration")) return [];
    return program.body.flatMap((statement) => {
      if (statement.type !== "ExpressionStatement" || statement.expression.type === "AwaitExpression") return [];
      const told = comments.find(
        ({ start }) => start >= statement.end && !text.slice(statement.end, start).includes("\n"),
      );
      const call = text.slice(statement.start, statement.end).replace(/;$/, "");
      return told === undefined || call.includes("await") ? [] : [{ file, call, result: told.value.trim() }];
    });
  });
}

const files = readdirSync(SDK, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\//.test(file) && file.endsWith(".ts") && !/^(node_modules|dist)\//.test(file),
);
const examples = files.flatMap(examplesIn);
const publicValues = await readPublicValues();

/** Everything that can be imported by a public name. */
async function readPublicValues(): Promise<Record<string, unknown>> {
  const modules = entryPoints().map((entry) => import(`@cscss-me/sdk${entry.slice(1)}`));
  return Object.assign({}, ...(await Promise.all(modules)));
}

describe("The examples of the SDK's functions", () => {
  it.each(examples)("$call", async ({ file, call, result }) => {
    const exported = (await import(join(SDK, file))) as Record<string, unknown>;
    const scope: Record<string, unknown> = { ...publicValues, ...given, ...exported };
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
    expect(examples.length).toBeGreaterThan(110);
  });
});
