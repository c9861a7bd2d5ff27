import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

/** How the page is built. */
export const CONFIG = join(import.meta.dirname, "..", "..", "..", "..", "oracle-service", "page", "vite.config.ts");

/** The page, built as `npm run page:build` builds it, in a folder of its own. */
export interface BuiltPage {
  readonly folder: string;
  remove(): void;
}

/** Builds the page; remove it in afterAll. */
export async function buildPage(): Promise<BuiltPage> {
  const folder = mkdtempSync(join(tmpdir(), "cscss-page-"));
  await build({ configFile: CONFIG, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
