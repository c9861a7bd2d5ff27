// Prints what the contracts cost and how that differs from the snapshot: node test/contracts/gas.ts
// With --write (npm run gas:snapshot) the new figures become the snapshot and the table of docs/CONTRACTS.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GAS_TABLE, gasTable } from "./support/gasTable.ts";
import { measureGas } from "./support/measureGas.ts";

const SNAPSHOT = join(import.meta.dirname, "gas-snapshot.json");
const PAGE = join(import.meta.dirname, "..", "..", "docs", "CONTRACTS.md");

const before = JSON.parse(readFileSync(SNAPSHOT, "utf8")) as Readonly<Record<string, number>>;
const now = await measureGas();
for (const [what, gas] of Object.entries(now)) {
  const change = gas - (before[what] ?? gas);
  const difference = change === 0 ? "" : `${change > 0 ? "+" : "−"}${Math.abs(change).toLocaleString("en")}`;
  process.stdout.write(`${what.padEnd(40)}${gas.toLocaleString("en").padStart(10)}${difference.padStart(10)}\n`);
}
if (process.argv.includes("--write")) {
  writeFileSync(SNAPSHOT, `${JSON.stringify(now, null, 2)}\n`);
  writeFileSync(
    PAGE,
    readFileSync(PAGE, "utf8").replace(GAS_TABLE, () => gasTable(now)),
  );
}
