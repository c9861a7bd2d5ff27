import { statSync } from "node:fs";
import { CscssError } from "@cscss-me/sdk";

/** A file with a secret must be its owner's alone. @throws ERR_KEYSTORE if others can read or write it. */
export function requirePrivate(file: string): void {
  // Windows has no such modes.
  if (process.platform === "win32") return;
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  if ((mode & 0o077) === 0) return;
  const found = (mode & 0o777).toString(8);
  throw new CscssError("ERR_KEYSTORE", `${file} can be read by others (mode ${found}). Run: chmod 600 ${file}`, {
    details: { file },
  });
}
