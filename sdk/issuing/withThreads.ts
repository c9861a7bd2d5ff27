import type { IssuingKeys, IssuingWorkers } from "./openIssuingWorkers.ts";
import { openIssuingWorkers } from "./openIssuingWorkers.ts";

/** So many rows take longer to prepare than threads take to start. */
const WORTH_THREADS = 200;

/**
 * Runs work that signs and seals rows; many of them on all cores, for this process has the keys in memory anyway.
 *
 * @param left - how many rows there are to sign and seal.
 * @param work - handed the threads for 200 rows or more, and nothing for fewer.
 * @returns what the work gives.
 * @throws what the work throws; ERR_PRIVATE_KEY, ERR_ARGUMENT for keys that are none.
 * @example
 * await withThreads(keys, options.rows.length, (threads) => issueRows({ ...options, ...threads }));
 */
export async function withThreads<Result>(
  keys: IssuingKeys,
  left: number,
  work: (threads: { readonly workers?: IssuingWorkers }) => Promise<Result>,
): Promise<Result> {
  if (left < WORTH_THREADS) return work({});
  const workers = openIssuingWorkers(keys);
  try {
    return await work({ workers });
  } finally {
    await workers.close();
  }
}
