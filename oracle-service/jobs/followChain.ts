import { CheckpointMoved } from "../indexer/checkpoint.ts";
import type { Indexer } from "../indexer/Indexer.ts";
import type { NodePool } from "../nodes/NodePool.ts";
import type { Alerts } from "../services/alerts.ts";
import type { Job } from "./runJob.ts";

/** Keeps the index at the head, and names the nodes that are not believed. */
export function followChain(indexer: Indexer, pool: NodePool, alerts: Alerts, pauseMs: number): Job {
  const told = new Map<string, string>();

  async function tellOfNodes(): Promise<void> {
    for (const { name, problem } of pool.states()) {
      const code = problem?.code ?? "";
      if (told.get(name) === code) continue;
      if (problem === undefined) await alerts.settle("node", name);
      else await alerts.raise("node", name, `${problem.code}: ${problem.message}`);
      told.set(name, code);
    }
  }

  return {
    name: "follow the chain",
    pauseMs,
    async run(signal) {
      try {
        while (!signal.aborted && (await indexer.step()));
      } catch (error) {
        // Two processes may share a store: whichever is faster does the work.
        if (!(error instanceof CheckpointMoved)) throw error;
      } finally {
        await tellOfNodes();
      }
    },
  };
}
