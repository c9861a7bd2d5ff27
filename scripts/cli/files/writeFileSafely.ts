import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { CscssError } from "@cscss-me/sdk";

const DRAFT = /\.[0-9a-f]{12}\.tmp$/;

/**
 * Writes a file whole or not at all, readable by its owner only by default, and gets it onto the disk.
 *
 * @param options.replace - without it, a file that is there is never touched.
 * @throws ERR_FILE
 */
export function writeFileSafely(
  file: string,
  content: string | Uint8Array,
  options: { readonly replace?: boolean; readonly mode?: number } = {},
): void {
  const { replace = false, mode = 0o600 } = options;
  if (!replace && existsSync(file)) throw alreadyThere(file);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const descriptor = openSync(draft, "wx", mode);
    try {
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (replace) renameSync(draft, file);
    else linkSync(draft, file);
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST") throw alreadyThere(file);
    throw new CscssError("ERR_FILE", `Cannot write ${file}.`, { cause: error, details: { file } });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes what a killed process was still writing of these files. Only where nobody else writes them meanwhile. */
export function removeDrafts(folder: string, names: ReadonlySet<string>): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile() || !DRAFT.test(entry.name) || !names.has(entry.name.replace(DRAFT, ""))) continue;
    rmSync(join(folder, entry.name), { force: true });
  }
}

function alreadyThere(file: string): CscssError {
  return new CscssError("ERR_FILE", `${file} already exists, and is not overwritten.`, { details: { file } });
}
