import { CATEGORIES } from "../credential/recordTypes.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { IssueBatchArguments } from "../organization/IssueBatchArguments.ts";
import { arrangeItems } from "./arrangeItems.ts";
import type { BatchInput } from "./BatchInput.ts";

/**
 * Turns prepared records into the arguments of Organization.issueBatch, for whoever signs and sends the transaction
 * on its own: with a journal, offline, through a queue.
 *
 * @throws ERR_ARGUMENT for an empty or mixed batch.
 */
export function encodeIssueBatch({ records, batch, keyNumber }: BatchInput): IssueBatchArguments {
  const category = records[0]?.category;
  if (category === undefined || records.some((record) => record.category !== category)) {
    throw new CscssError("ERR_ARGUMENT", "A batch holds records of one category, at least one. Split it by category.");
  }
  const { items, blobs } = arrangeItems(records);
  return [batch, CATEGORIES[category], keyNumber, items, blobs];
}
