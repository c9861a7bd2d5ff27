import type { ReadBlock } from "../../sdk/registry/Standing.ts";
import type { Node } from "../../sdk/verify/Node.ts";

/** Tells whether questions can be answered: the node is of the pinned chain, has the pinned code and is not behind. */
export interface Readiness {
  /** @throws ERR_NODE_* with the reason why not. */
  check(): Promise<{ readonly network: string; readonly block: ReadBlock }>;
}

/** Probes that come at the same time share one look at the node. */
export function nodeReadiness(node: Node): Readiness {
  let looking: ReturnType<Readiness["check"]> | undefined;
  async function look() {
    const { block } = await node.read([]);
    return { network: node.chain.network.name, block };
  }
  return {
    check() {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
}
