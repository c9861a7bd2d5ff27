import { existsSync } from "node:fs";
import { isJsonObject, parseJsonStrict } from "@cscss-me/sdk";
import { readTextFile } from "../files/readTextFile.ts";
import { usageError } from "../terminal/usageError.ts";
import { SETTINGS } from "./commonOptions.ts";

/** Settings by the names of their options. */
export type Settings = Readonly<Record<string, string | boolean>>;

const DEFAULTS: Settings = { network: ".cscss/network.json", "rpc-url": "http://127.0.0.1:8545", gas: "auto" };
const CONFIG_FILE = "cscss.json";

/** What holds where no option is given: environment over config file over default. @throws ERR_USAGE, ERR_FILE, ERR_JSON */
export function readSettings(env: Readonly<Record<string, string | undefined>>, config: string | undefined): Settings {
  const file = config ?? env.CSCSS_CONFIG ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined);
  return { ...DEFAULTS, ...(file === undefined ? {} : fromFile(file)), ...fromEnvironment(env) };
}

function fromFile(file: string): Settings {
  const value = parseJsonStrict(readTextFile(file));
  if (!isJsonObject(value)) throw usageError(`${file} is no JSON object of settings.`);
  for (const [name, setting] of Object.entries(value)) {
    const wanted = Object.hasOwn(SETTINGS, name) ? SETTINGS[name]?.type : undefined;
    if (wanted === undefined) {
      throw usageError(`${file}: there is no setting "${name}". Known are ${Object.keys(SETTINGS).join(", ")}.`);
    }
    if (typeof setting !== wanted) throw usageError(`${file}: "${name}" must be a ${wanted}.`);
  }
  return value as Settings;
}

function fromEnvironment(env: Readonly<Record<string, string | undefined>>): Settings {
  const found: Record<string, string | boolean> = {};
  for (const [name, { type }] of Object.entries(SETTINGS)) {
    const text = env[`CSCSS_${name.toUpperCase().replaceAll("-", "_")}`];
    if (text === undefined || text === "") continue;
    found[name] = type === "string" ? text : text !== "0" && text !== "false";
  }
  return found;
}
