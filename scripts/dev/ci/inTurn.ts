// node scripts/dev/ci/inTurn.ts SCRIPT…: runs npm scripts one after the other, and ends with the first that fails.
import { runNode } from "./runTool.ts";

const npm = process.env.npm_execpath;
if (npm === undefined) throw new Error("inTurn.ts is run by an npm script.");
for (const script of process.argv.slice(2)) {
  process.exitCode = await runNode([npm, "run", "--silent", script]);
  if (process.exitCode !== 0) break;
}
