import type { Eip1193Provider } from "ethers";
import { toQuantity } from "ethers";

const MINING = ["eth_sendRawTransaction", "hardhat_mine", "evm_mine"];

/** A local chain's node on which time passes with blocks only, so that the same steps give the same chain. */
export function keepTime(node: Eip1193Provider, secondsPerBlock: number): Eip1193Provider {
  /** The time set for the next block. */
  let set: number | undefined;

  async function setNext(time: number): Promise<unknown> {
    set = time;
    return node.request({ method: "evm_setNextBlockTimestamp", params: [time] });
  }
  async function latest(): Promise<{ number: string; timestamp: string }> {
    return node.request({ method: "eth_getBlockByNumber", params: ["latest", false] });
  }
  return {
    async request({ method, params = [] }) {
      const [first] = params as unknown[];
      if (method === "evm_setNextBlockTimestamp") return setNext(Number(first));
      const now = Number((await latest()).timestamp);
      if (method === "evm_increaseTime") {
        await setNext(now + Number(first));
        return toQuantity(Number(first));
      }
      if (method === "evm_revert") set = undefined;
      if (MINING.includes(method)) await setNext(set !== undefined && set > now ? set : now + secondsPerBlock);
      return node.request({ method, params });
    },
  };
}
