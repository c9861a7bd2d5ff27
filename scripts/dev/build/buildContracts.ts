import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../ci/runCommand.ts";
import { runNode, runTool } from "../ci/runTool.ts";

/** Whether the contracts' types and bytecode are there, which everything in sdk/ needs. */
export function isGenerated(): boolean {
  return existsSync(join(ROOT, "sdk", "generated", "structs.ts"));
}

/** @throws Error naming the command that makes sdk/generated, where it is missing. */
export function requireGenerated(): void {
  if (!isGenerated()) throw new Error("sdk/generated is missing: run npm run build.");
}

/**
 * Compiles what changed of the contracts and makes sdk/generated of them. Prints to stderr.
 *
 * @param options.tests - the Solidity tests too.
 * @throws Error if the compiler finds a mistake; it has told which.
 */
export async function buildContracts(options: { readonly tests?: boolean } = {}): Promise<void> {
  if (!isGenerated()) process.stderr.write("Building the contracts, which takes 20 s the first time...\n");
  const flags = options.tests === true ? [] : ["--no-tests", "--quiet"];
  const generator = join("scripts", "dev", "build", "generateContracts.ts");
  const built = await runTool("hardhat", ["build", ...flags], { toStderr: true });
  if (built !== 0) throw new Error("The contracts were not built.");
  if ((await runNode([generator], { toStderr: true })) !== 0) throw new Error("The contracts' types were not made.");
}
