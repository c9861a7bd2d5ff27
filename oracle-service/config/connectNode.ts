import { FetchRequest, JsonRpcProvider } from "ethers";
import type { Chain } from "../../sdk/network/connectChain.ts";
import { connectChain } from "../../sdk/network/connectChain.ts";
import type { Config } from "./readConfig.ts";

/** Connects to the configured node, which is given up on after its time. Reads nothing yet. */
export function connectNode({ network, rpcUrl, rpcTimeoutMs }: Config): { chain: Chain; provider: JsonRpcProvider } {
  const request = new FetchRequest(rpcUrl);
  request.timeout = rpcTimeoutMs;
  // ethers would try a busy node again for minutes; a client of ours rather hears that it is busy.
  request.setThrottleParams({ maxAttempts: 1 });
  const options = { staticNetwork: true, cacheTimeout: -1, batchStallTime: 0 };
  const provider = new JsonRpcProvider(request, network.chainId, options);
  return { chain: connectChain(network, provider), provider };
}
