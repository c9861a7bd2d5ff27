import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";

// The compiler comes from the npm package, so that building needs no download of its own.
const compiler = {
  version: "0.8.30",
  path: createRequire(import.meta.url).resolve("solc/soljson.js"),
  settings: {
    // London bytecode runs on Berlin too, as long as nobody reads block.basefee: test/contracts/bytecode.test.ts.
    evmVersion: "london",
    // More runs would make Organization larger than a contract may be; they save 0.3 % of gas.
    optimizer: { enabled: true, runs: 800 },
  },
};

// A longer search: CSCSS_FUZZ_RUNS=5000.
const fuzzRuns = Number(process.env.CSCSS_FUZZ_RUNS ?? 256);

export default defineConfig({
  // Both profiles: otherwise a deployment is rebuilt with the newest EVM target.
  solidity: {
    profiles: { default: compiler, production: compiler },
  },
  networks: {
    default: { type: "edr-simulated", chainType: "l1" },
    berlin: { type: "edr-simulated", chainType: "l1", hardfork: "berlin", gasPrice: 0n },
  },
  paths: { tests: { solidity: "test/contracts" } },
  test: {
    solidity: {
      fuzz: { runs: fuzzRuns },
      invariant: { runs: Math.ceil(fuzzRuns / 8), depth: 100, failOnRevert: true },
      // The compiled ERC-1056 registry, which its package does not export as a source.
      fsPermissions: { readDirectory: ["node_modules/ethr-did-registry/artifacts"] },
    },
  },
});
