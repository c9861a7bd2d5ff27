import type { NetworkFile } from "@cscss-me/sdk";
import { releasePapers } from "../governance/releasePapers.ts";
import type { Store } from "../store/openStore.ts";
import type { Job } from "./runJob.ts";

const PAUSE_MS = 60_000;

/** Keeps room for papers, by forgetting those that nobody waits for. @param now - Unix seconds. */
export function forgetPapers(store: Store, network: NetworkFile, now: () => number): Job {
  return { name: "forget papers", pauseMs: PAUSE_MS, run: () => releasePapers(store, network, now) };
}
