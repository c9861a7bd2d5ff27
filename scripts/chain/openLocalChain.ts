import { join } from "node:path";
import { BrowserProvider, FeeData, id, Network, toQuantity, Wallet } from "ethers";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import config from "../../hardhat.config.ts";
import { keepTime } from "./keepTime.ts";

/** The chains that can be opened in this process: today's Ethereum, and one like Quorum (Berlin, gas price 0). */
export type LocalNetwork = "default" | "berlin";

/** What can be chosen about a local chain. */
export interface LocalChainOptions {
  /** Time of the first block, in Unix seconds; without it the wall clock's. */
  readonly startsAt?: number;
  /** How much later than the one before each block is, in seconds; without it as much as passed on the wall clock. */
  readonly secondsPerBlock?: number;
}

/** A chain that lives in this process and mines a block for every transaction. */
export interface LocalChain {
  readonly network: LocalNetwork;
  readonly chainId: bigint;
  /** Answers are never cached, and the network is never asked for again. */
  readonly provider: BrowserProvider;
  /** True where transactions are of type 0 and cost nothing. */
  readonly freeGas: boolean;
  /** The same name always gives the same account. It holds ether only where gas costs some. */
  fundedWallet(name: string): Promise<Wallet>;
  /** Time of the latest block, in Unix seconds. */
  now(): Promise<number>;
  mine(blocks?: number): Promise<void>;
  /** The next block gets this time, in Unix seconds; it is mined at once. */
  setTime(time: number): Promise<void>;
  /** Lets so many seconds pass and mines a block. */
  increaseTime(seconds: number): Promise<void>;
  /** Remembers the chain as it is; the function it returns goes back there, as often as wanted. */
  snapshot(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, "..", "..");
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
  const freeGas = network === "berlin";
  const provider = new (freeGas ? FreeGasProvider : BrowserProvider)(node, chainId, {
    staticNetwork: Network.from(chainId),
    cacheTimeout: -1,
    pollingInterval: POLL_EVERY_MS,
  });
  const mine = async (blocks = 1): Promise<void> => void (await provider.send("hardhat_mine", [toQuantity(blocks)]));

  return {
    network,
    chainId,
    provider,
    freeGas,
    mine,
    async fundedWallet(name) {
      const wallet = new Wallet(id(`CSCSS ME local account: ${name}`), provider);
      if (!freeGas) await provider.send("hardhat_setBalance", [wallet.address, toQuantity(10n ** 24n)]);
      return wallet;
    },
    async now() {
      const block = await provider.send("eth_getBlockByNumber", ["latest", false]);
      return Number(block.timestamp);
    },
    async setTime(time) {
      await provider.send("evm_setNextBlockTimestamp", [time]);
      await mine();
    },
    async increaseTime(seconds) {
      await provider.send("evm_increaseTime", [seconds]);
      await mine();
    },
    async snapshot() {
      let taken = await provider.send("evm_snapshot", []);
      return async () => {
        await provider.send("evm_revert", [taken]);
        // Going back uses a snapshot up.
        taken = await provider.send("evm_snapshot", []);
      };
    },
    async close() {
      provider.destroy();
      await connection.close();
    },
  };
}

/** Without these fees ethers would offer the price that the node suggests, and on free-gas chains accounts hold nothing. */
class FreeGasProvider extends BrowserProvider {
  override async getFeeData(): Promise<FeeData> {
    return new FeeData(0n, null, null);
  }
}
