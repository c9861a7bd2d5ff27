import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { usageError } from "../terminal/usageError.ts";

/** Environment variables by their names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the settings of whoever runs this are kept: CSCSS_HOME, else as the system has it. @throws ERR_USAGE */
export function settingsFileOf(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return join(ownFolder(env, platform, "settings"), "settings.json");
}

/** Where chains to try things on are kept unless --data says otherwise. @throws ERR_USAGE */
export function dataFolderOf(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return ownFolder(env, platform, "data");
}

function ownFolder(env: Environment, platform: NodeJS.Platform, what: "settings" | "data"): string {
  const { CSCSS_HOME: home } = env;
  if (home !== undefined && home !== "") {
    return what === "settings" ? absolute("CSCSS_HOME", home) : join(absolute("CSCSS_HOME", home), "data");
  }
  const [name, ...usual] = usualFolder(platform, what);
  const named = env[name];
  // As the XDG specification has it, a relative path counts for nothing.
  return join(named !== undefined && isAbsolute(named) ? named : join(env.HOME || homedir(), ...usual), "cscss");
}

/** The variable that names the folder for all programs, and where it is in the home folder without it. */
function usualFolder(platform: NodeJS.Platform, what: "settings" | "data"): readonly [string, ...string[]] {
  if (platform === "win32") {
    return what === "settings" ? ["APPDATA", "AppData", "Roaming"] : ["LOCALAPPDATA", "AppData", "Local"];
  }
  return what === "settings" ? ["XDG_CONFIG_HOME", ".config"] : ["XDG_DATA_HOME", ".local", "share"];
}

/** A path from the environment: a relative one would be another file in every folder, also in those others fill. @throws ERR_USAGE */
export function absolute(variable: string, path: string): string {
  if (isAbsolute(path)) return path;
  throw usageError(`${variable} "${path}" is not an absolute path: it would mean another file in every folder.`);
}
