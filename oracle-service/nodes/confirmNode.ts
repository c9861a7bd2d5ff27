import type { NetworkFile, PinnedContract } from "@cscss-me/sdk";
import { CscssError } from "@cscss-me/sdk";
import { keccak256 } from "ethers";
import type { RpcNode } from "./RpcNode.ts";

/**
 * Makes sure that a node is of the pinned chain and shows the pinned contracts' code.
 *
 * @throws ERR_NODE_CHAIN, ERR_NODE_CODE; whatever the node throws if it does not answer.
 */
export async function confirmNode(node: RpcNode, network: NetworkFile): Promise<void> {
  const [chainId, genesis] = await Promise.all([
    node.request("eth_chainId", []),
    node.request("eth_getBlockByNumber", ["0x0", false]),
  ]);
  const hash = (genesis as { hash?: unknown } | null)?.hash;
  if (Number(chainId) !== network.chainId || hash !== network.genesisHash) {
    throw new CscssError("ERR_NODE_CHAIN", `It serves another chain than "${network.name}".`);
  }
  for (const { registry, factories, lens, didRegistry, codeHashes } of network.generations) {
    const places: Record<PinnedContract, string> = { registry, ...factories, lens, didRegistry };
    for (const [name, address] of Object.entries(places)) {
      const code = await node.request("eth_getCode", [address, "latest"]);
      if (keccak256(String(code)) !== codeHashes[name as PinnedContract]) {
        throw new CscssError(
          "ERR_NODE_CODE",
          `It shows other code at ${address} (${name}) than the network file pins.`,
        );
      }
    }
  }
}
