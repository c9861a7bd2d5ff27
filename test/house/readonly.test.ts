import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const SDK = join(import.meta.dirname, "..", "..", "sdk");
const INTERFACE = /^export interface (?<name>\w+)[^{]*\{\n(?<body>.*?)^\}/gms;
/** A member that is no method; those of what stands inside a member are further in. */
const MEMBER = /^ {2}(?!readonly )["\w-]+\??: /m;

/** What is counted down while a document is read: no value that is handed out. */
const COUNTERS = ["document/ReadingBudget.ts: ReadingBudget"];

it("the SDK's exported interfaces have readonly members only", () => {
  const files = readdirSync(SDK, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !/^(generated|dist|node_modules)\//.test(file),
  );
  const found = files.flatMap((file) =>
    [...readFileSync(join(SDK, file), "utf8").matchAll(INTERFACE)].map(({ groups }) => ({ file, ...groups })),
  ) as { readonly file: string; readonly name: string; readonly body: string }[];
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(({ body }) => MEMBER.test(body)).map(({ file, name }) => `${file}: ${name}`)).toEqual(COUNTERS);
});
