import { CATEGORIES } from "../credential/recordTypes.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { BlobArrangement } from "./arrangeItems.ts";
import { arrangeItems } from "./arrangeItems.ts";
import type { BatchInput } from "./issueBatch.ts";

/** The arguments of Organization.issueBatch. */
export type IssueBatchArguments = readonly [
  batch: bigint,
  category: number,
  keyNumber: number,
  items: BlobArrangement["items"],
  blobs: BlobArrangement["blobs"],
];

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
