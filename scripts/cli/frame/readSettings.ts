import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { CscssError, isJsonObject, parseJsonStrict } from "@cscss-me/sdk";
import { readTextFile } from "../files/readTextFile.ts";
import { usageError } from "../terminal/usageError.ts";
import type { Option } from "./Command.ts";
import { SETTINGS } from "./commonOptions.ts";
import type { Environment } from "./ownFolders.ts";
import { absolute, settingsFileOf } from "./ownFolders.ts";

/** Settings by the names of their options. */
export type Settings = Readonly<Record<string, string | boolean>>;

/** Which network is trusted has no default. */
const DEFAULTS: Settings = { "rpc-url": "http://127.0.0.1:8545", gas: "auto" };

/**
 * What holds where no option is given: environment over one file over default. The file is --config, else CSCSS_CONFIG,
 * else the user's own. **Nothing is taken from the working folder**: others may have filled it.
 *
 * @throws ERR_USAGE, ERR_FILE, ERR_JSON
 */
export function readSettings(env: Environment, config: string | undefined): Settings {
  return { ...DEFAULTS, ...fileSettings(env, config), ...fromEnvironment(env) };
}

/** The settings in a file; the paths in it are absolute then. @throws ERR_USAGE, ERR_FILE, ERR_JSON */
export function settingsIn(file: string): Settings {
  const value = parseJsonStrict(readTextFile(file));
  if (!isJsonObject(value)) throw usageError(`${file} is no JSON object of settings.`);
  const found: Record<string, string | boolean> = {};
  for (const [name, setting] of Object.entries(value)) {
    const option = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
    if (option === undefined) {
      throw usageError(`${file}: there is no setting "${name}". Known are ${Object.keys(SETTINGS).join(", ")}.`);
    }
    if (typeof setting !== option.type) throw usageError(`${file}: "${name}" must be a ${option.type}.`);
    // Beside the file that names them, not beside whoever runs this.
    found[name] = isPath(option) ? resolve(dirname(file), setting as string) : (setting as string | boolean);
  }
  return found;
}

function fileSettings(env: Environment, config: string | undefined): Settings {
  if (config !== undefined) return settingsIn(config);
  if (env.CSCSS_CONFIG) return settingsIn(absolute("CSCSS_CONFIG", env.CSCSS_CONFIG));
  const own = settingsFileOf(env);
  if (!existsSync(own)) return {};
  requireOwn(own);
  return settingsIn(own);
}

/** What decides whom one trusts must not be for others to write. @throws ERR_FILE */
function requireOwn(file: string): void {
  // Windows has no such modes.
  if (process.platform === "win32" || (statSync(file).mode & 0o022) === 0) return;
  throw new CscssError("ERR_FILE", `Others can write ${file}. Run: chmod go-w ${file}`, { details: { file } });
}

function fromEnvironment(env: Environment): Settings {
  const found: Record<string, string | boolean> = {};
  for (const [name, option] of Object.entries(SETTINGS)) {
    const variable = `CSCSS_${name.toUpperCase().replaceAll("-", "_")}`;
    const text = env[variable];
    if (text === undefined || text === "") continue;
    if (option.type === "boolean") found[name] = text !== "0" && text !== "false";
    else found[name] = isPath(option) ? absolute(variable, text) : text;
  }
  return found;
}

function isPath({ value }: Option): boolean {
  return value === "FILE";
}
