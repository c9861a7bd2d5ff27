import type { Relayer } from "../governance/relayer.ts";
import type { Job } from "./runJob.ts";

/** Keeps sending what the Council decided. */
export function relayDecisions(relayer: Relayer, pauseMs: number): Job {
  return { name: "relay decisions", pauseMs, run: () => relayer.step() };
}
