import { BrowserProvider, Network } from "ethers";
import type { NodePool } from "./NodePool.ts";

/** The pool as ethers sees a node: each call goes to one node that can be believed, to the next if it does not answer. */
export function poolProvider(pool: NodePool): BrowserProvider {
  const { chainId } = pool.network;
  const options = { staticNetwork: Network.from(chainId), cacheTimeout: -1 };
  const wallet = {
    request: ({ method, params = [] }: { method: string; params?: readonly unknown[] | Record<string, unknown> }) =>
      pool.request(method, Array.isArray(params) ? params : [params]),
  };
  return new BrowserProvider(wallet, chainId, options);
}
