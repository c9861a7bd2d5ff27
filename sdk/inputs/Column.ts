import type { JsonValue } from "../json/JsonValue.ts";

/** What a cell holds, or what it should hold. */
export type Cell = { readonly value: JsonValue } | { readonly expected: string };

/** How a column is called in the file, which claim it fills, and how its cells are read. `now` is in Unix seconds. */
export interface Column {
  readonly header: string;
  /** The claim's name; recordType is no claim, but the type of record. */
  readonly claim: string;
  readonly read: (text: string, now: number) => Cell;
  readonly isDate?: boolean;
  readonly isNumber?: boolean;
}
