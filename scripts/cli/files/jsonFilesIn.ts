import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** A file by itself; of a folder the files (*.json) in it, by their names. */
export function jsonFilesIn(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => join(path, name));
}
