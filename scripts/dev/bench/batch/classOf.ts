import { graduatesFile } from "../subject/documents.ts";

/** The file of a class of any size: the rows of the demo's again and again, each with numbers of its own. */
export function classOf(count: number): Uint8Array {
  const [header = "", ...rows] = new TextDecoder().decode(graduatesFile()).trimEnd().split("\n");
  const lines = Array.from({ length: count }, (_, index) => {
    const row = rows[index % rows.length] ?? "";
    const number = String(index + 1).padStart(7, "0");
    return row.replace(/^S\d+/, `S202${number}`).replace(/[^,]*$/, `2026/${number}-1`);
  });
  return new TextEncoder().encode([header, ...lines, ""].join("\n"));
}
