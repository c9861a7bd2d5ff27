import type { ItemInput } from "../generated/structs.ts";

/** The arguments of Organization.issueBatch. */
export type IssueBatchArguments = readonly [
  batch: bigint,
  category: number,
  keyNumber: number,
  items: readonly ItemInput[],
  blobs: readonly Uint8Array[],
];
