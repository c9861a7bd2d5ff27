import type { IssuingKeys } from "../../sdk/workers/openIssuingWorkers.ts";
import { openIssuingWorkers } from "../../sdk/workers/openIssuingWorkers.ts";
import type { IssueRowsOptions } from "./issueRows.ts";
import { issueRows } from "./issueRows.ts";

/** So many rows take longer to prepare than threads take to start. */
const WORTH_THREADS = 200;

/**
 * Issues rows as issueRows does; many are signed and sealed on all cores, for this process has the keys in memory anyway.
 *
 * @param left - how many rows are to be issued.
 */
export async function issueInThreads(options: IssueRowsOptions, keys: IssuingKeys, left: number): Promise<void> {
  if (left < WORTH_THREADS) return issueRows(options);
  const workers = openIssuingWorkers(keys);
  try {
    await issueRows({ ...options, workers });
  } finally {
    await workers.close();
  }
}
