import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const SCRIPT = join(import.meta.dirname, "open_sealed.py");
const VECTORS = join(import.meta.dirname, "..", "vectors", "seal.json");
const found = spawnSync("python3", ["-c", "import cryptography"], { encoding: "utf8" });
const here = found.status === 0;

if (!here) process.stderr.write("Not run: the second implementation needs python3 with its package cryptography.\n");

it.runIf(here)("a second implementation, in Python, opens every sealed vector and refuses what is broken", () => {
  const { opens, refused } = JSON.parse(readFileSync(VECTORS, "utf8"));
  const { status, stdout, stderr } = spawnSync("python3", [SCRIPT, VECTORS], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  expect(lines.filter((line) => line.startsWith("opened: "))).toHaveLength(opens.length);
  const judged = refused.filter(({ layer }: { layer: string }) => layer !== "hash" && layer !== "pack");
  expect(lines.filter((line) => line.startsWith("refused in "))).toHaveLength(judged.length);
});
