import type { RpcNode } from "../../../oracle-service/nodes/RpcNode.ts";
import type { LocalChain } from "../../../scripts/dev/chain/LocalChain.ts";

/** Changes what a node answers. `truth` asks the chain. */
export type Tell = (method: string, params: readonly unknown[], truth: () => Promise<unknown>) => unknown;

/** A local chain as a node. */
export function worldNode({ provider }: Pick<LocalChain, "provider">, name = "node 1", tell?: Tell): RpcNode {
  return {
    name,
    async request(method, params) {
      const truth = () => provider.send(method, [...params]);
      return tell === undefined ? truth() : tell(method, params, truth);
    },
  };
}
