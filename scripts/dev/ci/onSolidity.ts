// node scripts/dev/ci/onSolidity.ts FOLDER[,FOLDER] TOOL [flags]: runs a tool over all Solidity files of the folders. Here, and
// not by a pattern in package.json, because every shell reads patterns in its own way.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./runCommand.ts";
import { runTool } from "./runTool.ts";

const [folders = "", tool = "", ...flags] = process.argv.slice(2);
const files = folders.split(",").flatMap((folder) => {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".sol")).map((name) => join(folder, name));
});
if (files.length === 0) throw new RangeError(`There is no Solidity file in ${folders}.`);
process.exitCode = await runTool(tool, [...flags, ...files]);
