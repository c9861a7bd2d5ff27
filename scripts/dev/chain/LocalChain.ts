import type { JsonRpcApiProvider } from "ethers";
import { id, toQuantity, Wallet } from "ethers";

/** The rules of a local chain: today's Ethereum, or one like Quorum (Berlin, gas price 0). */
export type LocalNetwork = "default" | "berlin";

/** A chain to try things out on, which mines a block for every transaction and passes time at a word. */
export interface LocalChain {
  readonly network: LocalNetwork;
  readonly chainId: bigint;
  /** Answers are never cached, and the network is never asked for again. */
  readonly provider: JsonRpcApiProvider;
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

/** A chain over a node that takes Hardhat's methods for tests. */
export function localChainOver(
  provider: JsonRpcApiProvider,
  { network, close }: Pick<LocalChain, "network" | "close">,
): LocalChain {
  const freeGas = network === "berlin";
  const mine = async (blocks = 1): Promise<void> => void (await provider.send("hardhat_mine", [toQuantity(blocks)]));

  return {
    network,
    chainId: provider._network.chainId,
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
    close,
  };
}
