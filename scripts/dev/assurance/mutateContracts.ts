// npm run mutate:contracts -- [--sample N] [--seed S] [--shard I/N] [--file part of a path] [--id hex] [--list]
// Changes the contracts in one place at a time and counts how many changes the contract tests notice. What was tried is in a
// journal, which a second run goes on with; the summary lands in cache/mutation/mutation.json.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Mutant } from "./mutation/mutantsOf.ts";
import { mutantsOf } from "./mutation/mutantsOf.ts";
import { sample, shard } from "./mutation/pick.ts";
import { summarize } from "./mutation/summarize.ts";
import { testsOf } from "./mutation/testsOf.ts";
import type { Result } from "./mutation/tryMutant.ts";
import { failsInTypeScript, tryMutant } from "./mutation/tryMutant.ts";
import { contractSources, ROOT } from "./solidity/contractSources.ts";

const { values } = parseArgs({
  options: {
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    shard: { type: "string", default: "1/1" },
    file: { type: "string", default: "" },
    id: { type: "string", default: "" },
    list: { type: "boolean", default: false },
  },
});
const folder = join(ROOT, "cache", "mutation");
const journal = join(folder, "journal.jsonl");

const all = Object.entries(contractSources()).flatMap(([file, { content }]) => mutantsOf(file, content));
const chosen = all.filter(({ file, id }) => file.includes(values.file) && id.startsWith(values.id));
const [index = 1, count = 1] = values.shard.split("/").map(Number);
const picked = shard(sample(chosen, Number(values.sample ?? chosen.length), Number(values.seed)), index, count);

if (values.list) {
  for (const mutant of picked) process.stdout.write(`${describe(mutant)}\n`);
} else {
  await tryAll();
}

async function tryAll(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const known = new Map(readJournal().map((result) => [result.id, result]));
  const results: Result[] = [];
  if (picked.some(({ id }) => !known.has(id))) await requirePassing();
  for (const mutant of picked) {
    const result = known.get(mutant.id) ?? (await tryMutant(mutant));
    if (!known.has(mutant.id)) {
      appendFileSync(journal, `${JSON.stringify(result)}\n`);
      process.stdout.write(`${results.length + 1}/${picked.length} ${result.outcome.padEnd(8)} ${describe(mutant)}\n`);
    }
    results.push({ ...result, ...mutant });
  }
  const summary = summarize(results, all.length);
  writeFileSync(
    join(folder, "mutation.json"),
    `${JSON.stringify({ ...summary, seed: Number(values.seed), results }, null, 2)}\n`,
  );
  process.stdout.write(`${summary.text}\n`);
  process.exitCode = summary.survived === 0 ? 0 : 1;
}

/** Tests that fail without any mutant would count every mutant as noticed. */
async function requirePassing(): Promise<void> {
  const { own, others } = testsOf("contracts/Council.sol");
  const failed = await failsInTypeScript({}, [...own, ...others]);
  if (failed !== undefined) throw new RangeError(`Without any mutant a test fails: ${failed}`);
}

function readJournal(): Result[] {
  if (!existsSync(journal)) return [];
  const lines = readFileSync(journal, "utf8").trim().split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Result);
}

function describe({ id, file, line, operator, before, after }: Mutant): string {
  const short = (text: string): string => text.replace(/\s+/g, " ").slice(0, 70);
  return `${id} ${file}:${line} ${operator}: ${short(before)} → ${short(after) || "nothing"}`;
}
