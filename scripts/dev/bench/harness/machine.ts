import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";

/** What ran the benchmarks. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly platform: string;
  /** Versions of what is measured and of what it is measured against. */
  readonly versions: Readonly<Record<string, string>>;
}

const PACKAGES = [
  "hardhat",
  "solc",
  "ethers",
  "did-jwt",
  "did-jwt-vc",
  "ethr-did-resolver",
  "eth-crypto",
  "@noble/curves",
  "secp256k1",
  "tiny-secp256k1",
  "hash-wasm",
  "fflate",
  "@ethereum-attestation-service/eas-contracts",
  "@trustvc/document-store",
  "@openzeppelin/contracts",
  "@sd-jwt/core",
  "jose",
];
const NODE_MODULES = join(import.meta.dirname, "..", "..", "..", "..", "node_modules");

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
  };
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(NODE_MODULES, name, "package.json"), "utf8")) as { version: string };
  return version;
}
