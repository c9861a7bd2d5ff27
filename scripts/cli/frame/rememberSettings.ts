import { existsSync } from "node:fs";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { Settings } from "./readSettings.ts";
import { settingsIn } from "./readSettings.ts";

/**
 * Adds settings for a network to the user's own. Which network somebody trusts is not changed by the way: where their
 * settings name another one they stay as they are, and a file elsewhere is written, for --config.
 *
 * @param files.own - the user's settings, whether or not they are there.
 * @returns the file that has them now.
 * @throws ERR_USAGE, ERR_FILE, ERR_JSON
 */
export function rememberSettings(
  files: { readonly own: string; readonly elsewhere: string },
  settings: Settings,
): string {
  const known = existsSync(files.own) ? settingsIn(files.own) : {};
  const isOther = known.network !== undefined && known.network !== settings.network;
  const [file, all] = isOther ? [files.elsewhere, settings] : [files.own, { ...known, ...settings }];
  writeFileSafely(file, `${JSON.stringify(all, null, 2)}\n`, { replace: true });
  return file;
}
