import { table } from "../../../cli/terminal/table.ts";
import { textWidth } from "../../../cli/terminal/textWidth.ts";
import type { BenchTable, Cell, Unit } from "./Benchmark.ts";

/** Writes a table for people: title, columns with numbers to the right, notes. */
export function formatReport({ title, columns, rows, notes = [] }: BenchTable, width: number): string {
  const cells = [
    columns.map(({ header }) => header),
    ...rows.map((row) => columns.map(({ unit }, i) => formatCell(row[i], unit))),
  ];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => textWidth(row[column] ?? ""))));
  const aligned = cells.map((row) =>
    row.map((cell, column) => {
      const gap = " ".repeat((widths[column] ?? 0) - textWidth(cell));
      return columns[column]?.unit === "text" ? cell + gap : gap + cell;
    }),
  );
  return [title, table(aligned, width), ...notes.map((note) => `  ${note}`)].join("\n");
}

/** Writes one value. @example formatCell(0.2345, "ratio") // "0.23×" */
export function formatCell(value: Cell, unit: Unit): string {
  if (value === undefined) return "–";
  if (typeof value === "string") return value;
  switch (unit) {
    case "ratio":
      return `${value.toFixed(value < 0.01 ? 4 : value < 10 ? 2 : value < 100 ? 1 : 0)}×`;
    case "ms":
      return `${value.toFixed(value < 10 ? 3 : value < 100 ? 1 : 0)} ms`;
    case "rate":
      return `${value.toFixed(value < 100 ? 1 : 0)}/s`;
    case "megabytes":
      return `${Math.round(value)} MB`;
    default:
      return Math.round(value).toLocaleString("en");
  }
}
