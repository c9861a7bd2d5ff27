import type { Node } from "@cscss-me/sdk";
import type { ReadBlock } from "@cscss-me/sdk/registry";
import { sql } from "kysely";
import type { Store } from "../store/openStore.ts";

/** Tells whether questions can be answered: the node is of the pinned chain, has the pinned code and is not behind. */
export interface Readiness {
  /** @throws ERR_NODE_* with the reason why not. */
  check(): Promise<{ readonly network: string; readonly block: ReadBlock }>;
}

/** Also asks the store. Probes that come at the same time share one look at the node. */
export function nodeReadiness(node: Node, store: Store): Readiness {
  let looking: ReturnType<Readiness["check"]> | undefined;
  async function look() {
    const [{ block }] = await Promise.all([node.read([]), sql`select 1`.execute(store)]);
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
