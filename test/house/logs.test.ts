import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
/** Who may ask a node for logs: the bounded reader, and the index, which reads steps of its own from several nodes. */
const ALLOWED = ["sdk/network/LogRange.ts", "oracle-service/indexer/readStep.ts"];
const ASKS = /\bgetLogs\b|\bqueryFilter\b|eth_getLogs/;

it("nodes are asked for logs in one place: they refuse more than some blocks at once (use readLogs)", () => {
  const files = ["sdk", "oracle-service", "scripts"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/(^|\/)(node_modules|dist|generated)\//.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const asking = files.filter((file) => ASKS.test(readFileSync(join(ROOT, file), "utf8")));
  expect(asking.filter((file) => !ALLOWED.includes(file))).toEqual([]);
  expect(asking).toEqual(expect.arrayContaining(ALLOWED));
});
