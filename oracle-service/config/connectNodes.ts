import type { Chain } from "@cscss-me/sdk";
import { connectChain } from "@cscss-me/sdk";
import type { NodePool } from "../nodes/NodePool.ts";
import { nodePool } from "../nodes/NodePool.ts";
import { poolProvider } from "../nodes/poolProvider.ts";
import { httpNode } from "../nodes/RpcNode.ts";
import type { Config } from "./readConfig.ts";

const ANSWER_BYTES = 64_000_000;

/** Connects to the configured nodes, each of which is given up on after its time. Reads nothing yet. */
export function connectNodes({ network, rpcUrls, rpcTimeoutMs }: Config): { chain: Chain; pool: NodePool } {
  const limits = { timeoutMs: rpcTimeoutMs, answerBytes: ANSWER_BYTES };
  const pool = nodePool(
    network,
    rpcUrls.map((url, index) => httpNode(`node ${index + 1}`, url, limits)),
  );
  return { chain: connectChain(network, poolProvider(pool)), pool };
}
