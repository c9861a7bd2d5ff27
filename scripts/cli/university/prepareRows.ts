import { CscssError } from "@cscss-me/sdk";
import type { IssueRowsOptions, PreparedBatch } from "@cscss-me/sdk/issue";
import { cutBatches, outcomesOf, pendingRows } from "@cscss-me/sdk/issue";
import type { PreparedHead } from "@cscss-me/sdk/node";
import { readPrepared, writePrepared } from "@cscss-me/sdk/node";

/**
 * The rows that are left to prepare. Batches that were prepared before and issued make room for them.
 *
 * @throws ERR_PREPARED if some that were prepared before are not issued yet.
 */
export async function rowsToPrepare(
  file: string,
  head: PreparedHead,
  { journal, rows }: Pick<IssueRowsOptions, "journal" | "rows">,
): Promise<IssueRowsOptions["rows"]> {
  const outcomes = outcomesOf(journal);
  const waiting = (await awardsIn(readPrepared(file, head))).filter((award) => !outcomes.has(award));
  if (waiting.length === 0) return pendingRows(journal, rows, false);
  const problem = `${waiting.length} awards in ${file} are prepared and not issued yet. Issue them, or remove the file.`;
  throw new CscssError("ERR_PREPARED", problem, { details: { file } });
}

/**
 * Signs and seals rows for somebody else to approve and issue: from here on every byte of the batches is decided.
 *
 * @param onDone - hears of each row.
 * @returns the batches' hashes, which people approve under the two-person rule.
 */
export async function prepareRows(
  file: string,
  head: PreparedHead,
  options: IssueRowsOptions,
  onDone: () => void,
): Promise<string[]> {
  return writePrepared(file, head, counted(cutBatches(options, options.rows), onDone));
}

/** The awards in prepared batches. */
export async function awardsIn(batches: AsyncIterable<PreparedBatch>): Promise<string[]> {
  const awards: string[] = [];
  for await (const { items } of batches) awards.push(...items.map(({ award }) => award));
  return awards;
}

async function* counted<Batch extends { readonly items: readonly unknown[] }>(
  batches: AsyncIterable<Batch>,
  onDone: () => void,
): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    for (const _ of batch.items) onDone();
    yield batch;
  }
}
