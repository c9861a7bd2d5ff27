import type { ItemInput } from "../generated/structs.ts";
import { encodeBlobs } from "./encodeBlobs.ts";
import type { PreparedRecord } from "./prepareRecord.ts";

/** Items and the data contracts that hold their payloads. */
export interface BlobArrangement {
  readonly items: readonly ItemInput[];
  readonly blobs: readonly Uint8Array[];
}

/** Puts the sealed payloads into blobs and tells each item where its own is. */
export function arrangeItems(records: readonly PreparedRecord[]): BlobArrangement {
  const blobs = encodeBlobs(records.map(({ sealedPayload }) => sealedPayload));
  const items = records.map(({ item }): ItemInput => ({ ...item, blob: 0, place: 0 }));
  blobs.forEach(({ members }, blob) => {
    members.forEach((index, place) => {
      items[index] = { ...(items[index] as ItemInput), blob: blob + 1, place };
    });
  });
  return { items, blobs: blobs.map(({ bytes }) => bytes) };
}
