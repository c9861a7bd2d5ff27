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
  const [file, all] = isForOther(files.own, settings)
    ? [files.elsewhere, settings]
    : [files.own, { ...known, ...settings }];
  writeFileSafely(file, `${JSON.stringify(all, null, 2)}\n`, { replace: true });
  return file;
}

/** Whether somebody's own settings are for another network than these. */
export function isForOther(own: string, { network }: Settings): boolean {
  const known = existsSync(own) ? settingsIn(own) : {};
  return known.network !== undefined && known.network !== network;
}

/** Whether somebody's own settings say all of these already. */
export function isRemembered(own: string, settings: Settings): boolean {
  const known = existsSync(own) ? settingsIn(own) : {};
  return Object.entries(settings).every(([name, value]) => known[name] === value);
}
