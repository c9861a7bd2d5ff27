import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { GAS_TABLE, gasTable } from "./support/gasTable.ts";
import { measureGas } from "./support/measureGas.ts";

const read = (...path: string[]): string => readFileSync(join(import.meta.dirname, ...path), "utf8");
const snapshot = JSON.parse(read("gas-snapshot.json")) as Readonly<Record<string, number>>;

// To the last unit of gas: whoever changes what something costs says so, with npm run gas:snapshot.
it("costs what the snapshot says", async () => {
  expect(await measureGas()).toEqual(snapshot);
}, 300_000);

it("costs what docs/CONTRACTS.md says", () => {
  expect(GAS_TABLE.exec(read("..", "..", "docs", "CONTRACTS.md"))?.[0]).toBe(gasTable(snapshot));
});
