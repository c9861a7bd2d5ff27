import { join } from "node:path";
import { ROOT } from "../ci/runCommand.ts";
import { runTool } from "../ci/runTool.ts";

/** Where the service looks for the page in a clone; its package has it at the same place beside its sources. */
export const PAGE = join(ROOT, "dist", "page");

/** Builds the web page into a folder, as `npm run page:build` does. @throws Error if it is not built */
export async function buildPage(outDir: string): Promise<void> {
  const config = join(ROOT, "oracle-service", "page", "vite.config.ts");
  const args = ["build", "--config", config, "--outDir", outDir, "--emptyOutDir", "--logLevel", "warn"];
  if ((await runTool("vite", args, { toStderr: true })) !== 0) throw new Error("The page was not built.");
}
