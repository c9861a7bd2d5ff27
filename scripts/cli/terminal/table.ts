import { cutText, textWidth } from "./textWidth.ts";

const GAP = "  ";

/**
 * Lays rows out in columns, for at most `width` columns of a terminal; the widest columns are cut first. Line breaks
 * and other control characters come out as spaces, so that nobody's name can draw on the terminal.
 *
 * @example
 * table([["name", "grade"], ["佐藤", "80"]], 80) // "name  grade\n佐藤  80"
 */
export function table(rows: readonly (readonly string[])[], width: number): string {
  const cells = rows.map((row) => row.map((cell) => cell.replace(/[\p{Control}\p{Bidi_Control}\u2028\u2029]/gu, " ")));
  const columns = cells.reduce((most, row) => Math.max(most, row.length), 0);
  const natural = Array.from({ length: columns }, (_, column) =>
    // A spread of a hundred thousand rows is more than a call takes.
    cells.reduce((widest, row) => Math.max(widest, textWidth(row[column] ?? "")), 0),
  );
  const limit = widestThatFits(natural, width - GAP.length * (columns - 1));
  const widths = natural.map((columnWidth) => Math.min(columnWidth, limit));
  return cells
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .join("\n");
}

function widestThatFits(widths: readonly number[], available: number): number {
  const total = (limit: number): number => widths.reduce((sum, width) => sum + Math.min(width, limit), 0);
  let limit = Math.max(1, ...widths);
  while (limit > 1 && total(limit) > available) limit -= 1;
  return limit;
}

function pad(cell: string, width: number): string {
  const text = cutText(cell, width);
  return text + " ".repeat(width - textWidth(text));
}
