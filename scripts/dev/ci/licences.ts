// npm run licences: fails if a package has a licence that allowedLicences.ts does not have.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LockFile } from "./findLicences.ts";
import { findLicences } from "./findLicences.ts";
import { ROOT } from "./runCommand.ts";

const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as LockFile;
const { counts, refused, idle } = findLicences(lock);
for (const [licence, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`${count} ${licence}`);
const where = "scripts/dev/ci/allowedLicences.ts";
for (const problem of refused) console.error(`Not on the list of ${where}: ${problem}`);
for (const name of idle) console.error(`No package needs its exception any more; remove it from ${where}: ${name}`);
process.exitCode = refused.length + idle.length === 0 ? 0 : 1;
