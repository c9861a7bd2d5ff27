import { CscssError } from "@cscss-me/sdk";
import type { IssueRowsOptions, PreparedBatch } from "@cscss-me/sdk/issue";
import { cutBatches, outcomesOf, pendingRows } from "@cscss-me/sdk/issue";
import type { PreparedHead } from "@cscss-me/sdk/node";
import { readPrepared, writePrepared } from "@cscss-me/sdk/node";
import { EXIT } from "../frame/exitCodes.ts";
import type { Session } from "../frame/Session.ts";

/**
 * Signs and seals everything that is left to issue, for somebody else to approve and issue: from here on every byte of
 * the batches is decided. Batches that were prepared before and issued make room for these.
 *
 * @throws ERR_PREPARED if some that were prepared before are not issued yet.
 */
export async function prepareOnly(
  session: Session,
  file: string,
  head: PreparedHead,
  options: IssueRowsOptions,
): Promise<number> {
  const left = pendingRows(options.journal, options.rows, false);
  const outcomes = outcomesOf(options.journal);
  const waiting = (await awardsIn(readPrepared(file, head))).filter((award) => !outcomes.has(award));
  if (waiting.length > 0) {
    const problem = `${waiting.length} awards in ${file} are prepared and not issued yet. Issue them, or remove the file.`;
    throw new CscssError("ERR_PREPARED", problem, { details: { file } });
  }
  let hashes: string[] = [];
  await session.progress("Preparing", "rows", left.length, async (onDone) => {
    hashes = await writePrepared(file, head, counted(cutBatches(options, left), onDone));
  });
  const text = [`${left.length} rows in ${hashes.length} batches are prepared in ${file}:`, ...hashes].join("\n");
  session.result({ prepared: left.length, file, batches: hashes }, text);
  return EXIT.ok;
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
