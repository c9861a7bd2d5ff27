import type { Provider } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import type { EthereumDIDRegistry } from "../generated/EthereumDIDRegistry.ts";
import { connectEthereumDIDRegistry } from "../generated/EthereumDIDRegistry.ts";
import type { OracleRegistry } from "../generated/OracleRegistry.ts";
import { connectOracleRegistry } from "../generated/OracleRegistry.ts";
import type { OrganizationFactory } from "../generated/OrganizationFactory.ts";
import { connectOrganizationFactory } from "../generated/OrganizationFactory.ts";
import type { VerificationLens } from "../generated/VerificationLens.ts";
import { connectVerificationLens } from "../generated/VerificationLens.ts";
import type { WalletFactory } from "../generated/WalletFactory.ts";
import { connectWalletFactory } from "../generated/WalletFactory.ts";
import type { LogMemory } from "./LogMemory.ts";
import { memoryLogs } from "./LogMemory.ts";
import type { LogRange } from "./LogRange.ts";
import { openLogRange } from "./LogRange.ts";
import type { Generation, NetworkFile } from "./NetworkFile.ts";

/** The pinned contracts of one generation, seen through one node. */
export interface Chain {
  readonly network: NetworkFile;
  readonly generation: Generation;
  readonly chainId: bigint;
  readonly provider: Provider;
  readonly registry: OracleRegistry;
  readonly organizationFactory: OrganizationFactory;
  readonly walletFactory: WalletFactory;
  readonly lens: VerificationLens;
  readonly didRegistry: EthereumDIDRegistry;
  /** How many blocks of logs the node lets go at once. */
  readonly logRange: LogRange;
  /** Logs that were read before. */
  readonly logs: LogMemory;
}

/** What may be chosen about a connection. */
export interface ChainOptions {
  /** The newest unless told. */
  readonly generation?: Generation | undefined;
  /** Keeps logs that were read; until the process ends unless told. */
  readonly logs?: LogMemory;
}

/**
 * Connects the contracts that a network file pins to a node. Reads nothing yet; a verifier checks the node itself.
 *
 * @param network - as parseNetworkFile gives it.
 * @param provider - an ethers provider. Give it a static network and no cache, or it answers late and with old blocks:
 * `new JsonRpcProvider(url, chainId, { staticNetwork: true, cacheTimeout: -1, batchStallTime: 0 })`.
 * @returns the contracts, ready to be read; `contract.connect(signer)` writes.
 * @throws ERR_NETWORK_FILE if the file names no generation.
 * @example
 * const provider = connectNode("http://127.0.0.1:8545", network.chainId, "auto");
 * const chain = connectChain(network, provider);
 */
export function connectChain(
  network: NetworkFile,
  provider: Provider,
  { generation = network.generations.at(-1), logs = memoryLogs() }: ChainOptions = {},
): Chain {
  if (generation === undefined) throw new CscssError("ERR_NETWORK_FILE", "The network file names no generation.");
  return {
    network,
    generation,
    chainId: BigInt(network.chainId),
    provider,
    registry: connectOracleRegistry(generation.registry, provider),
    organizationFactory: connectOrganizationFactory(generation.factories.organizations, provider),
    walletFactory: connectWalletFactory(generation.factories.wallets, provider),
    lens: connectVerificationLens(generation.lens, provider),
    didRegistry: connectEthereumDIDRegistry(generation.didRegistry, provider),
    logRange: openLogRange(provider),
    logs,
  };
}
