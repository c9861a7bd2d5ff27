import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contractFiles } from "./contractFiles.ts";
import { readArtifacts, readPackagedArtifact } from "./readArtifacts.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const output = join(root, "sdk", "generated");

const { contracts, enums } = readArtifacts(join(root, "artifacts"));
const didRegistry = readPackagedArtifact(
  join(root, "node_modules/ethr-did-registry/artifacts/contracts/EthereumDIDRegistry.sol/EthereumDIDRegistry.json"),
);
const files = contractFiles([...contracts, didRegistry], enums);

// Unchanged files stay untouched, so that watchers and caches stay warm; what nothing generates any more goes.
mkdirSync(join(output, "bytecode"), { recursive: true });
const existing = readdirSync(output, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
for (const file of existing) if (!files.has(file)) rmSync(join(output, file));
for (const [file, text] of files) {
  if (!existing.includes(file) || readFileSync(join(output, file), "utf8") !== text) {
    writeFileSync(join(output, file), text);
  }
}
