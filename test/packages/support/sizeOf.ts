import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What files take, in megabytes of 2^20 bytes. */
export interface Size {
  /** The sum of what they hold. */
  readonly held: number;
  /** The sum of the blocks they lie in, as `du` tells it: more, where files are many and small. */
  readonly onDisk: number;
}

const MEGABYTE = 2 ** 20;
const BLOCK = 512;

/** The size of all files of a folder. */
export function sizeOf(folder: string): Size {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => lstatSync(join(folder, name)));
  return {
    held: files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0) / MEGABYTE,
    onDisk: files.reduce((sum, file) => sum + file.blocks * BLOCK, 0) / MEGABYTE,
  };
}

/** How many packages npm installed in a folder. */
export function packagesIn(folder: string): number {
  const lock = readFileSync(join(folder, "node_modules", ".package-lock.json"), "utf8");
  return Object.keys((JSON.parse(lock) as { readonly packages: object }).packages).length;
}
