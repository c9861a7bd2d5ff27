import type { Answer } from "../generated/structs.ts";

/** One block, and what the lens answered at it. */
export interface Reading {
  readonly block: { readonly number: number; readonly hash: string; readonly time: number };
  readonly answers: readonly Answer[];
}
