import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { defineConfig } from "vitest/config";
import base from "../../../../vitest.config.ts";
import { contractFiles } from "../../build/contractFiles.ts";
import { readArtifacts, readPackagedArtifact } from "../../build/readArtifacts.ts";
import { ARTIFACTS, ROOT } from "./files.ts";

const GENERATED = join(ROOT, "sdk", "generated");
const didRegistry = readPackagedArtifact(
  join(ROOT, "node_modules/ethr-did-registry/artifacts/contracts/EthereumDIDRegistry.sol/EthereumDIDRegistry.json"),
);
const { contracts, enums } = readArtifacts(ARTIFACTS);
const files = contractFiles([...contracts, didRegistry], enums);

/** The contract tests as they are, on chains that report and with instrumented bytecode. */
export default defineConfig({
  root: ROOT,
  test: {
    ...base.test,
    include: ["test/contracts/**/*.test.ts"],
    exclude: ["**/gasSnapshot.test.ts"],
    // What vitest keeps on disk would hand instrumented modules to other runs, and theirs to this one.
    fsModuleCache: false,
  },
  plugins: [
    {
      name: "instrumented-contracts",
      enforce: "pre",
      resolveId(source: string, importer?: string): string | undefined {
        const isOurs = importer?.startsWith(dirname(import.meta.dirname));
        return source.endsWith("/hardhat.config.ts") && !isOurs
          ? join(import.meta.dirname, "hardhat.config.ts")
          : undefined;
      },
      load(id: string): string | undefined {
        return id.startsWith(GENERATED) ? (files.get(relative(GENERATED, id)) ?? readFileSync(id, "utf8")) : undefined;
      },
    },
  ],
});
