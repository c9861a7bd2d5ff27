import type { GraduateRow } from "../inputs/GraduateRow.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import type { Holders } from "./countHolders.ts";
import { countHolders } from "./countHolders.ts";
import { openPersonalTexts, textsIn } from "./personalTexts.ts";
import { piecesOf } from "./piecesOf.ts";

/** So many different people must have a text before it is nobody's. */
export const LEAST_HOLDERS = 5;

/** A text that is the same in the records of several people, and of how many. */
export interface Piece {
  readonly text: string;
  readonly holders: number;
}

/**
 * The texts of public claims that are nobody's own. Neither a value nor several of them together come out unless as many
 * people have the very same: what only one combines would tell of that one.
 */
export function commonPieces(rows: readonly GraduateRow[]): Piece[] {
  const isPersonal = openPersonalTexts(rows);
  const units = new Map<string, { readonly value: JsonValue; readonly holders: Holders }>();
  for (const row of rows) {
    piecesOf(row, (unit, value) => {
      const found = units.get(unit) ?? { value, holders: countHolders() };
      found.holders.add(row);
      units.set(unit, found);
      return false;
    });
  }
  const common = new Set<string>();
  for (const [unit, { value, holders }] of units) {
    if (holders.size >= LEAST_HOLDERS && !textsIn(value).some(isPersonal)) common.add(unit);
  }

  const found = new Map<string, number>();
  let open = rows.flatMap((row) => piecesOf(row, (unit) => common.has(unit)).map((tokens) => ({ row, tokens })));
  while (open.length > 0) {
    const counts = new Map<string, Holders>();
    for (const { row, tokens } of open) {
      const text = tokens.join("");
      const holders = counts.get(text) ?? countHolders();
      holders.add(row);
      counts.set(text, holders);
    }
    open = open.flatMap(({ row, tokens }) => {
      const text = tokens.join("");
      const holders = counts.get(text)?.size ?? 0;
      if (holders >= LEAST_HOLDERS) {
        found.set(text, Math.max(holders, found.get(text) ?? 0));
        return [];
      }
      const half = tokens.length >> 1;
      return half === 0 ? [] : [tokens.slice(0, half), tokens.slice(half)].map((part) => ({ row, tokens: part }));
    });
  }
  return [...found].map(([text, holders]) => ({ text, holders }));
}
