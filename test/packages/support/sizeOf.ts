import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What an installation costs. */
export interface Size {
  /** Of all files, in millions of bytes. */
  readonly megabytes: number;
  readonly packages: number;
}

/** Measures the node_modules of a folder that npm installed into. */
export function sizeOf(folder: string): Size {
  const modules = join(folder, "node_modules");
  const { packages } = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8")) as { packages: object };
  return { megabytes: megabytesOf(modules), packages: Object.keys(packages).length };
}

/** The size of all files of a folder, in millions of bytes. */
export function megabytesOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => lstatSync(join(folder, name)));
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0) / 1e6;
}
