import { join } from "node:path";
import { BrowserProvider, FeeData, Network } from "ethers";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import config from "../../../hardhat.config.ts";
import { keepTime } from "./keepTime.ts";
import type { LocalChain, LocalNetwork } from "./LocalChain.ts";
import { localChainOver } from "./LocalChain.ts";

/** What can be chosen about a local chain. */
export interface LocalChainOptions {
  /** Time of the first block, in Unix seconds; without it the wall clock's. */
  readonly startsAt?: number;
  /** How much later than the one before each block is, in seconds; without it as much as passed on the wall clock. */
  readonly secondsPerBlock?: number;
}

const ROOT = join(import.meta.dirname, "..", "..", "..");
const POLL_EVERY_MS = 50;

/** Opens a fresh chain in this process. Close it, or the process stays alive. */
export async function openLocalChain(network: LocalNetwork, options: LocalChainOptions = {}): Promise<LocalChain> {
  const hardhat = await createHardhatRuntimeEnvironment(config, { config: join(ROOT, "hardhat.config.ts") }, ROOT);
  const { startsAt, secondsPerBlock } = options;
  const connection = await hardhat.network.create({
    network,
    ...(startsAt === undefined ? {} : { override: { initialDate: new Date(startsAt * 1000).toISOString() } }),
  });
  const node = secondsPerBlock === undefined ? connection.provider : keepTime(connection.provider, secondsPerBlock);
  const chainId = BigInt((await connection.provider.request({ method: "eth_chainId" })) as string);
  const provider = new (network === "berlin" ? FreeGasProvider : BrowserProvider)(node, chainId, {
    staticNetwork: Network.from(chainId),
    cacheTimeout: -1,
    pollingInterval: POLL_EVERY_MS,
  });
  return localChainOver(provider, {
    network,
    async close() {
      provider.destroy();
      await connection.close();
    },
  });
}

/** Without these fees ethers would offer the price that the node suggests, and on free-gas chains accounts hold nothing. */
class FreeGasProvider extends BrowserProvider {
  override async getFeeData(): Promise<FeeData> {
    return new FeeData(0n, null, null);
  }
}
